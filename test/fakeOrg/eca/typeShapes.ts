import type { ElementNode } from '../../../src/catalog/codec.js';
import type { ElementRow, MetadataType } from '../../../src/catalog/metadataType.js';
import { metadataTypes } from '../../../src/catalog/metadataTypes.js';

/** What the org's schema knows about one element; all of it comes from the catalogue of the plugin. */
export type ElementShape = {
  readonly name: string;
  readonly since: number;
  readonly until: number;
  readonly kind: 'text' | 'boolean' | 'integer' | 'enum' | 'items' | 'group';
  readonly repeats: boolean;
  readonly required: boolean;
  /** Legal words of an enumeration, with the version that brought them. */
  readonly words: readonly { readonly element: string; readonly since?: number }[];
  readonly children: readonly ElementShape[];
  /** The text that the org gives the element when a deployed file leaves it out, and shows on retrieve. */
  readonly fallback: string | undefined;
  readonly row: ElementRow | undefined;
};

/** What the org's schema knows about one type; `elements` are in the order of the WSDL. */
export type TypeShape = {
  readonly name: string;
  readonly folder: string;
  readonly suffix: string;
  readonly since: number;
  readonly hasVariants: boolean;
  readonly elements: readonly ElementShape[];
};

/** Elements that the org shows although nobody set them: seen in retrieved files (reference metadata §3.2, §3.7). */
const SHOWN_BY_ORG = ['isEnforceRefreshTokenTTL', 'isDPopEnabled', 'isOauthPluginEnabled'];

const NEWEST = 999;

/** The types of an External Client App as the org's schema has them. */
export const typeShapes: readonly TypeShape[] = metadataTypes.map((type) => typeShape(type as MetadataType));

/** One type of an External Client App. */
export function shapeOf(typeName: string): TypeShape | undefined {
  return typeShapes.find((type) => type.name === typeName);
}

function typeShape(type: MetadataType): TypeShape {
  const rows = type.rows.flatMap((row) =>
    row.elements.map((element, index) => ({ element, shape: rowShape(row, index) })),
  );
  const simple = rows.filter(({ element }) => !element.includes('.')).map(({ shape }) => shape);
  const groups = [
    ...new Set(rows.flatMap(({ element }) => (element.includes('.') ? [element.split('.')[0] ?? ''] : []))),
  ];
  const grouped = groups.map((name) => {
    const children = rows.filter(({ element }) => element.startsWith(`${name}.`)).map(({ shape }) => shape);
    return {
      ...plainShape(name, Math.min(...children.map((one) => one.since))),
      kind: 'group' as const,
      children: inOrder(children),
    };
  });
  const variants = (type.variants ?? []).map(({ element, value }) => ({ element, value }));
  const variantElements = [...new Set(variants.map(({ element }) => element))].map((name) => ({
    ...plainShape(name, type.since),
    kind: 'enum' as const,
    required: true,
    words: variants.filter(({ element }) => element === name).map(({ value }) => ({ element: value })),
  }));
  const platform = type.platformElements.map((element) => ({
    ...plainShape(element.name, element.since),
    until: element.until ?? NEWEST,
    ...(element.values === undefined
      ? {}
      : { kind: 'enum' as const, words: element.values.map((value) => ({ element: value })) }),
    ...(element.reason === 'command' ? { kind: 'boolean' as const, fallback: 'false' } : {}),
  }));
  return {
    name: type.name,
    folder: type.folder,
    suffix: type.suffix,
    since: type.since,
    hasVariants: type.variants !== undefined,
    elements: inOrder(merged([...simple, ...grouped, ...variantElements, ...platform])),
  };
}

/** WSDL sequences are ASCII-sorted (reference metadata §2.1). */
function inOrder(elements: readonly ElementShape[]): readonly ElementShape[] {
  return [...elements].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Two rows may share an element (one per platform): the first one stands for both, required only if both are. */
function merged(elements: readonly ElementShape[]): readonly ElementShape[] {
  const byName = new Map<string, ElementShape>();
  for (const element of elements) if (!byName.has(element.name)) byName.set(element.name, element);
  return [...byName.values()];
}

function rowShape(row: ElementRow, index: number): ElementShape {
  const path = row.elements[index] ?? '';
  const name = path.split('.').at(-1) ?? path;
  const words =
    row.codec.words?.map(({ element, since }) => (since === undefined ? { element } : { element, since })) ?? [];
  const kind = elementKind(row);
  return {
    ...plainShape(name, elementSince(row, index)),
    until: row.until ?? NEWEST,
    kind,
    repeats: kind === 'items' || (row.codec.kind === 'list' && words.length > 0),
    // A row below a switch is required only with its section; those are never written always.
    required: row.required === true && row.write === 'always' && row.variant === undefined,
    words: kind === 'enum' ? words : [],
    fallback: path.includes('.') ? undefined : fallbackText(row, name),
    row,
  };
}

function plainShape(name: string, since: number): ElementShape {
  const empty = { children: [], fallback: undefined, row: undefined, words: [] };
  return {
    name,
    since,
    until: NEWEST,
    kind: 'text',
    repeats: false,
    required: name === 'externalClientApplication',
    ...empty,
  };
}

function elementKind(row: ElementRow): ElementShape['kind'] {
  const { kind, words } = row.codec;
  if (kind === 'boolean' || kind === 'switch') return 'boolean';
  if (kind === 'integer') return 'integer';
  if (kind === 'attributes' || kind === 'ipRanges' || kind === 'notifications') return 'items';
  return (kind === 'words' || kind === 'list') && words !== undefined ? 'enum' : 'text';
}

function fallbackText(row: ElementRow, name: string): string | undefined {
  if (row.absentMeans === undefined || !(row.write === 'always' || SHOWN_BY_ORG.includes(name))) return undefined;
  const nodes: readonly ElementNode[] = row.codec.write(row.absentMeans, row.elements, {
    apiVersion: NEWEST,
    fileContent: () => undefined,
  });
  const content = nodes.find((node) => node.name === name)?.content;
  return typeof content === 'string' ? content : undefined;
}

/** The version of an element that came later than its row: the first one for which the codec writes it. */
function elementSince(row: ElementRow, index: number): number {
  if (row.codec.kind !== 'jwtTimeout' || index === 0) return row.since;
  const writes = (apiVersion: number): boolean =>
    row.codec.write('user-session', row.elements, { apiVersion, fileContent: () => undefined }).length > 0;
  let since = row.since;
  while (!writes(since)) since += 1;
  return since;
}
