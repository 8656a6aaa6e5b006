import { deployEcaComponent } from '../eca/deployEcaComponent.js';
import { finishApps, globalSettingsWithoutOauth, NO_OAUTH_SETTINGS, removeApp } from '../eca/finishApps.js';
import { copyConsumers } from '../eca/consumers.js';
import { shapeOf, typeShapes } from '../eca/typeShapes.js';
import { addPermissionSet } from '../directory.js';
import type { OrgState } from '../orgState.js';
import { isXmlProblem, readXml } from '../xml/readXml.js';
import { findComponent, type StoredComponent } from './componentStore.js';
import { sameElements, type Complaint, type DeployDraft } from './deployDraft.js';
import type { DeployOptions } from './deployJob.js';
import { listPackage, type PackageEntry } from './packageEntries.js';
import { readManifest, type PackageFiles } from './packageZip.js';
import { deployPlainComponent } from './plainTypes.js';

/** One row of `componentSuccesses` or `componentFailures`. */
export type DeployMessage = {
  readonly changed: boolean;
  readonly columnNumber?: number;
  readonly componentType: string;
  readonly created: boolean;
  readonly createdDate: string;
  readonly deleted: boolean;
  readonly fileName: string;
  readonly fullName: string;
  readonly id?: string;
  readonly lineNumber?: number;
  readonly problem?: string;
  readonly problemType?: 'Error' | 'Warning';
  readonly success: boolean;
};

/** How a deployment ended. */
export type DeployOutcome = {
  readonly status: 'Succeeded' | 'SucceededPartial' | 'Failed';
  readonly messages: readonly DeployMessage[];
  readonly errorMessage?: string;
};

/** Apps first, then what hangs on them, policies last: the Metadata API sorts by itself (reference metadata §2.3). */
const TYPE_ORDER = ['Settings', 'PermissionSet', 'Profile', ...sortedTypes()];

/**
 * Deploys a package at once. With `rollbackOnError` nothing of a package with a failure stays; a `checkOnly` deployment
 * does the same work and keeps nothing.
 */
export function deployPackage(
  state: OrgState,
  files: PackageFiles,
  options: DeployOptions,
  username: string,
): DeployOutcome {
  const manifest = readManifest(files, 'package.xml');
  const apiVersion = manifest?.version ?? state.settings.apiVersion;
  const draft = newDraft(state, username, apiVersion);
  if (manifest === undefined) return { status: 'Failed', messages: [packageMessage('No package.xml found')] };
  if (apiVersion > state.settings.apiVersion) {
    return { status: 'Failed', messages: [packageMessage(`Invalid version specified: ${apiVersion}.0`)] };
  }
  const entries = listPackage(state, files, manifest, options.allowMissingFiles);
  const messages: DeployMessage[] = [packageMessage(undefined)];
  const later = entries.filter(({ action }) => action === 'deleteAfter');
  const earlier = entries.filter(({ action }) => action === 'delete');
  const changes = entries.filter(({ action }) => action === 'deploy' || action === 'refuse').sort(byType);
  for (const entry of [...earlier, ...changes, ...later]) messages.push(apply(draft, entry, options.ignoreWarnings));
  const lonely = globalSettingsWithoutOauth(draft);
  const judged = messages.map((message) => {
    const isLonely =
      message.success &&
      message.componentType === 'ExtlClntAppGlobalOauthSettings' &&
      lonely.includes(message.fullName);
    return isLonely && !message.deleted
      ? { ...message, success: false, problem: NO_OAUTH_SETTINGS, problemType: 'Error' as const }
      : message;
  });
  for (const name of lonely) undo(draft, 'ExtlClntAppGlobalOauthSettings', name);
  finishApps(draft);
  const failed = judged.filter(({ success }) => !success).length;
  const partial =
    failed > 0 &&
    !options.rollbackOnError &&
    judged.some(({ success, fullName }) => success && fullName !== 'package.xml');
  if (!options.checkOnly && (failed === 0 || partial)) keep(state, draft);
  return { status: failed === 0 ? 'Succeeded' : partial ? 'SucceededPartial' : 'Failed', messages: judged };
}

/** A draft of the org as it is. */
export function newDraft(state: OrgState, username: string, apiVersion: number): DeployDraft {
  return {
    state,
    before: state.components,
    components: new Map(state.components),
    consumers: copyConsumers(state.consumers),
    permissionSets: [],
    username,
    apiVersion,
  };
}

