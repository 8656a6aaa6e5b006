import { isRecord } from '../catalog/codecs/codecParts.js';
import type { ElementRow } from '../catalog/metadataType.js';
import { rowByKey, rows, type CatalogRow } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';
import { sameValue } from '../source/sameValue.js';
import { activeTypes } from './activeTypes.js';
import { completeSpec, defaultOf } from './completeSpec.js';
import { inKeyOrder } from './keyOrder.js';

/**
 * The shortest spec with the same meaning: without values that equal their default, empty maps and lists,
 * and with the short spelling of a switch or of one callback URL; keys in reading order.
 * Both generate the same metadata.
 */
export function trimToDeviations(spec: Spec): Spec {
  const draft = structuredClone(spec) as Draft;
  const active = activeTypes(spec);
  const isActive = (row: CatalogRow): boolean =>
    active.some(({ type, platform }) => type.name === row.type.name && (row.variant ?? platform) === platform);
  for (const row of rows) shorten(draft, row);
  for (const row of rows) if (row.whenOff !== undefined) dropOffSwitch(draft, row, isActive);
  // Children before the switches above them; what depends on other keys last, when those are final.
  const order = rows.toReversed();
  for (const row of order) if (isActive(row)) trimRow(draft, row, isActive);
  for (const row of order) if (isActive(row) && row.specDefault === undefined) trimRow(draft, row, isActive);
  dropEmpty(draft);
  const { only } = (draft.metadata ?? {}) as { only?: readonly string[] };
  if (only !== undefined) {
    limitOnly(draft, only);
    trimOauthPlugin(draft, spec, isActive);
  }
  return inKeyOrder(draft) as Spec;
}

type Draft = Record<string, unknown>;

function shorten(draft: Draft, row: ElementRow): void {
  const value = valueAt(draft, row.key.split('.'));
  if (row.codec.kind === 'callback' && Array.isArray(value) && value.length === 1) set(draft, row.key, value[0]);
  // A switch without an element of its own is off when it is not there.
  if (row.codec.kind === 'switch' && row.elements.length === 0 && value === false) remove(draft, row.key);
}

function trimRow(draft: Draft, row: CatalogRow, isActive: (row: CatalogRow) => boolean): void {
  const value = valueAt(draft, row.key.split('.'));
  if (value === undefined) return;
  const isSwitch = row.codec.kind === 'switch';
  if (isSwitch && isRecord(value)) {
    if (Object.keys(value).length === 0) set(draft, row.key, true);
    return;
  }
  const wanted = defaultOf(row, withoutKey(draft, row) as Spec);
  if (wanted !== undefined && sameValue(value, wanted) && !holdsSwitchOn(draft, row, isActive)) remove(draft, row.key);
}

/** Below a switch whose own type the spec leaves out, a lone `false` says what the absent switch says. */
function dropOffSwitch(draft: Draft, { key }: ElementRow, isActive: (row: CatalogRow) => boolean): void {
  const parent = key.split('.').slice(0, -1);
  const above = rows.find((row) => row.key === parent.join('.') && row.codec.kind === 'switch');
  const map = valueAt(draft, parent);
  if (above === undefined || isActive(above) || !isRecord(map) || Object.keys(map).length > 1) return;
  if (valueAt(draft, key.split('.')) === false) remove(draft, above.key);
}

/** A key alone below a switch that `true` cannot turn on (or whose own type the spec leaves out) has to stay, or the switch would be off. */
function holdsSwitchOn(draft: Draft, { key }: ElementRow, isActive: (row: CatalogRow) => boolean): boolean {
  const parent = key.split('.').slice(0, -1);
  const above = rows.find((row) => row.key === parent.join('.') && row.codec.kind === 'switch');
  const map = valueAt(draft, parent);
  if (above === undefined || !isRecord(map) || Object.keys(map).length > 1) return false;
  return !isActive(above) || above.codec.check(true, Infinity).length > 0;
}

/** The spec as it will be without the key, because a default may depend on which keys there are. */
function withoutKey(draft: Draft, { key, specDefault }: ElementRow): Draft {
  if (specDefault !== undefined) return draft;
  const copy = structuredClone(draft);
  remove(copy, key);
  dropEmpty(copy);
  return copy;
}

/** `metadata.only` names types that the app has, in catalogue order, and only when they are not those that it has anyway. */
function limitOnly(draft: Draft, only: readonly string[]): void {
  const metadata = Object.fromEntries(Object.entries(draft.metadata as Draft).filter(([key]) => key !== 'only'));
  const typesOf = (spec: Draft): readonly string[] => [
    ...new Set(activeTypes(spec as Spec).map(({ type }) => type.name)),
  ];
  const free = { ...draft, metadata };
  const wanted = typesOf(draft);
  draft.metadata =
    sameValue(typesOf(free), wanted) || wanted.length === 0
      ? metadata
      : { ...metadata, only: sameValue([...only], wanted) ? only : wanted };
  if (Object.keys(draft.metadata as Draft).length === 0) delete draft.metadata;
}

/** What this switch is by default hangs on `metadata.only` itself. */
function trimOauthPlugin(draft: Draft, spec: Spec, isActive: (row: CatalogRow) => boolean): void {
  const row = rowByKey('policies.plugins.oauth');
  const oauth = completeSpec(spec).policies?.plugins?.oauth;
  if (row === undefined || oauth === undefined) return;
  const policies = { ...(draft.policies as Draft | undefined) };
  draft.policies = { ...policies, plugins: { ...(policies.plugins as Draft | undefined), oauth } };
  trimRow(draft, row, isActive);
  dropEmpty(draft);
}

function set(draft: Draft, key: string, value: unknown): void {
  const parts = key.split('.');
  const parent = valueAt(draft, parts.slice(0, -1));
  if (isRecord(parent)) (parent as Draft)[parts.at(-1) ?? ''] = value;
}

function remove(draft: Draft, key: string): void {
  const parts = key.split('.');
  const parent = valueAt(draft, parts.slice(0, -1));
  if (isRecord(parent)) Reflect.deleteProperty(parent, parts.at(-1) ?? '');
}

/** Empty maps and lists equal absent keys. */
function dropEmpty(map: Draft): void {
  for (const [key, value] of Object.entries(map)) {
    if (isRecord(value)) dropEmpty(value);
    // The texts and lists below metadata.extra stand for elements, empty or not.
    const holds = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    if (holds) Reflect.deleteProperty(map, key);
  }
}
