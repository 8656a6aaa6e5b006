import { metadataTypes } from '../catalog/metadataTypes.js';
import { rowByKey } from '../catalog/rows.js';
import type { Component } from '../metadata/component.js';
import { sameApp } from '../metadata/sameApp.js';
import type { DeployedComponent, DeployStatus, MetadataOrg, RetrievedComponents } from '../org/metadataOrg.js';
import { explainFailure } from '../org/explainFailure.js';
import { OrgFailure } from '../org/orgFailure.js';
import { planChanges } from '../plan/planChanges.js';
import type { AppOutcome, ComponentOutcome, LockedValue, OrgOutcome, OutcomeWarning } from './deployOutcome.js';
import type { DeployRecord, RecordedApp } from './deployRecord.js';
import { heldApps, type HeldApps } from './heldApps.js';
import { nextSteps } from './nextSteps.js';

/**
 * Says what became of a deploy: reads the org again after a job that succeeded and compares it with what was sent.
 * The same record and the same job give the same outcome, in the run that started the job and in any later one.
 */
export async function concludeDeploy(
  org: Pick<MetadataOrg, 'identity' | 'retrieve'>,
  record: DeployRecord,
  status: DeployStatus,
): Promise<OrgOutcome> {
  const { apiVersion, checkOnly } = record;
  const succeeded = status.done && status.success;
  const sentAny = record.apps.some(({ deployed }) => deployed);
  const held = succeeded && !checkOnly && sentAny ? await readBack(org, apiVersion) : undefined;
  const byApp = held === undefined || held instanceof OrgFailure ? undefined : heldApps(held, apiVersion);
  const apps = record.apps.map((app) => appOutcome(app, status, record, byApp));
  const success = status.done ? status.success && apps.every(({ action }) => action !== 'failed') : false;
  const warnings: readonly OutcomeWarning[] = [
    ...(held instanceof OrgFailure
      ? [{ warning: 'not-read-back' as const, text: held.details.text ?? held.reason }]
      : []),
    ...(record.apps.length === 0 ? [{ warning: 'no-record' as const, text: componentsText(status) }] : []),
  ];
  return {
    org: org.identity,
    jobId: record.jobId === '' ? null : record.jobId,
    status: status.status,
    success,
    done: status.done,
    checkOnly,
    apps,
    nextSteps: nextSteps(org.identity, record, { success, checkOnly, jobId: record.jobId, done: status.done }),
    ...jobProblem(status, record),
    warnings,
  };
}

/** What the platform has against the job as a whole: its message, and failures of what is no component of an app, such as the manifest. */
function jobProblem(status: DeployStatus, { apps }: DeployRecord): Pick<OrgOutcome, 'problem' | 'explained'> {
  if (status.success) return {};
  const sent = apps.flatMap((app) => app.sent);
  const others = status.components.filter(
    (one) => !one.success && apps.length > 0 && !sent.some((component) => isResultOf(one, component)),
  );
  const texts = [
    ...(status.errorMessage === undefined ? [] : [status.errorMessage]),
    ...others.map(({ fullName, problem = '' }) => `${fullName}: ${problem}`),
  ];
  if (texts.length === 0) return {};
  const problem = [...new Set(texts)].join('; ');
  const explained = explainFailure(problem);
  return { problem, ...(explained === undefined ? {} : { explained }) };
}

/** The components of a job that somebody else started, which nobody can sort by app. */
function componentsText({ components }: DeployStatus): string {
  return components
    .map(({ type, fullName, success, problem }) => `${type} ${fullName}${success ? '' : `: ${problem ?? 'failed'}`}`)
    .join('; ');
}

/** What the org holds after the deploy; a failure leaves the job as it is and the report thinner. */
async function readBack(
  org: Pick<MetadataOrg, 'retrieve'>,
  apiVersion: number,
): Promise<RetrievedComponents | OrgFailure> {
  try {
    return await org.retrieve(
      metadataTypes.map(({ name }) => name),
      apiVersion,
    );
  } catch (error) {
    if (error instanceof OrgFailure) return error;
    throw error;
  }
}

