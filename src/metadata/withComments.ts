import type { Spec } from '../catalog/spec.js';
import { valueAt } from '../source/finding.js';
import { secretPlaces } from '../source/secretPatterns.js';
import { inKeyOrder } from '../spec/keyOrder.js';
import { setAt } from './fillIn.js';
import type { PlacedElement } from './parseXml.js';
import type { ElementReadings } from './readElements.js';

/** A spec and the comments of its XML, by the path of the key that they stand before; the empty path is the top. */
export type CommentedSpec = { readonly spec: Spec; readonly comments: ReadonlyMap<string, readonly string[]> };

/**
 * Gives comments of the XML their places in the spec. A key that was left out because it says the default comes back for its comment;
 * a comment before an element without a key goes to the top.
 */
export function withComments(trimmed: Spec, full: Spec, parts: readonly ElementReadings[]): CommentedSpec {
  const comments = new Map<string, readonly string[]>();
  const spec = structuredClone(trimmed) as Record<string, unknown>;
  const add = (path: string, texts: readonly string[]): void => {
    const before = comments.get(path) ?? [];
    const more = harmless(texts).filter((text) => !before.includes(text));
    if (before.length + more.length > 0) comments.set(path, [...before, ...more]);
  };
  for (const part of parts) {
    add('', part.source.comments ?? []);
    for (const { name, texts } of commented(part.source.placed ?? [], '')) {
      const key = part.readings.find(({ row }) => row.elements.includes(name))?.row.key;
      const carried = valueAt(trimmed, ['metadata', 'extra', part.member, name.split('.')[0] ?? '']);
      if (harmless(texts).length === 0) continue;
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

/** The comments of a component, each with the dotted name of the element that it stands before. */
function commented(
  elements: readonly PlacedElement[],
  above: string,
): readonly { readonly name: string; readonly texts: readonly string[] }[] {
  return elements.flatMap(({ name, comments, content }) => {
    const full = above === '' ? name : `${above}.${name}`;
    const below = typeof content === 'string' ? [] : commented(content, full);
    return comments.length === 0 ? below : [{ name: full, texts: comments }, ...below];
  });
}

/** Comments without those that show a secret, or the elements that hold one. */
function harmless(comments: readonly string[]): readonly string[] {
  return comments.filter(
    (comment) => comment.trim() !== '' && secretPlaces(comment).length === 0 && !/consumer(Secret|Key)/i.test(comment),
  );
}
