import type { TypeName } from '../catalog/metadataType.js';

/**
 * What a deploy would do to one value.
 * `locked`: the platform keeps its own value; `unreadable`: the org does not tell what it holds.
 */
export type ChangeKind = 'add' | 'change' | 'remove' | 'locked' | 'unreadable';

/** One value that differs; `before` is what the org holds, `after` what the spec wants, both in the words of a spec, `null` for nothing. */
export type PlanChange = {
  readonly key: string;
  readonly type: TypeName;
  readonly fullName: string;
  readonly element: string;
  readonly kind: ChangeKind;
  readonly before: unknown;
  readonly after: unknown;
  /** The org holds a value that the spec does not mention. */
  readonly reset?: true;
};

/** A change that can lock people out or let strangers in; its sentence is `warning.<rule>` in `messages/eca.plan.md`. */
export type PlanWarning = {
  readonly rule: WarningRule;
  readonly key: string;
  readonly tokens: readonly string[];
};

/** What can be dangerous about a plan. */
export type WarningRule =
  | 'certificate-removed'
  | 'certificate-unreadable'
  | 'nobody-approved'
  | 'callback-removed'
  | 'scope-widened-to-full'
  | 'pkce-off'
  | 'lock-unknown';

/** A component that the org holds for the app and that a deploy leaves as it is, because the spec has no key of its type. */
export type UnmanagedMember = { readonly type: TypeName; readonly fullName: string };

/** What a deploy of one spec would do. Locked and unreadable values alone leave the action at `none`. */
export type AppPlan = {
  readonly name: string;
  readonly action: 'create' | 'update' | 'none';
  readonly changes: readonly PlanChange[];
  readonly warnings: readonly PlanWarning[];
  readonly unmanaged: readonly UnmanagedMember[];
};

/** True for a difference that a deploy removes; locked and unreadable values are none. */
export function isChange({ kind }: Pick<PlanChange, 'kind'>): boolean {
  return kind === 'add' || kind === 'change' || kind === 'remove';
}

/** True when an app has to be sent: something changes, or cannot be known to be the same. */
export function needsDeploy({ action, changes }: Pick<AppPlan, 'action' | 'changes'>): boolean {
  return action !== 'none' || changes.some(({ kind }) => kind === 'unreadable');
}
