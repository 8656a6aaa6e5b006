import { Messages } from '@salesforce/core/messages';
import { SfError } from '@salesforce/core/sfError';
import type { OrgOutcome } from '../operations/deployOutcome.js';
import type { LoadedSpec } from '../operations/loadSpecs.js';
import { deployedOrg, deploySummary, type DeployedOrgResult, type DeploySummary } from '../report/deployResult.js';
import { deployText, type Detail } from '../report/deployText.js';
import type { Problem } from '../report/problem.js';
import { visible } from '../report/problemMessages.js';
import { asOrgError } from '../report/orgError.js';
import type { DeployScreen } from './deployScreen.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** The result of a deploy for `--json`; with one org its fields are also at the top. */
export type DeployResult = Partial<DeployedOrgResult> & {
  orgs: DeployedOrgResult[];
  summary: DeploySummary;
  problems: Problem[];
};

/** How the deploy into one org ended. */
export type OrgEnd = { readonly target: string; readonly checkOnly: boolean; readonly specs: readonly LoadedSpec[] } & (
  { readonly outcome: OrgOutcome } | { readonly error: unknown; readonly username: string; readonly orgId: string }
);

/**
 * Shows the report of every org and gives the result; sets the exit code 68 when some apps or orgs failed and some succeeded,
 * 69 when a job is still running. Throws when all failed, with the result as data.
 */
export function endDeploy(
  ends: readonly OrgEnd[],
  detail: Detail,
  { show, say }: DeployScreen,
  problems: Problem[] = [],
): DeployResult {
  const orgs = ends.map(orgResult);
  for (const [index, end] of ends.entries()) {
    const result = orgs[index];
    if (result === undefined) continue;
    if ('outcome' in end) show(`${index === 0 ? '' : '\n'}${deployText(end.outcome, result, detail)}`);
    else if (ends.length > 1)
      say(`${visible(end.target)}: ${[result.problem, result.remedy].filter(Boolean).join('\n  ')}`);
  }
  const running = ends.filter((end) => 'outcome' in end && !end.outcome.done).length;
  const summary = deploySummary(orgs, running);
  if (ends.length > 1) show(matrixText(ends, orgs));
  const [only] = orgs.length === 1 ? orgs : [];
  const result: DeployResult = { ...only, orgs, summary, problems };
  const fates = orgs.flatMap(appFates);
  const [failed, succeeded, waiting] = (['failed', 'succeeded', 'running'] as const).map((fate) =>
    fates.includes(fate),
  );
  if (failed === true && succeeded !== true && waiting !== true) throw failure(ends, result);
  if (failed === true && succeeded === true) process.exitCode = 68;
  else if (waiting === true) process.exitCode = 69;
  return result;
}

type Fate = 'succeeded' | 'failed' | 'running';

/** How each app of an org ended; an org that did not get as far as its apps counts as one that failed. */
function appFates({ apps, success, status }: DeployedOrgResult): readonly Fate[] {
  if (apps.length === 0) return [success ? 'succeeded' : status === 'Error' || isOver(status) ? 'failed' : 'running'];
  return apps.map(({ action }) => (action === 'failed' ? 'failed' : action === 'pending' ? 'running' : 'succeeded'));
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm */
function isOver(status: string): boolean {
  return ['Succeeded', 'SucceededPartial', 'Failed', 'Canceled'].includes(status);
}

function orgResult(end: OrgEnd): DeployedOrgResult {
  if ('outcome' in end) return deployedOrg(end.outcome, end.specs);
  const { username, orgId, checkOnly, target } = end;
  const error = asOrgError(end.error, target);
  const data = error instanceof SfError ? (error.data as { readonly jobId?: string } | undefined) : undefined;
  return {
    username,
    orgId,
    jobId: data?.jobId ?? null,
    status: 'Error',
    success: false,
    checkOnly,
    apps: [],
    nextSteps: [],
    problem: error.message,
    ...(error instanceof SfError && error.actions !== undefined ? { remedy: error.actions.join(' ') } : {}),
  };
}

/** How the deploy into an org ended, for its row. */
export function orgEndText(end: OrgEnd): readonly ['done' | 'failed' | 'running', string] {
  const result = orgResult(end);
  const { apps, status, success, problem = '' } = result;
  const phase = success ? 'done' : 'outcome' in end && !end.outcome.done ? 'running' : 'failed';
  const words = apps.map(({ name, action }) => `${name} ${action}`).join(', ');
  return [phase, words === '' ? problem : `${status}, ${words}`];
}

/** One line per org at the end of a deploy into several. */
function matrixText(ends: readonly OrgEnd[], orgs: readonly DeployedOrgResult[]): string {
  const width = Math.max(...ends.map(({ target }) => target.length));
  const lines = ends.map(({ target }, index) => {
    const org = orgs[index];
    const apps = (org?.apps ?? []).map(({ name, action }) => `${name} ${action}`).join(', ');
    return `  ${target.padEnd(width)}  ${(org?.status ?? '').padEnd(10)} ${apps}`.trimEnd();
  });
  return ['', messages.getMessage('matrix'), ...lines].join('\n');
}

function failure(ends: readonly OrgEnd[], result: DeployResult): Error {
  const [first] = ends;
  if (ends.length === 1 && first !== undefined && 'error' in first) {
    const error = asOrgError(first.error, first.target);
    if (error instanceof SfError) error.data = { ...result, ...(error.data as object | undefined) };
    return error;
  }
  const names = ends.map(({ target }) => target).join(', ');
  const key = result.orgs.every(({ checkOnly }) => checkOnly) ? 'error.checkFailed' : 'error.failed';
  const error = messages.createError(key, [names]);
  // Values of a spec are JSON, which their type does not say.
  error.data = result as never;
  return error;
}