function appOutcome(
  app: RecordedApp,
  status: DeployStatus,
  { checkOnly }: DeployRecord,
  held: HeldApps | undefined,
): AppOutcome {
  const { name, spec, deployed, action, sent, withheld, warnings } = app;
  const own = held?.componentsOf(name);
  const components = withConsequences([
    ...sent.map((component) =>
      deployed ? componentOutcome(component, status, own) : outcomeOf(component, 'unchanged'),
    ),
    ...withheld.map((component) => outcomeOf(component, 'withheld')),
  ]);
  if (!deployed) return { name, spec, action: 'unchanged', components, lockedByPlatform: [], warnings };
  if (!status.done) return { name, spec, action: 'pending', components, lockedByPlatform: [], warnings };
  const failed = !status.success || components.some(({ state }) => state === 'failed' || state === 'missing');
  const locked = own === undefined || held === undefined ? [] : keptValues(app, own, held);
  const expected = checkOnly && !failed ? app.expectedLocks.flatMap(expectedLock) : [];
  const done = action === 'create' ? 'created' : 'updated';
  return {
    name,
    spec,
    action: failed ? 'failed' : done,
    components,
    lockedByPlatform: [...locked, ...expected],
    warnings,
  };
}

function outcomeOf({ type, fullName }: Component, state: ComponentOutcome['state'], problem = ''): ComponentOutcome {
  if (problem === '') return { type, fullName, state };
  const explained = explainFailure(problem);
  return { type, fullName, state, problem, ...(explained === undefined ? {} : { explained }) };
}

/** The global settings fail whenever the OAuth settings do: that is no fault of their own. */
function withConsequences(components: readonly ComponentOutcome[]): readonly ComponentOutcome[] {
  const cause = components.find(({ type, state }) => type === 'ExtlClntAppOauthSettings' && state === 'failed');
  if (cause === undefined) return components;
  const explained = { id: 'oauth-settings-failed', tokens: { name: cause.fullName }, keys: [] } as const;
  return components.map((one) => (one.explained?.id === 'oauth-settings-missing' ? { ...one, explained } : one));
}

function componentOutcome(
  component: Component,
  status: DeployStatus,
  own: readonly Component[] | undefined,
): ComponentOutcome {
  if (!status.done) return outcomeOf(component, 'pending');
  const results = status.components.filter((one) => isResultOf(one, component));
  const failures = results.filter(({ success }) => !success);
  if (failures.length > 0) {
    const problems = new Set(failures.map(({ problem = '' }) => problem));
    return outcomeOf(component, 'failed', [...problems].join('; '));
  }
  if (!status.success) return outcomeOf(component, 'rolledBack');
  const isHeld =
    own?.some(({ type, fullName }) => type === component.type && sameApp(fullName, component.fullName)) ?? true;
  if (!isHeld) return outcomeOf(component, 'missing');
  return outcomeOf(component, stateOf(results[0]), results[0]?.problem);
}

function isResultOf({ type, fullName }: DeployedComponent, component: Component): boolean {
  return type === component.type && sameApp(fullName, component.fullName);
}

function stateOf(result: DeployedComponent | undefined): 'created' | 'changed' | 'unchanged' {
  if (result?.created === true) return 'created';
  return result?.changed === false ? 'unchanged' : 'changed';
}

/** Values that differ from what was sent although the platform took the file. */
function keptValues(app: RecordedApp, own: readonly Component[], held: HeldApps): readonly LockedValue[] {
  const desired = { spec: app.completed, writtenKeys: new Set(app.writtenKeys), components: app.sent };
  const { changes } = planChanges(desired, own, held.planOptionsOf(app.name));
  return changes
    .filter(({ kind, key }) => kind !== 'unreadable' && rowByKey(key) !== undefined)
    .map(({ key, before, after }) => ({ key, wanted: after, actual: before, reason: reasonOf(key, after) }));
}

function expectedLock({ key, wanted }: { readonly key: string; readonly wanted: unknown }): readonly LockedValue[] {
  return reasonOf(key, wanted) === 'new-app' ? [{ key, wanted, actual: true, reason: 'new-app' }] : [];
}

function reasonOf(key: string, wanted: unknown): LockedValue['reason'] {
  const row = rowByKey(key);
  if (row?.compare === 'platformMayChange' && wanted === false) return 'new-app';
  return row?.write === 'onCreate' ? 'created-once' : 'kept';
}
