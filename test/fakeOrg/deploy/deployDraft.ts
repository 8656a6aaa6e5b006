import { findComponent, type ComponentStore, type StoredComponent } from './componentStore.js';
import type { OrgState } from '../orgState.js';
import type { ConsumerStore } from '../eca/consumers.js';
import type { PermissionOption } from '../fakeOrgOptions.js';
import type { XmlElement } from '../xml/readXml.js';

/** One file of a package, read. */
export type PackageComponent = {
  readonly type: string;
  readonly fullName: string;
  readonly fileName: string;
  /** The root as it stood in the file. */
  readonly root: XmlElement;
};

/** What a deployment builds aside, to be kept or thrown away as a whole. */
export type DeployDraft = {
  readonly state: OrgState;
  readonly before: ComponentStore;
  readonly components: ComponentStore;
  readonly consumers: ConsumerStore;
  readonly permissionSets: PermissionOption[];
  readonly username: string;
  readonly apiVersion: number;
};

/** Why a component fails, or what a warning says; with its place in the file when that is known. */
export type Complaint = {
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
  readonly warning?: true;
};

/** Puts a component into the draft, as new or in place of the one of that name. */
export function putComponent(
  draft: DeployDraft,
  type: string,
  fullName: string,
  elements: readonly XmlElement[],
  extra: Partial<StoredComponent> = {},
): StoredComponent {
  const now = new Date().toISOString();
  const former = findComponent(draft.components, type, fullName);
  const component: StoredComponent = {
    id: former?.id ?? draft.state.makeId(keyPrefix(type)),
    type,
    fullName: former?.fullName ?? fullName,
    elements,
    createdDate: former?.createdDate ?? now,
    createdBy: former?.createdBy ?? draft.username,
    lastModifiedDate: now,
    lastModifiedBy: draft.username,
    ...(former?.locked === undefined ? {} : { locked: former.locked }),
    ...extra,
  };
  draft.components.set(`${type}:${fullName.toLowerCase()}`, component);
  return component;
}

/** Whether two lists of elements say the same. */
export function sameElements(left: readonly XmlElement[], right: readonly XmlElement[]): boolean {
  return plain(left) === plain(right);
}

function plain(elements: readonly XmlElement[]): string {
  const reduce = (element: XmlElement): unknown => [element.name, element.text, element.children.map(reduce)];
  return JSON.stringify(elements.map(reduce));
}

/** Key prefixes: 0xI is documented for apps (reference oauth §6); the others are made up. */
function keyPrefix(type: string): string {
  const known: Readonly<Record<string, string>> = {
    ExternalClientApplication: '0xI',
    ExtlClntAppOauthSettings: '0xJ',
    ExtlClntAppOauthConfigurablePolicies: '0xK',
    ExtlClntAppConfigurablePolicies: '0xL',
    PermissionSet: '0PS',
    ConnectedApp: '0H4',
  };
  return known[type] ?? '0xM';
}
