import { metadataTypes } from '../catalog/metadataTypes.js';
import type { MetadataType } from '../catalog/metadataType.js';
import { sections } from '../catalog/sections.js';
import { isRecord } from '../catalog/codecs/codecParts.js';
import { keyTree, type KeyNode } from './keyTree.js';

const metadataKeys = ['names', 'labels', 'only', 'extra'];
const ofEveryApp = (metadataTypes as readonly MetadataType[])
  .filter(({ presence }) => presence !== 'keys')
  .map(({ name }) => name);

/** Top-level keys as SPEC §1 lists them: the name, plain keys of every app, the sections, plain keys of plug-ins, keys about the spec itself. */
const topLevelKeys: readonly string[] = (() => {
  const plain = [...keyTree.children]
    .filter(([, { row }]) => row !== undefined && ofEveryApp.includes(row.type.name))
    .map(([key]) => key);
  const first = ['name', ...plain, ...Object.keys(sections).filter((key) => !key.includes('.'))];
  return [
    ...first,
    ...[...keyTree.children.keys()].filter((key) => !first.includes(key)),
    'variables',
    'lint',
    'metadata',
  ];
})();

/** A spec with its keys in the order in which people read them; values below a row and unknown keys keep theirs. */
export function inKeyOrder(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { metadata } = spec;
  const ordered = sorted(spec, keyTree, topLevelKeys);
  return isRecord(metadata)
    ? { ...ordered, metadata: sorted(metadata, { ...keyTree, children: new Map() }, metadataKeys) }
    : ordered;
}

/** The keys of a map of the spec in their order; `path` is the dotted key of the map, empty for the spec itself. */
export function keyOrderBelow(path: readonly string[]): readonly string[] {
  if (path.length === 0) return topLevelKeys;
  const node = path.reduce<KeyNode | undefined>((current, key) => current?.children.get(key), keyTree);
  return [...(node?.children.keys() ?? [])];
}

function sorted(
  map: Readonly<Record<string, unknown>>,
  node: KeyNode,
  order: readonly string[],
): Readonly<Record<string, unknown>> {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(
    Object.entries(map)
      .toSorted(([one], [other]) => rank(one) - rank(other))
      .map(([key, value]) => {
        const child = node.children.get(key);
        return [
          key,
          child !== undefined && child.children.size > 0 && isRecord(value)
            ? sorted(value, child, [...child.children.keys()])
            : value,
        ];
      }),
  );
}
