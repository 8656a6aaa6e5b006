import type { ElementRow } from '../catalog/metadataType.js';
import { rowByKey } from '../catalog/rows.js';
import type { Spec } from '../catalog/spec.js';
import { rowValue } from '../spec/rowValue.js';

/** True when the user wrote the key, or switched off the feature that it belongs to. */
export function isMentioned(row: ElementRow, spec: Spec, writtenKeys: ReadonlySet<string>): boolean {
  if (writtenKeys.has(row.key)) return true;
  if (rowValue(spec, row).state !== 'off') return false;
  return switchesAbove(row.key).some((key) => writtenKeys.has(key));
}

function switchesAbove(key: string): readonly string[] {
  const parts = key.split('.');
  return parts
    .map((_, depth) => parts.slice(0, depth).join('.'))
    .filter((above) => rowByKey(above)?.codec.kind === 'switch');
}
