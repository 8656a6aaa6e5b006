import type { ElementNode } from '../catalog/codec.js';
import type { ElementRow, PlatformElement } from '../catalog/metadataType.js';
import { typeByName } from '../catalog/metadataTypes.js';
import { memberKey } from './component.js';
import { isSecretElement } from './extraElements.js';
import type { SourceComponent } from './sourceComponent.js';

/** What a component says about one row. */
export type Reading = {
  readonly row: ElementRow;
  readonly source: SourceComponent;
  /** The elements of the row, called by their full dotted names. */
  readonly nodes: readonly ElementNode[];
  /** Absent when no word of a spec stands for the elements. */
  readonly value?: unknown;
};

/** A component taken apart: what rows say, elements of the platform, and elements that nobody knows. */
export type ElementReadings = {
  readonly source: SourceComponent;
  readonly member: string;
  readonly readings: readonly Reading[];
  readonly platformElements: readonly { readonly known: PlatformElement; readonly node: ElementNode }[];
  /** Called by their dotted names. */
  readonly unknown: readonly ElementNode[];
};

/** Reads every element of a component by the catalogue; an empty element counts as absent. */
export function readElements(source: SourceComponent): ElementReadings {
  const { component } = source;
  const type = typeByName(component.type);
  const rows = type.rows.filter(({ variant }) => variant === undefined || variant === component.platform);
  const parents = new Set(
    type.rows.flatMap(({ elements }) =>
      elements.flatMap((name) => (name.includes('.') ? [name.slice(0, name.indexOf('.'))] : [])),
    ),
  );
  const nodes = component.elements
    .flatMap((element) => flatten(element, parents))
    .filter(({ content }) => content.length > 0);
  const readings = rows.flatMap((row) => {
    const own = nodes.filter(({ name }) => row.elements.includes(name));
    return own.length === 0 ? [] : [{ row, source, nodes: own, ...readRow(row, own) }];
  });
  const platform = type.variants?.find((variant) => variant.platform === component.platform)?.element;
  const isPlain = (name: string): boolean => isPlainText(nodes.filter((node) => node.name === name));
  const rest = nodes.filter(
    ({ name }) => (name !== platform || !isPlain(name)) && !rows.some(({ elements }) => elements.includes(name)),
  );
  // A label that is no single harmless text is as good as an unknown element.
  const known = (name: string): PlatformElement | undefined =>
    name === 'label' && !isPlain(name) ? undefined : type.platformElements.find((element) => element.name === name);
  return {
    source,
    member: memberKey(component),
    readings,
    platformElements: rest.flatMap((node) => {
      const element = known(node.name);
      return element === undefined ? [] : [{ known: element, node }];
    }),
    unknown: rest.filter(({ name }) => known(name) === undefined),
  };
}

/** Children of an element that the catalogue names `parent.child`, under their dotted names. */
function flatten(element: ElementNode, parents: ReadonlySet<string>): readonly ElementNode[] {
  if (!parents.has(element.name) || typeof element.content === 'string') return [element];
  return element.content.map((child) => ({ ...child, name: `${element.name}.${child.name}` }));
}

function isPlainText(nodes: readonly ElementNode[]): boolean {
  const [first] = nodes;
  return (
    first !== undefined &&
    nodes.every(({ content }) => typeof content === 'string' && content === first.content) &&
    !isSecretElement(first)
  );
}

const repeating = ['attributes', 'ipRanges', 'notifications'];

function readRow(row: ElementRow, nodes: readonly ElementNode[]): { readonly value?: unknown } {
  if (row.secret !== true && nodes.some(isSecretElement)) return {};
  const structured = repeating.includes(row.codec.kind);
  const isList = structured || (row.codec.kind === 'list' && row.codec.words !== undefined);
  // Metadata with one element twice, or text where children belong, means nothing that we could name.
  if (nodes.some(({ content }) => structured === (typeof content === 'string'))) return {};
  if (
    !isList &&
    row.elements.some(
      (name) =>
        new Set(nodes.filter((node) => node.name === name).map(({ content }) => JSON.stringify(content))).size > 1,
    )
  )
    return {};
  if (structured && nodes.some((node) => !isFlat(node))) return {};
  const read = row.codec.read(nodes, row.elements);
  if ('unreadable' in read) return {};
  const { value } = read;
  if (structured && hasMoreChildren(row, nodes, value)) return {};
  return { value };
}

function isFlat({ content }: ElementNode): boolean {
  if (typeof content === 'string') return true;
  const names = content.map(({ name }) => name);
  return content.every((child) => typeof child.content === 'string') && new Set(names).size === names.length;
}

/** True when elements have children that the codec would not write again. */
function hasMoreChildren(row: ElementRow, nodes: readonly ElementNode[], value: unknown): boolean {
  const written = row.codec.write(value, row.elements, { apiVersion: Infinity, fileContent: () => undefined });
  const names = (all: readonly ElementNode[]): readonly string[] =>
    all.flatMap(({ content }) =>
      typeof content === 'string' ? [] : content.filter((child) => child.content.length > 0).map(({ name }) => name),
    );
  const known = new Set(names(written));
  return names(nodes).some((name) => !known.has(name));
}
