import type { ElementNode } from '../catalog/codec.js';
import type { ElementRow } from '../catalog/metadataType.js';
import type { Component } from './component.js';

/** What a component holds for a row: a value in the words of a spec, a text that no word stands for, or nothing. */
export type RowReading =
  | { readonly state: 'value'; readonly value: unknown }
  | { readonly state: 'unreadable'; readonly text: string }
  | { readonly state: 'absent' };

/** Reads a row from a component; an empty element counts as none. */
export function readRow(component: Pick<Component, 'elements'>, row: ElementRow): RowReading {
  const nodes = rowNodes(component, row);
  if (nodes.length === 0) return { state: 'absent' };
  const read = row.codec.read(nodes, row.elements);
  return 'value' in read ? { state: 'value', value: read.value } : { state: 'unreadable', text: read.unreadable };
}

/** The elements of a row that hold something, each under the path that the row gives it. */
export function rowNodes(
  { elements }: Pick<Component, 'elements'>,
  row: Pick<ElementRow, 'elements'>,
): readonly ElementNode[] {
  return row.elements.flatMap((path) => nodesAt(elements, path));
}

/** The elements at `name` or `parent.child` that hold something, under that path as their name. */
function nodesAt(elements: readonly ElementNode[], path: string): readonly ElementNode[] {
  const [parent = '', child] = path.split('.');
  const own = elements.filter(({ name, content }) => name === parent && content.length > 0);
  if (child === undefined) return own;
  return own
    .flatMap(({ content }) => (typeof content === 'string' ? [] : content))
    .filter(({ name, content }) => name === child && content.length > 0)
    .map(({ content }) => ({ name: path, content }));
}
