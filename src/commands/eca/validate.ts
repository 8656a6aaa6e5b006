import { Messages } from '@salesforce/core/messages';
import { SfCommand } from '@salesforce/sf-plugins-core';
import { specFlags } from '../../flags/specFlags.js';
import type { Problem } from '../../report/problem.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.validate');

/** All problems of all specs. */
export type EcaValidateResult = {
  specs: string[];
  problems: Problem[];
  summary: { errors: number; warnings: number; notes: number };
};

/** Checks specs without an org. */
export default class EcaValidate extends SfCommand<EcaValidateResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');
  public static readonly flags = specFlags;

  /** Reads and checks, prints every problem, and fails when there is an error. */
  public async run(): Promise<EcaValidateResult> {
    const { flags } = await this.parse(EcaValidate);
    const { openSpecs } = await import('../../flags/openSpecs.js');
    const { toProblems } = await import('../../report/problem.js');
    const { countProblems, counted, problemSummary, problemText } = await import('../../report/problemText.js');
    const { specs, findings, texts } = await openSpecs(flags, { missingVariables: 'note' });
    const problems = toProblems(findings);
    const summary = countProblems(problems);
    const result = { specs: specs.map(({ file }) => file), problems, summary };
    if (problems.length > 0) this.log(`${problemText(problems, texts)}\n`);
    this.log(problemSummary(specs.length, summary));
    if (summary.errors > 0)
      throw messages.createError('error.problems', [counted(summary.errors, 'error')]).setData(result);
    return result;
  }
}
