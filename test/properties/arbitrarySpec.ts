import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { newestApiVersion } from '../../src/catalog/apiVersions.js';
import type { MetadataType } from '../../src/catalog/metadataType.js';
import { metadataTypes } from '../../src/catalog/metadataTypes.js';
import { rowByKey, rows, type CatalogRow } from '../../src/catalog/rows.js';
import { sections } from '../../src/catalog/sections.js';
import type { Spec } from '../../src/catalog/spec.js';
import { valueAt } from '../../src/source/finding.js';
import { activeTypes } from '../../src/spec/activeTypes.js';
import { arbitraryApiName, arbitraryText, arbitraryValue, certificatePath, secretPaths } from './arbitraryValue.js';

/** The bytes of the files that arbitrary specs name. */
export const arbitraryFiles: ReadonlyMap<string, Uint8Array> = new Map([
  [certificatePath, readFileSync(join(import.meta.dirname, '..', 'fixtures', 'certificates', 'server.crt'))],
  ...secretPaths.map((path) => [path, Buffer.from(`not a secret: ${path}`)] as const),
]);

type Draft = Record<string, unknown>;
type Choice = { readonly present: boolean; readonly value: unknown; readonly way: number };
type Choices = Readonly<Record<string, Choice>>;

/**
 * Any spec that the shape check accepts, as it is after parsing and substitution: every row and codec of the catalogue,
 * switches, sections with alternatives, keys that go together, parts of an app (`metadata.only`) and elements of its own.
 * Lists have their shortest spelling: a list of one callback URL never occurs.
 */
export function arbitrarySpec(apiVersion: number = newestApiVersion): fc.Arbitrary<Spec> {
  const known = rows.filter(
    (row) => row.since <= apiVersion && (row.until ?? Infinity) >= apiVersion && row.replacedBy === undefined,
  );
  const choices = fc.record(
    Object.fromEntries(
      known.map((row) => [
        row.key,
        fc.record({
          present: fc.integer({ min: 0, max: 9 }).map((dice) => dice < 4),
          value: arbitraryValue(row, apiVersion),
          way: fc.nat(11),
        }),
      ]),
    ),
  ) as fc.Arbitrary<Choices>;
  const types = (metadataTypes as readonly MetadataType[]).filter(({ since }) => since <= apiVersion);
  return fc
    .record({
      name: fc.oneof(
        { weight: 5, arbitrary: arbitraryApiName },
        { weight: 1, arbitrary: arbitraryApiName.map((name) => `ns__${name}`) },
      ),
      chosen: fc.oneof(fc.constant(types), fc.subarray(types)),
      choices,
      partial: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 0),
      metadata: arbitraryMetadata(types),
    })
    .map(({ name, chosen, choices: all, partial, metadata }) => assemble(name, chosen, all, partial, metadata, known));
}

function assemble(
  name: string,
  chosen: readonly MetadataType[],
  choices: Choices,
  partial: boolean,
  metadata: Members,
  known: readonly CatalogRow[],
): Spec {
  const draft: Draft = { name };
  const isChosen = ({ type }: CatalogRow): boolean => chosen.some((one) => one.name === type.name);
  for (const row of known) if (isChosen(row) && choices[row.key]?.present === true) put(draft, row, choices);
  for (const [section, { either, replaces }] of Object.entries(sections))
    if (either !== undefined) takeOneWay(draft, section, either, replaces ?? {}, choices);
  for (const row of known) if (row.goesWith !== undefined) goTogether(draft, row, choices);
  const only = partial ? onlyOf(draft, chosen, known, choices) : undefined;
  // A selection of types of which the app has none is no selection.
  if (activeTypes(draft as Spec).length === 0) delete draft.metadata;
  for (let pass = 0; pass < 2; pass += 1)
    for (const { type, platform } of activeTypes(draft as Spec))
      for (const row of known)
        if (
          row.type.name === type.name &&
          row.required === true &&
          (row.variant ?? platform) === platform &&
          isOpen(draft, row.key) &&
          !replaced(draft, row.key)
        )
          put(draft, row, choices);
  dropEmpty(draft);
  return withMembers(draft, only, metadata);
}

/** Writes a value with the switches above it turned on; a switch is never turned off again by a later row. */
function put(draft: Draft, row: CatalogRow, choices: Choices): void {
  const parts = row.key.split('.');
  const last = parts.pop() ?? '';
  let current = draft;
  for (const part of parts) {
    if (typeof current[part] !== 'object') current[part] = {};
    current = current[part] as Draft;
  }
  if (current[last] === undefined) current[last] = choices[row.key]?.value;
}

function takeOneWay(
  draft: Draft,
  section: string,
  either: readonly (readonly string[])[],
  replaces: Readonly<Record<string, readonly string[]>>,
  choices: Choices,
): void {
  const map = valueAt(draft, section.split('.')) as Draft | undefined;
  if (map === undefined) return;
  const key = `${section}.${either[0]?.[0] ?? ''}`;
  const way = either[(choices[key]?.way ?? 0) % either.length] ?? [];
  for (const child of either.flat()) if (!way.includes(child)) Reflect.deleteProperty(map, child);
  for (const child of way) {
    const row = rowByKey(`${section}.${child}`);
    if (row !== undefined) put(draft, row, choices);
    for (const gone of replaces[child] ?? []) Reflect.deleteProperty(map, gone);
  }
}

