import { rows, type CatalogRow } from '../catalog/rows.js';
import { sections } from '../catalog/sections.js';
import type { Spec } from '../catalog/spec.js';
import { isRecord, shown } from '../catalog/codecs/codecParts.js';
import { pathText, valueAt, type KeyPath } from '../source/finding.js';
import { activeTypes, hasKey, selectedTypes } from './activeTypes.js';
import type { Collector } from './collector.js';
import { extraStandsIn } from './extraStandsIn.js';

/** Checks which keys must and which must not be there together. */
export function checkPresence(spec: Spec, writtenKeys: ReadonlySet<string>, collector: Collector): void {
  const doubtful = new Set(collector.unknown.map(pathText));
  checkSelected(spec, collector);
  for (const { type, platform } of activeTypes(spec))
    for (const row of type.rows)
      if (
        row.required === true &&
        (row.variant === undefined || row.variant === platform) &&
        isOpen(row.key, spec) &&
        !isReplaced(row.key, spec) &&
        !extraStandsIn(spec, row, type, platform) &&
        !hasKey(spec, row.key) &&
        !writtenKeys.has(row.key) &&
        !doubtful.has(row.key)
      )
        collector.add(
          'shape/missing-key',
          pathOf(row.key),
          { key: row.key, ...(row.key === 'callback' ? { hint: 'callback' } : {}) },
          { on: 'key' },
        );
  for (const row of rows) checkCompanion(row, spec, writtenKeys, doubtful, collector);
  for (const [key, { either, replaces }] of Object.entries(sections))
    if (either !== undefined && hasKey(spec, key))
      checkEither(key, either, replaces ?? {}, spec, writtenKeys, collector);
}

/** A required key below a section is required only when the section is there. */
function isOpen(key: string, spec: Spec): boolean {
  const parts = key.split('.');
  if (parts.length === 1) return true;
  const section = valueAt(spec, parts.slice(0, -1));
  return section !== undefined && section !== false;
}

/** A key for which another one of its section stands. */
function isReplaced(key: string, spec: Spec): boolean {
  const section = key.split('.').slice(0, -1).join('.');
  const name = key.slice(section.length + 1);
  return Object.entries(sections[section]?.replaces ?? {}).some(
    ([by, keys]) => keys.includes(name) && hasKey(spec, `${section}.${by}`),
  );
}

function checkSelected(spec: Spec, collector: Collector): void {
  const only = selectedTypes(spec);
  if (only === undefined) return;
  for (const row of rows)
    if (!only.includes(row.type.name) && hasKey(spec, row.key) && row.elements.length > 0 && !isWay(spec, row))
      collector.add('shape/type-not-selected', pathOf(row.key), { key: row.key, type: row.type.name }, { on: 'key' });
  for (const member of Object.keys(spec.metadata?.extra ?? {})) {
    const [type = ''] = member.split('.');
    if (!only.includes(type))
      collector.add(
        'shape/type-not-selected',
        ['metadata', 'extra', member],
        { key: `metadata.extra.${member}`, type },
        { on: 'key' },
      );
  }
}

/** A switch of a type that is left out may still lead to settings of one that is selected: `flows.clientCredentials.runAs`. */
function isWay(spec: Spec, { key, codec }: CatalogRow): boolean {
  return codec.kind === 'switch' && isRecord(valueAt(spec, pathOf(key)));
}

function checkCompanion(
  { key, goesWith }: CatalogRow,
  spec: Spec,
  writtenKeys: ReadonlySet<string>,
  doubtful: ReadonlySet<string>,
  collector: Collector,
): void {
  if (goesWith === undefined || doubtful.has(goesWith.key) || doubtful.has(key)) return;
  const matches = valueAt(spec, pathOf(goesWith.key)) === goesWith.value;
  const tokens = { key, other: goesWith.key, value: shown(goesWith.value) };
  if (hasKey(spec, key) && !matches) collector.add('shape/only-with', pathOf(key), tokens, { on: 'key' });
  if (!hasKey(spec, key) && !writtenKeys.has(key) && matches && goesWith.mutual === true)
    collector.add('shape/requires', pathOf(goesWith.key), tokens);
}

/** Exactly one of the alternatives, and that one whole. */
function checkEither(
  section: string,
  either: readonly (readonly string[])[],
  replaces: Readonly<Record<string, readonly string[]>>,
  spec: Spec,
  writtenKeys: ReadonlySet<string>,
  collector: Collector,
): void {
  const isThere = (key: string): boolean => hasKey(spec, `${section}.${key}`) || writtenKeys.has(`${section}.${key}`);
  const started = either.filter((keys) => keys.some(isThere));
  const beside = Object.entries(replaces).some(([by, keys]) => isThere(by) && keys.some(isThere));
  const ways = either.map((keys) => keys.join(' + ')).join(', or ');
  if (started.length !== 1 || beside)
    collector.add('shape/either-or', pathOf(section), { key: section, keys: ways }, { on: 'key' });
  else
    for (const key of started[0] ?? [])
      if (!isThere(key))
        collector.add('shape/missing-key', pathOf(`${section}.${key}`), { key: `${section}.${key}` }, { on: 'key' });
}

function pathOf(key: string): KeyPath {
  return key.split('.');
}
