import { described, isRecord } from '../catalog/codecs/codecParts.js';
import type { CatalogRow } from '../catalog/rows.js';
import type { KeyPath } from '../source/finding.js';
import { pathText } from '../source/finding.js';
import type { SourceDocument } from '../source/sourceDocument.js';
import { apiVersionText, type ApiVersion } from './apiVersion.js';
import { isStructuralKey, structuralKeys } from './checkStructure.js';
import type { Collector } from './collector.js';
import { keyTree, type KeyNode } from './keyTree.js';
import { neverReason } from './neverKeys.js';

/** The part of a spec that stands for elements, without what is wrong with it. */
export type CheckedKeys = {
  readonly value: Readonly<Record<string, unknown>>;
  readonly writtenKeys: ReadonlySet<string>;
};

type Run = {
  readonly document: SourceDocument;
  readonly apiVersion: ApiVersion;
  readonly collector: Collector;
  readonly writtenKeys: Set<string>;
};

/** Checks every key of a document against the tree of the catalogue and every value against the codec of its key. */
export function checkKeys(document: SourceDocument, apiVersion: ApiVersion, collector: Collector): CheckedKeys {
  const run: Run = { document, apiVersion, collector, writtenKeys: new Set() };
  const value = checkMap(document.value as Readonly<Record<string, unknown>>, keyTree, [], run);
  return { value: value ?? {}, writtenKeys: run.writtenKeys };
}

/** The legal part of a map; undefined when nothing is left, because an empty map equals an absent key. */
function checkMap(
  map: Readonly<Record<string, unknown>>,
  node: KeyNode,
  path: KeyPath,
  run: Run,
): Record<string, unknown> | undefined {
  const legal: [string, unknown][] = [];
  for (const [key, value] of Object.entries(map)) {
    const at = [...path, key];
    if (path.length === 0 && isStructuralKey(key)) continue;
    const child = node.children.get(key);
    if (child === undefined) {
      unknownKey(key, node, at, run);
      continue;
    }
    const checked = checkValue(value, child, at, run);
    if (checked !== undefined) legal.push([key, checked]);
  }
  return legal.length === 0 ? undefined : Object.fromEntries(legal);
}

function checkValue(written: unknown, node: KeyNode, path: KeyPath, run: Run): unknown {
  const { collector } = run;
  if (node.row?.replacedBy !== undefined) {
    collector.add('shape/key-renamed', path, { found: node.key }, { on: 'key', suggestions: [node.row.replacedBy] });
    return undefined;
  }
  if (written === null) {
    collector.add('shape/null-value', path, { key: pathText(path) }, { on: 'key' });
    return undefined;
  }
  if (isEmpty(written)) return undefined;
  const value = node.row === undefined ? written : fromVariable(written, node.row, path, run);
  if (node.row === undefined || (isRecord(value) && node.children.size > 0)) {
    if (isRecord(value)) {
      const below = checkMap(value, node, path, run);
      if (below !== undefined && node.row !== undefined) checkRow(below, node.row, path, run);
      return below;
    }
    collector.add('shape/wrong-kind', path, {
      found: described(value),
      expected: 'map',
      keys: [...node.children.keys()].join(', '),
    });
    return undefined;
  }
  return checkRow(value, node.row, path, run) ? value : undefined;
}

/** True when the value is legal; a value that a variable leaves open counts as legal text and as no other kind. */
function checkRow(value: unknown, row: CatalogRow, path: KeyPath, run: Run): boolean {
  const { collector, apiVersion, document } = run;
  run.writtenKeys.add(row.key);
  const before = collector.unknown.length;
  const tooNew = row.since > apiVersion.number;
  if (tooNew || (row.until !== undefined && row.until < apiVersion.number)) {
    const since = apiVersionText(tooNew ? row.since : (row.until ?? row.since));
    const found = apiVersionText(apiVersion.number);
    collector.add(
      'shape/not-in-api-version',
      path,
      { key: row.key, since, apiVersion: found, apiVersionOrigin: apiVersion.origin },
      { on: 'key' },
    );
  }
  for (const issue of row.codec.check(value, apiVersion.number))
    collector.addIssue(
      {
        ...issue,
        tokens: {
          key: row.key,
          apiVersion: apiVersionText(apiVersion.number),
          apiVersionOrigin: apiVersion.origin,
          ...issue.tokens,
        },
      },
      path,
    );
  checkSecret(row, path, run);
  const unresolved = document.substitutions.get(pathText(path))?.resolved === false;
  if (unresolved)
    return typeof value === 'string' && row.codec.fromVariable === undefined && row.codec.kind !== 'words';
  return collector.unknown.length === before;
}

/** A secret is the path of a file or comes from a variable that is marked as secret; it never stands in the spec itself. */
function checkSecret(row: CatalogRow, path: KeyPath, { document, collector }: Run): void {
  const substitution = document.substitutions.get(pathText(path));
  const fromSecretVariable = substitution?.secret === true && substitution.whole;
  const literalOnly = row.codec.kind === 'secretText';
  if (literalOnly && !fromSecretVariable)
    collector.add('shape/secret-in-spec', path, { key: row.key }, { secret: true });
}

/** Reads the text of a variable as the boolean or number that the key wants; other values stay as they are. */
function fromVariable(value: unknown, row: CatalogRow, path: KeyPath, { document }: Run): unknown {
  const substitution = document.substitutions.get(pathText(path));
  if (typeof value !== 'string' || substitution?.whole !== true || !substitution.resolved) return value;
  return row.codec.fromVariable?.(value) ?? value;
}

function unknownKey(key: string, node: KeyNode, path: KeyPath, { collector }: Run): void {
  const never = neverReason(pathText(path));
  if (never !== undefined) {
    collector.add(
      'shape/key-not-allowed',
      path,
      { key, reason: never },
      { on: 'key', ...(never === 'secret' ? { secret: true } : {}) },
    );
    return;
  }
  const siblings = [...node.children.keys(), ...(path.length === 1 ? structuralKeys : [])];
  collector.add(
    'shape/unknown-key',
    path,
    { found: key, keys: siblings.join(', ') },
    { on: 'key', candidates: siblings },
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