function goTogether(draft: Draft, row: CatalogRow, choices: Choices): void {
  const { key, value, mutual } = row.goesWith ?? { key: '', value: '' };
  const other = rowByKey(key);
  if (other === undefined) return;
  const has = valueAt(draft, row.key.split('.')) !== undefined;
  if (has) put(draft, other, { [key]: { present: true, value, way: 0 } });
  if (has) (valueAt(draft, key.split('.').slice(0, -1)) as Draft)[key.split('.').at(-1) ?? ''] = value;
  else if (mutual === true && valueAt(draft, key.split('.')) === value) put(draft, row, choices);
}

/** Limits the spec to some types: keys of others go, and with them what cannot be said without them. */
function onlyOf(
  draft: Draft,
  chosen: readonly MetadataType[],
  known: readonly CatalogRow[],
  choices: Choices,
): readonly string[] {
  const names = chosen.map(({ name }) => name as string);
  for (const { key, type } of rows.toReversed()) {
    const value = valueAt(draft, key.split('.'));
    const isMap =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      rows.some((row) => row.key.startsWith(`${key}.`) && names.includes(row.type.name));
    if (!names.includes(type.name) && value !== undefined && !isMap) remove(draft, key);
  }
  for (const row of known)
    if (row.goesWith !== undefined && valueAt(draft, row.goesWith.key.split('.')) !== row.goesWith.value)
      remove(draft, row.key);
  dropEmpty(draft);
  draft.metadata = { only: names };
  for (const row of known)
    if (row.goesWith?.mutual === true && names.includes(row.type.name)) goTogether(draft, row, choices);
  return names;
}

function remove(draft: Draft, key: string): void {
  const parts = key.split('.');
  const last = parts.pop() ?? '';
  const parent = valueAt(draft, parts);
  if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, last);
}

/** An empty map equals an absent key, which for a switch means off. */
function dropEmpty(map: Draft): void {
  for (const [key, value] of Object.entries(map)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    dropEmpty(value as Draft);
    if (Object.keys(value).length === 0) Reflect.deleteProperty(map, key);
  }
}

function isOpen(draft: Draft, key: string): boolean {
  const parts = key.split('.');
  const above = valueAt(draft, parts.slice(0, -1));
  return parts.length === 1 || (typeof above === 'object' && above !== null);
}

function replaced(draft: Draft, key: string): boolean {
  const [parts, last] = [key.split('.').slice(0, -1), key.split('.').at(-1) ?? ''];
  const { replaces } = sections[parts.join('.')] ?? {};
  return Object.entries(replaces ?? {}).some(
    ([child, gone]) => gone.includes(last) && valueAt(draft, [...parts, child]) !== undefined,
  );
}

type Members = {
  readonly names: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;
};

function arbitraryMetadata(types: readonly MetadataType[]): fc.Arbitrary<Members> {
  const members = types.flatMap(
    ({ name, variants }) => variants?.map(({ platform }) => `${name}.${platform}`) ?? [name as string],
  );
  const children = members.filter((name) => name !== 'ExternalClientApplication');
  const extra = fc.oneof<fc.Arbitrary<unknown>[]>(
    arbitraryText,
    fc.array(arbitraryText, { minLength: 2, maxLength: 3 }),
    fc.dictionary(fc.constantFrom('futureChild', 'other.child'), arbitraryText, { minKeys: 1 }),
  );
  const some = <T>(arbitrary: fc.Arbitrary<T>, keys: readonly string[]): fc.Arbitrary<Record<string, T>> =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(fc.constantFrom(...keys), arbitrary, { maxKeys: 3 }) },
    );
  return fc.record({
    names: some(
      arbitraryApiName.map((name) => `m${name}`),
      children,
    ),
    labels: some(arbitraryText, children),
    extra: some(
      fc.dictionary(fc.constantFrom('isFutureThing', 'future_Thing', 'zLast'), extra, { minKeys: 1, maxKeys: 2 }),
      members,
    ),
  });
}

/** Names, labels and elements of components that the spec has; a component that it has not cannot be renamed. */
function withMembers(draft: Draft, only: readonly string[] | undefined, { names, labels, extra }: Members): Spec {
  const active = activeTypes(draft as Spec).map(({ type, platform }) =>
    platform === undefined ? (type.name as string) : `${type.name}.${platform}`,
  );
  const keep = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([key]) => active.includes(key)));
  const rest = Object.fromEntries(Object.entries(draft).filter(([key]) => key !== 'metadata'));
  const present = (metadataTypes as readonly MetadataType[])
    .map(({ name }) => name as string)
    .filter((name) => active.some((key) => key === name || key.startsWith(`${name}.`)));
  const metadata = {
    names: keep(names),
    labels: keep(labels),
    ...(only === undefined ? {} : { only: present }),
    extra: keep(extra),
  };
  const filled = Object.entries(metadata).filter(([, value]) => Object.keys(value).length > 0);
  return { ...rest, ...(filled.length === 0 ? {} : { metadata: Object.fromEntries(filled) }) } as unknown as Spec;
}
