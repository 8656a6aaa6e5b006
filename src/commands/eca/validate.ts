import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { OpenedComponents } from '../../flags/openComponents.js';
import { SfCommand } from '../../flags/sfCommand.js';
import { specFlags, type SpecFlagValues } from '../../flags/specFlags.js';
import type { Problem } from '../../report/problem.js';
import type { RuleExplanation } from '../../report/ruleExplanation.js';
import { validateFormats } from '../../report/validateFormats.js';
import type { RuleProfile } from '../../rules/rule.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.validate');

/** All problems of all specs (or metadata files), or with `--rules` the rules themselves. */
export type EcaValidateResult =
  | { specs: string[]; problems: Problem[]; summary: { errors: number; warnings: number; notes: number } }
  | { rules: RuleExplanation[] };

type CheckFlags = SpecFlagValues & {
  readonly 'source-dir': readonly string[] | undefined;
  readonly profile: RuleProfile;
};

/** Checks specs without an org. */
export default class EcaValidate extends SfCommand<EcaValidateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = {
    ...specFlags,
    format: Flags.option({
      options: validateFormats,
      default: 'text',
      summary: messages.getMessage('flags.format.summary'),
      description: messages.getMessage('flags.format.description'),
    })(),
    'fail-on': Flags.option({
      options: ['error', 'warning'] as const,
      default: 'error',
      summary: messages.getMessage('flags.fail-on.summary'),
    })(),
    profile: Flags.option({
      options: ['recommended', 'isv-2026'] as const satisfies readonly RuleProfile[],
      default: 'recommended',
      summary: messages.getMessage('flags.profile.summary'),
      description: messages.getMessage('flags.profile.description'),
    })(),
    'source-dir': Flags.string({
      multiple: true,
      summary: messages.getMessage('flags.source-dir.summary'),
      description: messages.getMessage('flags.source-dir.description'),
    }),
    rules: Flags.boolean({ summary: messages.getMessage('flags.rules.summary') }),
    verbose: Flags.boolean({ summary: messages.getMessage('flags.verbose.summary') }),
  };

  /** Reads and checks, prints every problem, and fails when one counts. */
  public async run(): Promise<EcaValidateResult> {
    const started = performance.now();
    const { flags } = await this.parse(EcaValidate);
    // Words of rules that nobody asked for would cost time at every run.
    const rules = flags.rules || flags.format === 'sarif' ? await this.explainRules(flags.profile) : [];
    if (flags.rules) {
      const { ruleRows } = await import('../../report/ruleRows.js');
      const { narrowColumns } = await import('../../flags/narrowColumns.js');
      this.table({
        data: ruleRows(rules),
        overflow: 'wrap',
        // The source is in "sf eca explain <rule>" as well.
        ...narrowColumns(200, { Rule: 34, Severity: 10, 'What holds': 36 }),
      });
      return { rules };
    }
    const { toProblems } = await import('../../report/problem.js');
    const { counted, countProblems } = await import('../../report/problemText.js');
    const { validateText } = await import('../../report/validateText.js');
    const { files, findings, texts } = await this.check(flags);
    const problems = toProblems(findings);
    const failing = flags['fail-on'] === 'error' ? (['error'] as const) : (['error', 'warning'] as const);
    const { format, verbose } = flags;
    const { version } = this.config;
    const noun = flags['source-dir'] === undefined ? 'spec' : 'file';
    const milliseconds = performance.now() - started;
    const show = (text: string): void => (format === 'text' ? this.log(text) : this.logDocument(text));
    show(validateText({ format, files, noun, problems, texts, rules, version, failing, verbose, milliseconds }));
    const result = { specs: [...files], problems, summary: countProblems(problems) };
    this.failOn(failing, result, [
      counted(result.summary.errors, 'error'),
      counted(result.summary.warnings, 'warning'),
    ]);
    return result;
  }

  private async explainRules(profile: RuleProfile): Promise<RuleExplanation[]> {
    const { listRules } = await import('../../operations/listRules.js');
    const { ruleExplanation } = await import('../../report/ruleExplanation.js');
    return listRules(profile).map(ruleExplanation);
  }

  private async check(flags: CheckFlags): Promise<OpenedComponents> {
    const { 'source-dir': folders, profile } = flags;
    if (folders !== undefined) {
      const { openComponents } = await import('../../flags/openComponents.js');
      return openComponents(folders, flags, profile);
    }
    const { openSpecs } = await import('../../flags/openSpecs.js');
    const { schemaCopies } = await import('../../flags/schemaCopies.js');
    const { specs, findings, texts } = await openSpecs(flags, { missingVariables: 'note', lint: { profile } });
    const files = specs.map(({ file }) => file);
    return { files, findings: [...findings, ...(await schemaCopies(files))], texts };
  }

  /** The end of a long document must not be lost when the command fails. */
  protected override async catch(error: Error): Promise<never> {
    const { drainOutput } = await import('../../flags/drainOutput.js');
    try {
      return await super.catch(error);
    } finally {
      await drainOutput();
    }
  }

  private failOn(failing: readonly string[], result: { problems: Problem[] }, counts: string[]): void {
    if (!result.problems.some(({ severity, waived }) => waived === undefined && failing.includes(severity))) return;
    throw messages.createError('error.problems', counts).setData(result);
  }
}
