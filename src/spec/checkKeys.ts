import type { CodecKind } from '../catalog/codec.js';
import { described, isRecord } from '../catalog/codecs/codecParts.js';
import type { CatalogRow } from '../catalog/rows.js';
import type { KeyPath } from '../source/finding.js';
import { pathText } from '../source/finding.js';
import type { SourceDocument } from '../source/sourceDocument.js';
import { apiVersionText, type ApiVersion } from './apiVersion.js';
import { isStructuralKey, structuralKeys } from './checkStructure.js';
import type { Collector } from './collector.js';
import { isEmptyMap } from './isEmptyMap.js';
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
  if (isEmptyMap(written)) return undefined;
  const value = node.row === undefined ? written : fromVariables(written, node, path, run);
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
  return checkRow(value, node.row, path, run, settingsHint(node)) ? value : undefined;
}

/** How the map of a switch begins, so that `true` gets the answer "write {runAs: …}". */
function settingsHint({ children }: KeyNode): Readonly<Record<string, string>> {
  const [first] = children.keys();
  return first === undefined ? {} : { settings: `{${first}: …}` };
}

/** True when the value is legal; a value that a variable leaves open counts as legal text and as no other kind. */
function checkRow(
  value: unknown,
  row: CatalogRow,
  path: KeyPath,
  run: Run,
  hint: Readonly<Record<string, string>> = {},
): boolean {
  const { collector, apiVersion, document } = run;
  run.writtenKeys.add(row.key);
  const before = collector.unknown.length;
  // Nothing else is said about a secret, because it would be shown.
  if (isSecret(value, row, path, run)) {
    collector.add('shape/secret-in-spec', path, { key: row.key }, { secret: true });
    return false;
  }
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
          ...hint,
          ...issue.tokens,
        },
      },
      path,
    );
  const unresolved = document.substitutions.get(pathText(path))?.resolved === false;
  if (unresolved)
    // What a variable leaves open stays in the spec where any text may stand; a list or a word has no such form.
    return typeof value === 'string' && openKinds.includes(row.codec.kind);
  return collector.unknown.length === before;
}

const openKinds: readonly CodecKind[] = ['text', 'callback', 'certificate', 'secretFile', 'secretText'];

/** True for a secret that stands in the spec itself: only a variable with `secret: true`, or a file that the spec names, may hold one. */
function isSecret(value: unknown, row: CatalogRow, path: KeyPath, { document }: Run): boolean {
  const substitution = document.substitutions.get(pathText(path));
  const { kind } = row.codec;
  if (kind === 'secretText') return substitution?.secret !== true || !substitution.whole;
  const namesFile = kind === 'secretFile' || kind === 'certificate';
  return namesFile && substitution?.secret !== true && typeof value === 'string' && looksLikeKey(value);
}

/** Tells the key itself from the path of its file. */
function looksLikeKey(value: string): boolean {
  return /PRIVATE KEY|^[A-Za-z0-9+/=\s]{100,}$/.test(value);
}

/** Reads the texts of variables as the boolean or number that the key wants; other values stay as they are. */
function fromVariables(written: unknown, { row, children }: KeyNode, path: KeyPath, { document }: Run): unknown {
  const read = row?.codec.fromVariable;
  if (read === undefined || document.substitutions.size === 0) return written;
  const convert = (value: unknown, below: KeyPath): unknown => {
    // Keys below a switch are rows of their own.
    if (isRecord(value) && children.size === 0)
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, convert(child, [...below, key])]));
    const substitution = document.substitutions.get(pathText([...path, ...below]));
    if (typeof value !== 'string' || substitution?.whole !== true || !substitution.resolved) return value;
    return read(value, below) ?? value;
  };
  return convert(written, []);
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
