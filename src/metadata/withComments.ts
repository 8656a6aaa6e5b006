import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';
import { atEnd } from '../source/printSource.js';
import { inKeyOrder } from '../spec/keyOrder.js';
import { elementComments, harmlessComments } from './elementComments.js';
import { setAt } from './fillIn.js';
import type { ElementReadings } from './readElements.js';

/** A spec and the comments of its XML, by the path of the key that they stand before; the empty path is the top, `atEnd` the end. */
export type CommentedSpec = { readonly spec: Spec; readonly comments: ReadonlyMap<string, readonly string[]> };

/**
 * Gives comments of the XML their places in the spec. A key that was left out because it says the default comes back for its comment;
 * a comment before an element without a key goes to the top, one behind the last element to the end.
 */
export function withComments(trimmed: Spec, full: Spec, parts: readonly ElementReadings[]): CommentedSpec {
  const comments = new Map<string, readonly string[]>();
  const spec = structuredClone(trimmed) as Record<string, unknown>;
  const add = (path: string, texts: readonly string[]): void => {
    const before = comments.get(path) ?? [];
    const more = harmlessComments(texts).filter((text) => !before.includes(text));
    if (before.length + more.length > 0) comments.set(path, [...before, ...more]);
  };
  for (const part of parts) {
    add('', part.source.comments ?? []);
    add(atEnd, part.source.endComments ?? []);
    for (const { name, texts } of elementComments(part.source.placed ?? [])) {
      const key = part.readings.find(({ row }) => row.elements.includes(name))?.row.key;
      const carried = valueAt(trimmed, ['metadata', 'extra', part.member, name.split('.')[0] ?? '']);
      if (carried !== undefined) add(`metadata.extra.${part.member}.${name.split('.')[0] ?? ''}`, texts);
      else if (key === undefined || valueAt(full, key.split('.')) === undefined) add('', texts);
      else {
        if (valueAt(spec, key.split('.')) === undefined) setAt(spec, key, valueAt(full, key.split('.')));
        add(key, texts);
      }
    }
  }
  return { spec: inKeyOrder(spec) as Spec, comments };
}
