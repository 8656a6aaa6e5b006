import type { ElementRow, MetadataType } from '../catalog/metadataType.js';
import { typeByName } from '../catalog/metadataTypes.js';
import type { Spec } from '../catalog/spec.js';
import { elementsNamed, memberKey, type Component } from '../metadata/component.js';
import { readRow } from '../metadata/readRow.js';
import { isChange, type AppPlan, type PlanChange, type UnmanagedMember } from './appPlan.js';
import { planExtra } from './planExtra.js';
import { planRow, type RowContext } from './planRow.js';
import { planWarnings } from './planWarnings.js';

/** One app as its spec wants it. */
export type DesiredApp = {
  /** With every default written. */
  readonly spec: Spec;
  /** Dotted keys that the user wrote. */
  readonly writtenKeys: ReadonlySet<string>;
  /** Under the names that the target uses (`adoptMembers`). */
  readonly components: readonly Component[];
};

/** What the comparison has to know about the target. */
export type PlanOptions = Pick<RowContext, 'target' | 'lock' | 'givesCertificates'> & { readonly apiVersion: number };

/** Compares an app with what the target holds of it, value by value, in the order of the catalogue. */
export function planChanges(desired: DesiredApp, actual: readonly Component[], options: PlanOptions): AppPlan {
  const { spec, components, writtenKeys } = desired;
  const creating = actual.length === 0;
  const lock = isLoose(actual) ? 'open' : options.lock;
  const context: RowContext = { ...options, spec, writtenKeys, creating, lock };
  const found = components.map((component) => {
    const held = actual.find((one) => memberKey(one) === memberKey(component));
    return planComponent(component, held, context, options.apiVersion);
  });
  const changes = found.flatMap((one) => one.changes);
  const changed = changes.some(isChange);
  return {
    name: spec.name,
    action: creating ? 'create' : changed ? 'update' : 'none',
    changes,
    warnings: planWarnings(
      changes,
      components,
      found.flatMap((one) => one.lockUnknown),
    ),
    unmanaged: unmanagedMembers(spec, components, actual),
  };
}

/** The platform keeps PKCE and rotation on together, so that one which is off shows that nothing holds the other. */
function isLoose(actual: readonly Component[]): boolean {
  return actual.some((component) =>
    typeByName(component.type).rows.some((row: ElementRow) => {
      const reading =
        row.compare === 'platformMayChange' && row.specDefault === true ? readRow(component, row) : undefined;
      return reading?.state === 'value' && reading.value === false;
    }),
  );
}

type ComponentPlan = { readonly changes: readonly PlanChange[]; readonly lockUnknown: readonly string[] };

function planComponent(
  desired: Component,
  actual: Component | undefined,
  context: RowContext,
  apiVersion: number,
): ComponentPlan {
  const { fullName, platform } = desired;
  const type: MetadataType = typeByName(desired.type);
  const place = { type: desired.type, fullName };
  const member = memberKey(desired);
  const carried = new Set(Object.keys(context.spec.metadata?.extra?.[member] ?? {}));
  const changes: PlanChange[] = [];
  const lockUnknown: string[] = [];
  for (const row of type.rows) {
    const [element] = row.elements;
    const foreign = row.variant !== undefined && row.variant !== platform;
    const outside = row.since > apiVersion || (row.until ?? Infinity) < apiVersion;
    if (element === undefined || foreign || outside || carried.has(element.split('.')[0] ?? '')) continue;
    const difference = planRow(row, desired, actual, context);
    if (difference === undefined) continue;
    const { lockUnknown: unknown, ...rest } = difference;
    changes.push({ key: row.key, ...place, element, ...rest });
    if (unknown === true) lockUnknown.push(row.key);
  }
  for (const { element, ...rest } of planExtra(type, carried, desired, actual))
    changes.push({ key: `metadata.extra.${member}.${element}`, ...place, element, ...rest });
  const label = planLabel(desired, actual);
  if (label !== undefined)
    changes.push({ key: `metadata.labels.${member}`, ...place, element: 'label', kind: 'change', ...label });
  if (actual === undefined && isWithheld(desired, context))
    return { changes: changes.map((change) => ({ ...change, kind: 'locked' })), lockUnknown };
  if (actual === undefined && changes.length === 0) changes.push(bareMember(desired, type));
  return { changes, lockUnknown };
}

/** Labels of members follow the target unless the spec sets one, which `adoptMembers` then has left in place. */
function planLabel(
  desired: Component,
  actual: Component | undefined,
): { readonly before: unknown; readonly after: unknown } | undefined {
  if (actual === undefined || desired.type === 'ExternalClientApplication') return undefined;
  const [before, after] = [actual, desired].map((component) => elementsNamed(component, 'label')[0]?.content ?? null);
  return after === null || before === after ? undefined : { before, after };
}

/** Security settings that Setup has not made yet are not sent, so that nothing of them is added, `metadata.extra` included. */
function isWithheld({ type }: Component, { target }: RowContext): boolean {
  return target === 'org' && type === 'ExtlClntAppOauthSecuritySettings';
}

/** A component that says all by being there, such as an attestation without settings. */
function bareMember({ type, fullName, platform, app }: Component, { variants }: MetadataType): PlanChange {
  const variant = variants?.find((one) => one.platform === platform);
  const said =
    variant === undefined
      ? { key: 'name', element: 'externalClientApplication', after: app }
      : { key: variant.section, element: variant.element, after: true };
  return { ...said, type, fullName, kind: 'add', before: null };
}

/** Members that the spec has no keys for; Setup makes the security settings by itself, and `metadata.only` looks away from the rest. */
function unmanagedMembers(
  spec: Spec,
  components: readonly Component[],
  actual: readonly Component[],
): readonly UnmanagedMember[] {
  const wanted = new Set(components.map(memberKey));
  const only = spec.metadata?.only;
  return actual
    .filter(
      (component) =>
        !wanted.has(memberKey(component)) &&
        component.type !== 'ExtlClntAppOauthSecuritySettings' &&
        (only?.includes(component.type) ?? true),
    )
    .map(({ type, fullName }) => ({ type, fullName }));
}
