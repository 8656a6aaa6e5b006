import { secretPlaces } from '../source/secretPatterns.js';
import type { PlacedElement } from './parseXml.js';

/** The comments of a file, each list with the dotted name of the element that it stands before or in; without those that show a secret. */
export function elementComments(
  elements: readonly PlacedElement[],
  above = '',
): readonly { readonly name: string; readonly texts: readonly string[] }[] {
  return elements.flatMap(({ name, comments, endComments, content }) => {
    const full = above === '' ? name : `${above}.${name}`;
    const below = typeof content === 'string' ? [] : elementComments(content, full);
    const texts = harmlessComments([...comments, ...endComments]);
    return texts.length === 0 ? below : [{ name: full, texts }, ...below];
  });
}

/** Comments that say something, without those that show a secret, or the elements that hold one. */
export function harmlessComments(comments: readonly string[]): readonly string[] {
  return comments.filter(
    (comment) => comment.trim() !== '' && secretPlaces(comment).length === 0 && !/consumer(Secret|Key)/i.test(comment),
  );
}
