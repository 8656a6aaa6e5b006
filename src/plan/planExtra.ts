import { isDeepStrictEqual } from 'node:util';
import type { ElementNode } from '../catalog/codec.js';
import type { MetadataType } from '../catalog/metadataType.js';
import type { Component } from '../metadata/component.js';
import { extraValues } from '../metadata/extraElements.js';
import type { ChangeKind } from './appPlan.js';
import { redacted } from './shownValue.js';

/** A difference in an element that no row of the catalogue stands for; `element` is its path below the component. */
export type ExtraDifference = {
  readonly element: string;
  readonly kind: ChangeKind;
  readonly before: unknown;
  readonly after: unknown;
  readonly reset?: true;
};

/**
 * Compares the elements that `metadata.extra` carries, and those that the target holds although neither the catalogue nor the spec
 * knows them: a deploy would reset them. Elements that belong to the platform are left out.
 */
export function planExtra(
  type: MetadataType,
  carried: ReadonlySet<string>,
  desired: Component,
  actual: Component | undefined,
): readonly ExtraDifference[] {
  const known = knownPaths(type);
  const platform = new Set(type.platformElements.map(({ name }) => name));
  const held = actual?.elements ?? [];
  const carriedNow = [...carried]
    .filter((name) => !platform.has(name))
    .map((name) => difference(name, named(desired.elements, name), named(held, name), false));
  const unknown = [...new Set(held.flatMap((element) => unknownPaths(element, known)))]
    .filter((path) => !carried.has(path.split('.')[0] ?? ''))
    .map((path) => difference(path, [], at(held, path), true));
  return [...carriedNow, ...unknown].filter((one) => one !== undefined);
}

function difference(
  element: string,
  wanted: readonly ElementNode[],
  held: readonly ElementNode[],
  reset: boolean,
): ExtraDifference | undefined {
  if (isDeepStrictEqual(wanted, held)) return undefined;
  const shown = { element, before: shownNodes(element, held), after: shownNodes(element, wanted) };
  if (reset) return { ...shown, kind: 'change', reset: true };
  return { ...shown, kind: held.length === 0 ? 'add' : 'change' };
}

/** Paths of elements that the catalogue knows: by themselves, and `parent.child` below a parent. */
function knownPaths({ rows, platformElements, variants }: MetadataType): ReadonlySet<string> {
  return new Set([
    ...rows.flatMap(({ elements }) => elements),
    ...platformElements.map(({ name }) => name),
    ...(variants ?? []).map(({ element }) => element),
  ]);
}

function unknownPaths({ name, content }: ElementNode, known: ReadonlySet<string>): readonly string[] {
  if (known.has(name) || content.length === 0) return [];
  const isParent = [...known].some((path) => path.startsWith(`${name}.`));
  if (!isParent || typeof content === 'string') return [name];
  return content.map((child) => `${name}.${child.name}`).filter((path) => !known.has(path));
}

function at(elements: readonly ElementNode[], path: string): readonly ElementNode[] {
  const [name = '', child] = path.split('.');
  if (child === undefined) return named(elements, name);
  return named(elements, name).flatMap(({ content }) => (typeof content === 'string' ? [] : named(content, child)));
}

function named(elements: readonly ElementNode[], name: string): readonly ElementNode[] {
  return elements.filter((element) => element.name === name && element.content.length > 0);
}

/** Elements as `metadata.extra` would write them; a name that smells of a secret keeps its value to itself. */
function shownNodes(element: string, nodes: readonly ElementNode[]): unknown {
  if (nodes.length === 0) return null;
  if (/secret|password|private|credential/i.test(element)) return redacted;
  return Object.values(extraValues(nodes))[0];
}
