import { isRecord } from '../catalog/codecs/codecParts.js';
import { rowByKey, rows, type CatalogRow } from '../catalog/rows.js';
import type { MetadataType, Platform, TypeName } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';
import { activeTypes } from '../spec/activeTypes.js';
import { defaultOf } from '../spec/completeSpec.js';
import type { Reading } from './readElements.js';

/** A component that an app has. */
export type PresentMember = { readonly type: TypeName; readonly platform?: Platform };

/** The keys of a spec that stand for elements, and what did not find a place in them. */
export type DraftSpec = {
  readonly spec: Record<string, unknown>;
  /** Rows with a default that the components do not mention, whose absence has no known meaning. */
  readonly defaulted: readonly CatalogRow[];
  /** Readings of settings below a switch that is off. */
  readonly switchedOff: readonly Reading[];
  /** Switches that are on, but that no key can turn on in this spec. */
  readonly unsayable: readonly CatalogRow[];
};

/**
 * Puts readings into the nested keys of a spec. An element that is absent from a component that is there
 * becomes what its absence means, wherever a spec would write another default.
 */
export function draftSpec(
  name: string,
  readings: ReadonlyMap<string, Reading>,
  present: readonly PresentMember[],
  setAside: ReadonlySet<string>,
): DraftSpec {
  const spec: Record<string, unknown> = { name };
  const isPresent = (row: CatalogRow): boolean =>
    present.some(({ type, platform }) => type === row.type.name && (row.variant ?? platform) === platform);
  const state = { spec, readings, isPresent, setAside };
  const switchedOff: Reading[] = [];
  for (const row of rows) {
    const reading = readings.get(row.key);
    if (row.codec.kind === 'switch' && row.elements.length === 0 && row.variant !== undefined && isPresent(row))
      put(spec, row, true);
    // A consumer key belongs to one app of one org.
    if (reading === undefined || setAside.has(row.key) || row.write === 'onCreate') continue;
    // Where the switch is of a type that the app lacks, "off" needs no key.
    if (saysOff(row, reading) && !isOpen(row, spec)) continue;
    if (isOff(row, state)) switchedOff.push(reading);
    else put(spec, row, reading.value);
  }
  // Of an app that is described in part some defaults are not known.
  const only = partialTypes(spec as Spec, present);
  const selected = only === undefined ? {} : { metadata: { only } };
  const defaulted = rows.filter(
    (row) =>
      isPresent(row) &&
      !readings.has(row.key) &&
      !setAside.has(row.key) &&
      isOpen(row, spec) &&
      !becomesAbsence(row, spec, selected),
  );
  const switches = rows.filter(
    ({ codec, key }) => codec.kind === 'switch' && isEmptyMap(valueAt(spec, key.split('.'))),
  );
  for (const { key } of switches)
    for (const row of rows)
      if (row.key.startsWith(`${key}.`) && isPresent(row) && row.absentMeans !== undefined && !setAside.has(row.key))
        put(spec, row, row.absentMeans);
  const unsayable = switches.filter(({ key }) => isEmptyMap(valueAt(spec, key.split('.'))));
  for (const { key } of unsayable) remove(spec, key);
  return { spec, defaulted, switchedOff, unsayable };
}

/** The types of an app in catalogue order, when they are not those that its keys alone would bring about. */
export function partialTypes(spec: Spec, present: readonly PresentMember[]): readonly TypeName[] | undefined {
  const all = (metadataTypes as readonly MetadataType[])
    .map(({ name }) => name)
    .filter((name) => present.some(({ type }) => type === name));
  const free = new Set(activeTypes(spec).map(({ type }) => type.name));
  return free.size === all.length && all.every((name) => free.has(name)) ? undefined : all;
}

type State = {
  readonly readings: ReadonlyMap<string, Reading>;
  readonly isPresent: (row: CatalogRow) => boolean;
  readonly setAside: ReadonlySet<string>;
};

/** True when a switch above the row is known to be off. */
function isOff(row: CatalogRow, { readings, isPresent, setAside }: State): boolean {
  return switchesAbove(row).some(
    (above) =>
      above.elements.length > 0 &&
      isPresent(above) &&
      !setAside.has(above.key) &&
      readings.get(above.key)?.value !== true,
  );
}

function switchesAbove({ key }: CatalogRow): readonly CatalogRow[] {
  const parts = key.split('.');
  return parts.slice(1).flatMap((_, index) => {
    const above = rowByKey(parts.slice(0, index + 1).join('.'));
    return above?.codec.kind === 'switch' ? [above] : [];
  });
}

/** True when the element says what generate writes below a switch that is off. */
function saysOff(row: CatalogRow, { nodes, value }: Reading): boolean {
  return row.whenOff !== undefined && nodes.every(({ content }) => content === row.whenOff || value === false);
}

/** Writes what the absence of an element means where a default would say something else; false when nobody knows what it means. */
function becomesAbsence(row: CatalogRow, spec: Record<string, unknown>, selected: Partial<Spec>): boolean {
  if (defaultOf(row, { ...(spec as Spec), ...selected }) === undefined) return true;
  if (row.absentMeans === undefined) return false;
  put(spec, row, row.absentMeans);
  return true;
}

/** True when the switches above the row are on. */
function isOpen(row: CatalogRow, spec: Record<string, unknown>): boolean {
  return switchesAbove(row).every(({ key }) => {
    const value = valueAt(spec, key.split('.'));
    return value === true || isRecord(value);
  });
}

function put(spec: Record<string, unknown>, row: CatalogRow, value: unknown): void {
  const parts = row.key.split('.');
  const last = parts.pop() ?? '';
  let current = spec;
  for (const part of parts) {
    if (!isRecord(current[part])) current[part] = {};
    current = current[part] as Record<string, unknown>;
  }
  // A switch that only its settings can turn on waits for them as an empty map.
  const on = row.codec.kind === 'switch' && value === true;
  if (on && isRecord(current[last])) return;
  current[last] = on && row.codec.check(true, Infinity).length > 0 ? {} : value;
}

function remove(spec: Record<string, unknown>, key: string): void {
  const parts = key.split('.');
  const parent = valueAt(spec, parts.slice(0, -1));
  if (isRecord(parent)) Reflect.deleteProperty(parent, parts.at(-1) ?? '');
}

function isEmptyMap(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}
