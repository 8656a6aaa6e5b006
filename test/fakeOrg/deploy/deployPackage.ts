import { deployEcaComponent } from '../eca/deployEcaComponent.js';
import { finishApps, globalSettingsWithoutOauth, NO_OAUTH_SETTINGS, removeApp } from '../eca/finishApps.js';
import { copyConsumers } from '../eca/consumers.js';
import { shapeOf, typeShapes } from '../eca/typeShapes.js';
import { addPermissionSet } from '../directory.js';
import type { OrgState } from '../orgState.js';
import { isXmlProblem, readXml } from '../xml/readXml.js';
import { findComponent } from './componentStore.js';
import type { DeployDraft } from './deployDraft.js';
import type { DeployOptions } from './deployJob.js';
import { entryMessage, failedMessage, packageMessage, type DeployMessage } from './deployMessage.js';
import { listPackage, type PackageEntry } from './packageEntries.js';
import { readManifest, type PackageFiles } from './packageZip.js';
import { deployPlainComponent } from './plainTypes.js';

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
    const isLonely = message.componentType === 'ExtlClntAppGlobalOauthSettings' && lonely.includes(message.fullName);
    const injected = state.settings.componentProblems[message.fullName];
    if (injected !== undefined) return failedMessage(message, injected);
    return isLonely && message.success && !message.deleted ? failedMessage(message, NO_OAUTH_SETTINGS) : message;
  });
  for (const name of lonely) undo(draft, 'ExtlClntAppGlobalOauthSettings', name);
  finishApps(draft);
  const failures = judged.filter(({ success }) => !success).length;
  const partial =
    failures > 0 &&
    !options.rollbackOnError &&
    judged.some(({ success, fullName }) => success && fullName !== 'package.xml');
  if (!options.checkOnly && (failures === 0 || partial)) keep(state, draft);
  return { status: failures === 0 ? 'Succeeded' : partial ? 'SucceededPartial' : 'Failed', messages: judged };
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
  if (entry.action === 'refuse')
    return entryMessage(entry, [{ problem: entry.problem }], ignoreWarnings, former, undefined);
  if (entry.action !== 'deploy') {
    const gone =
      former === undefined
        ? [{ problem: `No ${entry.type} named: ${entry.fullName} found`, warning: true as const }]
        : [];
    if (entry.type === 'ExternalClientApplication') removeApp(draft, entry.fullName);
    else draft.components.delete(`${entry.type}:${entry.fullName.toLowerCase()}`);
    return entryMessage(entry, gone, ignoreWarnings, former, undefined);
  }
  const root = readXml(entry.text);
  if (isXmlProblem(root)) {
    const parsed = { problem: `Error parsing file: ${root.problem}`, line: root.line, column: root.column };
    return entryMessage(entry, [parsed], ignoreWarnings, former, undefined);
  }
  const shape = shapeOf(entry.type);
  const file = { type: entry.type, fullName: entry.fullName, fileName: entry.fileName, root };
  const complaints = shape === undefined ? deployPlainComponent(draft, file) : deployEcaComponent(draft, shape, file);
  return entryMessage(
    entry,
    complaints,
    ignoreWarnings,
    former,
    findComponent(draft.components, entry.type, entry.fullName),
  );
}

function undo(draft: DeployDraft, type: string, fullName: string): void {
  const former = findComponent(draft.before, type, fullName);
  if (former === undefined) draft.components.delete(`${type}:${fullName.toLowerCase()}`);
  else draft.components.set(`${type}:${fullName.toLowerCase()}`, former);
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
