import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { SfCommand } from '../../flags/sfCommand.js';
import { targetOrgFlag } from '../../flags/targetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.delete');

/** What was deleted; `jobId` only when the job still runs. */
export type EcaDeleteResult = { name: string; deleted: { type: string; fullName: string }[]; jobId?: string };

/** Deletes an app with its members. */
export default class EcaDelete extends SfCommand<EcaDeleteResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = {
    'target-org': targetOrgFlag,
    name: Flags.string({ char: 'n', required: true, summary: messages.getMessage('flags.name.summary') }),
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
    wait: Flags.integer({ char: 'w', min: 1, default: 10, summary: messages.getMessage('flags.wait.summary') }),
  };

  /** Looks the app up, shows what goes, asks, deletes and waits. */
  public async run(): Promise<EcaDeleteResult> {
    const { flags } = await this.parse(EcaDelete);
    const { withTargetOrg } = await import('../../flags/withTargetOrg.js');
    const { deleteMembers, findApp, usesOwnSession } = await import('../../operations/deleteApp.js');
    const { deleteOutcome } = await import('../../operations/deleteOutcome.js');
    const { systemClock } = await import('../../org/clock.js');
    const { deleteText, deletedText } = await import('../../report/deleteText.js');
    const { jobGoesOn } = await import('../../report/orgError.js');
    return withTargetOrg(flags['target-org'], async ({ name: orgName, org, apiVersion }) => {
      const found = await findApp(org, flags.name, apiVersion);
      if ('nearest' in found) throw notFound(flags.name, orgName, found.nearest);
      const { name, members } = found;
      const { username, kind } = org.identity;
      this.log(deleteText(name, members, { username, kind, ownSession: usesOwnSession(org.identity, members) }));
      if (!flags['no-prompt']) await this.confirmName(name);
      const status = await deleteMembers(org, members, { apiVersion, wait: flags.wait * 60_000, clock: systemClock });
      const ended = deleteOutcome(status, members);
      if (ended.outcome === 'running') {
        process.exitCode = 69;
        this.logToStderr(jobGoesOn(orgName, ended.jobId));
        return { name, deleted: [], jobId: ended.jobId };
      }
      if (ended.outcome === 'failed')
        throw messages.createError('error.failed', [ended.reasons]).setData({ name, deleted: [], jobId: ended.jobId });
      this.log(deletedText(name, members));
      return { name, deleted: ended.deleted };
    });
  }

  private async confirmName(name: string): Promise<void> {
    const isTerminal = process.stdin.isTTY && process.stderr.isTTY && !this.jsonEnabled();
    if (!isTerminal) throw messages.createError('error.noPrompt');
    const { askForName } = await import('../../flags/askForName.js');
    const answer = await askForName(`\n${messages.getMessage('question')} `);
    if (answer !== name) throw messages.createError('error.notConfirmed');
  }
}

function notFound(name: string, org: string, nearest: readonly string[]): Error {
  if (nearest.length === 0) return messages.createError('error.notFound', [name, org], [org]);
  const error = messages.createError('error.notFound', [name, org], [org]);
  error.message = messages.getMessage('error.notFound.suggestion', [name, org, nearest.join('" or "')]);
  return error;
}