/** Makes a draft the org. */
export function keep(state: OrgState, draft: DeployDraft): void {
  state.components = draft.components;
  state.consumers = draft.consumers;
  for (const option of draft.permissionSets) {
    const known = state.directory.permissionSets.some(({ name }) => name === option.name);
    if (!known) addPermissionSet(state.directory, state.makeId, option);
  }
}

function apply(draft: DeployDraft, entry: PackageEntry, ignoreWarnings: boolean): DeployMessage {
  const former = findComponent(draft.components, entry.type, entry.fullName);
  if (entry.action === 'refuse') return message(entry, [{ problem: entry.problem }], ignoreWarnings, former, undefined);
  if (entry.action !== 'deploy') {
    const gone =
      former === undefined
        ? [{ problem: `No ${entry.type} named: ${entry.fullName} found`, warning: true as const }]
        : [];
    if (entry.type === 'ExternalClientApplication') removeApp(draft, entry.fullName);
    else draft.components.delete(`${entry.type}:${entry.fullName.toLowerCase()}`);
    return message(entry, gone, ignoreWarnings, former, undefined);
  }
  const root = readXml(entry.text);
  if (isXmlProblem(root)) {
    const parsed = { problem: `Error parsing file: ${root.problem}`, line: root.line, column: root.column };
    return message(entry, [parsed], ignoreWarnings, former, undefined);
  }
  const shape = shapeOf(entry.type);
  const file = { type: entry.type, fullName: entry.fullName, fileName: entry.fileName, root };
  const complaints = shape === undefined ? deployPlainComponent(draft, file) : deployEcaComponent(draft, shape, file);
  return message(
    entry,
    complaints,
    ignoreWarnings,
    former,
    findComponent(draft.components, entry.type, entry.fullName),
  );
}

function message(
  entry: PackageEntry,
  complaints: readonly Complaint[],
  ignoreWarnings: boolean,
  former: StoredComponent | undefined,
  now: StoredComponent | undefined,
): DeployMessage {
  const worst = complaints.find(({ warning }) => warning !== true) ?? complaints[0];
  const isWarning = worst?.warning === true;
  // With ignoreWarnings false a warning counts as an error (Metadata API guide, DeployOptions).
  const success = worst === undefined || (isWarning && ignoreWarnings);
  const isDelete = entry.action !== 'deploy' && entry.action !== 'refuse';
  const unchanged = former !== undefined && now !== undefined && sameElements(former.elements, now.elements);
  return {
    changed: success && !unchanged && !(isDelete && former === undefined),
    ...(worst?.column === undefined ? {} : { columnNumber: worst.column }),
    componentType: entry.type,
    created: success && !isDelete && former === undefined,
    createdDate: new Date().toISOString(),
    deleted: success && isDelete && former !== undefined,
    fileName: entry.fileName,
    fullName: entry.fullName,
    ...(success && (now ?? former) !== undefined ? { id: (now ?? former)?.id ?? '' } : {}),
    ...(worst?.line === undefined ? {} : { lineNumber: worst.line }),
    ...(worst === undefined
      ? {}
      : { problem: worst.problem, problemType: isWarning ? ('Warning' as const) : ('Error' as const) }),
    success,
  };
}

function undo(draft: DeployDraft, type: string, fullName: string): void {
  const former = findComponent(draft.before, type, fullName);
  if (former === undefined) draft.components.delete(`${type}:${fullName.toLowerCase()}`);
  else draft.components.set(`${type}:${fullName.toLowerCase()}`, former);
}

function packageMessage(problem: string | undefined): DeployMessage {
  const name = {
    componentType: '',
    fileName: 'package.xml',
    fullName: 'package.xml',
    createdDate: new Date().toISOString(),
  };
  const flags = { changed: problem === undefined, created: false, deleted: false, success: problem === undefined };
  return problem === undefined ? { ...name, ...flags } : { ...name, ...flags, problem, problemType: 'Error' };
}

function byType(left: PackageEntry, right: PackageEntry): number {
  return rank(left.type) - rank(right.type);
}

function rank(type: string): number {
  const position = TYPE_ORDER.indexOf(type);
  return position < 0 ? TYPE_ORDER.length : position;
}

function sortedTypes(): readonly string[] {
  const first = ['ExternalClientApplication', 'ExtlClntAppOauthSettings', 'ExtlClntAppGlobalOauthSettings'];
  return [...first, ...typeShapes.map(({ name }) => name).filter((name) => !first.includes(name))];
}
