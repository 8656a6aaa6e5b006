import { isRecord } from '../catalog/codecs/codecParts.js';
import type { ElementRow, MetadataType, Platform } from '../catalog/metadataType.js';
import type { Spec } from '../catalog/spec.js';
import { own } from '../source/finding.js';

/**
 * True when `metadata.extra` carries an element of the row.
 * It then stands in for all elements of the row, because it says what the words of a spec cannot.
 */
export function extraStandsIn(spec: Spec, row: ElementRow, type: MetadataType, platform?: Platform): boolean {
  const extra = spec.metadata?.extra?.[platform === undefined ? type.name : `${type.name}.${platform}`];
  return extra !== undefined && row.elements.some((name) => carries(extra, name.split('.')));
}

function carries(extra: unknown, [name = '', child]: readonly string[]): boolean {
  const value = own(extra, name);
  if (value === undefined) return false;
  // A map of sub-elements stands in only for those that it names.
  return child === undefined || !isRecord(value) || own(value, child) !== undefined;
}
