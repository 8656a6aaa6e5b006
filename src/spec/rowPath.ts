import { rowByKey } from '../catalog/rows.js';
import type { KeyPath } from '../source/finding.js';

/** The path of a dotted key, and the paths of the switches above it. */
export type RowPath = { readonly path: readonly string[]; readonly switches: readonly KeyPath[] };

const known = new Map<string, RowPath>();

/** Takes a dotted key apart, once in a run, because every key is looked up for every spec. */
export function rowPath(key: string): RowPath {
  const found = known.get(key);
  if (found !== undefined) return found;
  const path = key.split('.');
  const above = path.slice(1).map((_, depth) => path.slice(0, depth + 1));
  const made = { path, switches: above.filter((one) => rowByKey(one.join('.'))?.codec.kind === 'switch') };
  known.set(key, made);
  return made;
}
