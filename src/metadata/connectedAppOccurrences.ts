import type { ElementNode } from '../catalog/codec.js';
import { connectedAppRow } from '../catalog/connectedApp.js';

/** One element of the file that is not a mere container, by its path from the root. */
export type Occurrence = { readonly path: string; readonly node: ElementNode };

/** The elements of a connected app that hold something of their own: texts, and containers that the table knows as a whole. */
export function connectedAppOccurrences(elements: readonly ElementNode[], above = ''): readonly Occurrence[] {
  return elements.flatMap((node) => {
    const path = above === '' ? node.name : `${above}.${node.name}`;
    const isWhole = typeof node.content === 'string' || connectedAppRow(path)?.element === path;
    return isWhole ? [{ path, node }] : connectedAppOccurrences(node.content, path);
  });
}
