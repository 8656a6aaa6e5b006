import { Messages } from '@salesforce/core/messages';
import { deployFlags } from '../../flags/deployFlags.js';
import { SfCommand } from '../../flags/sfCommand.js';
import type { Problem } from '../../report/problem.js';
import type { DeployedAppResult, DeployedOrgResult, DeploySummary, NextStepResult } from '../../report/deployResult.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** What became of the apps in every org; with one org its fields are also at the top. */
export type EcaDeployResult = {
  username?: string;
  orgId?: string;
  jobId?: string | null;
  status?: string;
  success?: boolean;
  checkOnly?: boolean;
  apps?: DeployedAppResult[];
  nextSteps?: NextStepResult[];
  orgs: DeployedOrgResult[];
  summary: DeploySummary;
  problems: Problem[];
};

/** Deploys apps from specs. */
export default class EcaDeploy extends SfCommand<EcaDeployResult> {
  public static readonly summary = messages.getMessage('summary');
  public static readonly description = messages.getMessage('description');
  public static readonly examples = messages.getMessages('examples');

  public static readonly flags = deployFlags;

  /** Deploys and shows the report; sets the exit code of SPEC §2. */
  public async run(): Promise<EcaDeployResult> {
    const { flags } = await this.parse(EcaDeploy);
    const { runDeploy } = await import('../../flags/runDeploy.js');
    const { terminalScreen } = await import('../../flags/terminalScreen.js');
    return runDeploy(flags, terminalScreen(this));
  }
}
