import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { KeyPath, Range } from './finding.js';

/** Gives the range of a key or value in a parsed document; a path that does not exist gets its nearest existing parent. */
export function locateNode(
  document: Document,
  toRange: (start: number, end: number) => Range,
): (path: KeyPath, on: 'key' | 'value') => Range {
  const pairOf = pairFinder();
  return (path, on) => {
    const found = walk(document, path, on, pairOf);
    return found === undefined ? toRange(0, 0) : toRange(found[0], found[1]);
  };
}

type PairOf = (map: YAMLMap, key: string) => Pair | undefined;

/** Looks keys up by name; each map is gone through once, because a large file may have thousands of keys and findings. */
function pairFinder(): PairOf {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  return (map, key) => {
    const pairs =
      known.get(map) ??
      new Map(map.items.toReversed().flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
    known.set(map, pairs);
    return pairs.get(key);
  };
}

function walk(
  document: Document,
  path: KeyPath,
  on: 'key' | 'value',
  pairOf: PairOf,
): readonly [number, number] | undefined {
  let node: unknown = document.contents;
  let keyRange: readonly [number, number] | undefined;
  for (const [depth, step] of path.entries()) {
    const target: unknown = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(target) ? pairOf(target, String(step)) : undefined;
    const next: unknown = isSeq(target) && typeof step === 'number' ? target.items[step] : pair?.value;
    if (pair === undefined && !(isSeq(target) && typeof step === 'number' && step < target.items.length))
      return keyRange ?? firstLine(target);
    const own = pair !== undefined && isNode(pair.key) ? rangeOf(pair.key) : undefined;
    if (depth === path.length - 1 && on === 'key' && own !== undefined) return own;
    keyRange = own ?? rangeOf(next) ?? keyRange;
    node = next;
  }
  return rangeOf(node) ?? keyRange;
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  if (!isNode(node) || node.range === undefined || node.range === null) return undefined;
  return [node.range[0], node.range[1]];
}

/** A missing top-level key is shown at the first key of the document, not over the whole text. */
function firstLine(node: unknown): readonly [number, number] | undefined {
  const first = isMap(node) ? (node.items[0]?.key as Node | undefined) : undefined;
  return rangeOf(first ?? node);
}
