import type { ElementRow } from '../catalog/metadataType.js';
import { rowByKey } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';

/** What a spec says about a row: a value, nothing, or that a switch above it is off. */
export type RowValue =
  { readonly state: 'value'; readonly value: unknown } | { readonly state: 'absent' } | { readonly state: 'off' };

/** Reads the value of a row from a completed spec. */
export function rowValue(spec: Spec, row: ElementRow): RowValue {
  const parts = row.key.split('.');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const above = parts.slice(0, depth);
    if (rowByKey(above.join('.'))?.codec.kind === 'switch' && !isMap(valueAt(spec, above))) return { state: 'off' };
  }
  const value = valueAt(spec, parts);
  return value === undefined ? { state: 'absent' } : { state: 'value', value };
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
