import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { SfCommand } from '../../flags/sfCommand.js';
import { specFlags } from '../../flags/specFlags.js';
import { targetOrgsFlag } from '../../flags/targetOrg.js';
import type { FailedOrg, OrgPlan, PlannedAppResult } from '../../report/planResult.js';
import type { PlanSummary } from '../../operations/planSummary.js';
import type { Problem } from '../../report/problem.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.plan');

/** The plans of all orgs; with one org, or with folders instead, its fields also at the top. */
export type EcaPlanResult = {
  org?: OrgPlan['org'];
  apps?: PlannedAppResult[];
  /** Absent for a plan against folders. */
  orgs?: (OrgPlan | FailedOrg)[];
  sourceDir?: string[];
  summary: PlanSummary;
  problems: Problem[];
};

/** Shows what a deploy would change. */
export default class EcaPlan extends SfCommand<EcaPlanResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = {
    'target-org': targetOrgsFlag,
    ...specFlags,
    'source-dir': Flags.string({
      multiple: true,
      exclusive: ['target-org'],
      summary: messages.getMessage('flags.source-dir.summary'),
    }),
    format: Flags.option({
      options: ['text', 'markdown'] as const,
      default: 'text',
      summary: messages.getMessage('flags.format.summary'),
    })(),
    'detailed-exit-code': Flags.boolean({ summary: messages.getMessage('flags.detailed-exit-code.summary') }),
  };

  /** Reads the targets, prints the plan of each, and sets the exit code of SPEC §2. */
  public async run(): Promise<EcaPlanResult> {
    const { flags } = await this.parse(EcaPlan);
    const { drainOutput } = await import('../../flags/drainOutput.js');
    const { runFolderPlan, runOrgPlan } = await import('../../flags/runPlan.js');
    const { planMarkdown } = await import('../../report/planMarkdown.js');
    const { planText } = await import('../../report/planText.js');
    const { addSummaries } = await import('../../operations/planSummary.js');
    const { 'source-dir': folders, 'target-org': orgNames } = flags;
    const { terminalScreen } = await import('../../flags/terminalScreen.js');
    const screen = terminalScreen(this);
    const { say } = screen;
    const { targets, orgs, problems, text } = await (
      folders === undefined ? runOrgPlan(flags, orgNames, screen) : runFolderPlan(flags, folders, say)
    ).catch(async (error: unknown) => {
      await drainOutput();
      throw error;
    });
    const failed = orgs.filter((one) => 'error' in one);
    if (text !== '') say(`${text}\n`);
    const show = flags.format === 'markdown' ? planMarkdown : planText;
    const shown = targets.map((target) => show(target.title, target)).join('\n\n');
    if (flags.format === 'markdown') this.logDocument(shown);
    else this.log(shown);
    for (const { username, error } of failed) this.warn(messages.getMessage('warning.orgFailed', [username, error]));
    const summary = addSummaries(targets.map((target) => target.summary));
    const [only] = orgs.length === 1 ? orgs : [];
    const result: EcaPlanResult = {
      ...(only !== undefined && 'org' in only ? { org: only.org, apps: only.apps } : {}),
      ...(folders === undefined
        ? { orgs: [...orgs] }
        : { sourceDir: folders, apps: targets.flatMap(({ apps }) => apps) }),
      summary,
      problems,
    };
    if (failed.length > 0) process.exitCode = 68;
    else if (flags['detailed-exit-code'] && summary.changes > 0) process.exitCode = 3;
    return result;
  }
}
