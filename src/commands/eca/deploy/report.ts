import { Messages } from '@salesforce/core/messages';
import { followFlags } from '../../../flags/followFlags.js';
import { SfCommand } from '../../../flags/sfCommand.js';
import type { EcaDeployResult } from '../deploy.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy.report');

/** The result of `deploy`, whichever run of the program ends with it. */
export type EcaDeployReportResult = EcaDeployResult;

/** Reports on a deploy job without waiting. */
export default class EcaDeployReport extends SfCommand<EcaDeployReportResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = followFlags;

  /** Looks at the job once; reads back when it is done. */
  public async run(): Promise<EcaDeployReportResult> {
    const { flags } = await this.parse(EcaDeployReport);
    const { runFollow } = await import('../../../flags/runFollow.js');
    const { terminalScreen } = await import('../../../flags/terminalScreen.js');
    return runFollow({ ...flags, wait: 0 }, terminalScreen(this));
  }
}
