import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import type { SfError } from '@salesforce/core/sfError';
import { isFolder } from '../files/isFolder.js';
import { readComponents } from '../files/readComponents.js';
import { shownPath } from '../files/readSpecInputs.js';
import { inParallel } from '../operations/inParallel.js';
import { planApps, type PlannedApps } from '../operations/planApps.js';
import { planFolders } from '../operations/planFolders.js';
import { addSummaries } from '../operations/planSummary.js';
import { OrgFailure } from '../org/orgFailure.js';
import { openSalesforceOrg } from '../org/salesforceOrg.js';
import { orgError } from '../report/orgError.js';
import { planCounts } from '../report/planCounts.js';
import { planResult, type FailedOrg, type OrgPlan } from '../report/planResult.js';
import { openSpecs, type OpenedSpecs } from './openSpecs.js';
import type { DeployScreen } from './deployScreen.js';
import { orgProgress } from './orgProgress.js';
import { planProblems, type PlanProblems } from './planProblems.js';
import type { SpecFlagValues } from './specFlags.js';
import { connectTargetOrgs, type TargetOrg } from './targetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.plan');

/** The plan of one target, under the name that people read. */
export type TargetPlan = Omit<OrgPlan, 'org'> & { readonly title: string };

/** What a run of `plan` found. */
export type PlanRun = PlanProblems & {
  readonly targets: readonly TargetPlan[];
  readonly orgs: readonly (OrgPlan | FailedOrg)[];
};

/** Orgs that are asked at the same time. */
const concurrency = 5;

/** Compares specs with the metadata files below folders; says the problems and throws when a spec or a file cannot be compared. */
export async function runFolderPlan(
  flags: SpecFlagValues,
  folders: readonly string[],
  say: (text: string) => void,
): Promise<PlanRun> {
  for (const folder of folders) if (!isFolder(resolve(folder))) throw messages.createError('error.noFolder', [folder]);
  const opened = await openSpecs(flags, { missingVariables: 'error' });
  const read = await Promise.all(folders.map(async (folder) => readComponents(resolve(folder))));
  const refused = read
    .flatMap((one) => one.refused)
    .map(({ path, finding }) => ({ file: shownPath(path, process.cwd()), finding }));
  planProblems([opened], refused, say);
  const components = read.flatMap((one) => one.components).map(({ component }) => component);
  const planned = planFolders(opened.specs, components, opened.apiVersion.number);
  return {
    ...planProblems([opened], planned.findings, say),
    targets: [{ title: folders.join(', '), ...planResult(planned) }],
    orgs: [],
  };
}

/** Compares specs with orgs; an org that cannot be read stops none of the others, a spec that cannot be compared stops all. */
export async function runOrgPlan(
  flags: SpecFlagValues,
  names: readonly string[] | undefined,
  { say, rows }: DeployScreen,
): Promise<PlanRun> {
  const connected = await connectTargetOrgs(names);
  // Whatever can be wrong without an org is said before any is asked.
  const offline = new Map<TargetOrg, OpenedSpecs>();
  for (const target of connected)
    offline.set(target, await openSpecs(flags, { missingVariables: 'error', orgName: target.name }));
  planProblems([...offline.values()], [], say);
  const progress = orgProgress(
    rows,
    connected.map(({ name }) => name),
    say,
  );
  const answers = await inParallel(connected, concurrency, async (target) => {
    progress.now(target.name, messages.getMessage('stage.read'));
    const answer = await planTarget(flags, target, offline.get(target));
    if ('error' in answer) progress.ended(target.name, 'failed', answer.error.message);
    else {
      const { apps, summary } = planResult(answer.planned);
      progress.ended(target.name, 'done', planCounts(apps, summary));
    }
    return answer;
  }).finally(progress.end);
  const orgs = answers.map((one): OrgPlan | FailedOrg =>
    'planned' in one
      ? { org: one.org, ...planResult(one.planned) }
      : { username: one.username, error: one.error.message },
  );
  const read = answers.filter((one) => 'planned' in one);
  if (read.length === 0)
    throw noOrgRead(
      answers.filter((one) => 'error' in one),
      orgs,
    );
  const findings = read.flatMap(({ planned }) => planned.findings);
  const problems = planProblems(
    read.map(({ opened }) => opened),
    findings,
    say,
  );
  const targets = read.map(({ org, planned }) => ({ title: `${org.username} (${org.orgId})`, ...planResult(planned) }));
  return { ...problems, targets, orgs };
}

type ReadOrg = { readonly org: OrgPlan['org']; readonly opened: OpenedSpecs; readonly planned: PlannedApps };
type UnreadOrg = { readonly username: string; readonly error: SfError };

async function planTarget(
  flags: SpecFlagValues,
  { name, alias, connection }: TargetOrg,
  offline: OpenedSpecs | undefined,
): Promise<ReadOrg | UnreadOrg> {
  try {
    const org = await openSalesforceOrg(connection, alias === undefined ? {} : { alias });
    const { username, orgId, apiVersion } = org.identity;
    const fits = offline !== undefined && offline.apiVersion.number <= apiVersion;
    const options = { missingVariables: 'error', orgName: name, orgApiVersion: apiVersion } as const;
    const opened = fits ? offline : await openSpecs(flags, options);
    const planned = await planApps(opened.specs, org, opened.apiVersion.number);
    return { org: { username, orgId }, opened, planned };
  } catch (error) {
    if (!(error instanceof OrgFailure)) throw error;
    return { username: connection.getUsername() ?? name, error: orgError(error, name) };
  }
}

/** The error of the only org, or one about all of them. */
function noOrgRead(failed: readonly UnreadOrg[], orgs: readonly (OrgPlan | FailedOrg)[]): SfError {
  const [only, other] = failed;
  const reasons = failed.map(({ username, error }) => `${username}: ${error.message}`).join('; ');
  const error =
    only !== undefined && other === undefined ? only.error : messages.createError('error.noOrgRead', [reasons]);
  return error.setData({ orgs: [...orgs], summary: addSummaries([]) });
}
