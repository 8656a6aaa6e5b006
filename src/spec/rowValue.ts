import type { ElementRow } from '../catalog/metadataType.js';
import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';
import { rowPath } from './rowPath.js';

/** What a spec says about a row: a value, nothing, or that a switch above it is off. */
export type RowValue =
  { readonly state: 'value'; readonly value: unknown } | { readonly state: 'absent' } | { readonly state: 'off' };

/** Reads the value of a row from a completed spec. */
export function rowValue(spec: Spec, { key }: Pick<ElementRow, 'key'>): RowValue {
  const { path, switches } = rowPath(key);
  if (switches.some((above) => !isMap(valueAt(spec, above)))) return { state: 'off' };
  const value = valueAt(spec, path);
  return value === undefined ? { state: 'absent' } : { state: 'value', value };
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
