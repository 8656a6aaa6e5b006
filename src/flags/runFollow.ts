import { Messages } from '@salesforce/core/messages';
import { followDeploy } from '../operations/deployApps.js';
import type { DeployRecord } from '../operations/deployRecord.js';
import { systemClock } from '../org/clock.js';
import { openSalesforceOrg } from '../org/salesforceOrg.js';
import type { Detail } from '../report/deployText.js';
import { interrupted } from '../report/orgError.js';
import { deployProgress } from './deployProgress.js';
import type { DeployScreen } from './deployScreen.js';
import { keptDeploy } from './deployStore.js';
import { endDeploy, type DeployResult, type OrgEnd } from './endDeploy.js';
import { connectTargetOrgs, type TargetOrg } from './targetOrg.js';
import { watchInterrupt } from './watchInterrupt.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** What `deploy report` and `deploy resume` are told. */
export type FollowFlagValues = {
  readonly 'target-org'?: string | undefined;
  readonly 'job-id'?: string | undefined;
  /** Minutes; 0 looks once. */
  readonly wait: number;
  readonly verbose: boolean;
  readonly concise: boolean;
};

/** Follows a job by its id, or the newest one that this computer started, and ends with the report of the deploy that started it. */
export async function runFollow(flags: FollowFlagValues, screen: DeployScreen): Promise<DeployResult> {
  const kept = await keptDeploy(flags['job-id']);
  const jobId = kept?.jobId ?? flags['job-id'];
  if (jobId === undefined) throw messages.createError('error.noJob');
  const orgName = flags['target-org'] ?? kept?.username;
  const [target] = await connectTargetOrgs(orgName === undefined ? undefined : [orgName]);
  if (target === undefined) throw messages.createError('error.noJob');
  const username = target.connection.getUsername() ?? target.name;
  if (kept !== undefined && kept.username !== username)
    throw messages.createError('error.otherOrg', [jobId, kept.username, username]);
  const progress = deployProgress(screen, [target.name]);
  const jobs = watchInterrupt(interrupted, progress.end);
  jobs.add(target.name, jobId);
  try {
    const end = await follow(target, jobId, kept, flags.wait * 60_000, progress.of(target.name));
    progress.end();
    const detail: Detail = flags.verbose ? 'verbose' : flags.concise ? 'concise' : 'normal';
    return endDeploy([end], detail, screen);
  } finally {
    progress.end();
    jobs.end();
  }
}

async function follow(
  { name, alias, connection }: TargetOrg,
  jobId: string,
  kept: DeployRecord | undefined,
  wait: number,
  onEvent: ReturnType<ReturnType<typeof deployProgress>['of']>,
): Promise<OrgEnd> {
  const username = connection.getUsername() ?? name;
  const { orgId = '' } = connection.getAuthInfoFields();
  const end = { target: name, checkOnly: kept?.checkOnly ?? false, specs: [] };
  try {
    const org = await openSalesforceOrg(connection, alias === undefined ? {} : { alias });
    // A job of another computer is known by what the org tells of it, and by nothing else.
    const foreign = { jobId, username, orgId, apiVersion: org.identity.apiVersion, startedAt: 0, apps: [] };
    const record = kept ?? { ...foreign, checkOnly: (await org.deployStatus(jobId)).checkOnly };
    return { ...end, outcome: await followDeploy(org, record, wait, { clock: systemClock, onEvent }) };
  } catch (error) {
    return { ...end, error, username, orgId };
  }
}
