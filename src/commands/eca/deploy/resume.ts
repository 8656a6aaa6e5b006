import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { followFlags } from '../../../flags/followFlags.js';
import { SfCommand } from '../../../flags/sfCommand.js';
import type { EcaDeployResult } from '../deploy.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy.resume');

/** The result of `deploy`, whichever run of the program ends with it. */
export type EcaDeployResumeResult = EcaDeployResult;

/** Waits for a deploy job and reports on it. */
export default class EcaDeployResume extends SfCommand<EcaDeployResumeResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = {
    ...followFlags,
    wait: Flags.integer({
      char: 'w',
      default: 33,
      min: 0,
      helpValue: '<minutes>',
      summary: messages.getMessage('flags.wait.summary'),
    }),
  };

  /** Waits, reads back and shows the report of the deploy. */
  public async run(): Promise<EcaDeployResumeResult> {
    const { flags } = await this.parse(EcaDeployResume);
    const { runFollow } = await import('../../../flags/runFollow.js');
    const { terminalScreen } = await import('../../../flags/terminalScreen.js');
    return runFollow(flags, terminalScreen(this));
  }
}
