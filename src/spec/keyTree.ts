import { rows, type CatalogRow } from '../catalog/rows.js';
import { sections } from '../catalog/sections.js';

/** A key of a spec with the keys below it. */
export type KeyNode = {
  /** The dotted key; empty for the root. */
  readonly key: string;
  readonly row?: CatalogRow;
  readonly children: ReadonlyMap<string, KeyNode>;
  readonly description: string;
};

type Growing = { key: string; row?: CatalogRow; children: Map<string, Growing>; description: string };

function grow(): KeyNode {
  const root: Growing = { key: '', children: new Map(), description: 'One External Client App.' };
  for (const row of rows) {
    let node = root;
    for (const part of row.key.split('.')) {
      const key = node.key === '' ? part : `${node.key}.${part}`;
      const child = node.children.get(part) ?? {
        key,
        children: new Map(),
        description: sections[key]?.description ?? '',
      };
      node.children.set(part, child);
      node = child;
    }
    node.row = row;
    node.description = row.description;
  }
  return root;
}

/** All keys of a spec that stand for elements, as the tree that YAML shows. */
export const keyTree: KeyNode = grow();

/** The node of a dotted key, or undefined. */
export function keyNode(key: string): KeyNode | undefined {
  return key.split('.').reduce<KeyNode | undefined>((node, part) => node?.children.get(part), keyTree);
}
