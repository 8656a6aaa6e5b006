import type { ElementNode, WriteContext } from '../catalog/codec.js';
import type { ElementRow } from '../catalog/metadataType.js';
import type { Spec } from '../catalog/spec.js';
import { activeTypes, type ActiveType } from '../spec/activeTypes.js';
import { extraStandsIn } from '../spec/extraStandsIn.js';
import { rowValue } from '../spec/rowValue.js';
import { memberKey, type Component } from './component.js';

/** `written` for files in a repository; `created` adds what only the deploy that creates an app may send. */
export type Purpose = 'written' | 'created';

/** Turns a completed spec into the components of its app, elements in WSDL order. */
export function specToComponents(
  spec: Spec,
  context: WriteContext,
  purpose: Purpose = 'written',
): readonly Component[] {
  return activeTypes(spec).map((active) => toComponent(spec, active, context, purpose));
}

function toComponent(spec: Spec, { type, platform }: ActiveType, context: WriteContext, purpose: Purpose): Component {
  const variant = type.variants?.find((one) => one.platform === platform);
  const identity = { type: type.name, ...(platform === undefined ? {} : { platform }) };
  const key = memberKey(identity);
  const isHeader = type.name === 'ExternalClientApplication';
  const fullName = isHeader
    ? spec.name
    : (spec.metadata?.names?.[key] ?? `${spec.name}${variant?.memberSuffix ?? type.memberSuffix}`);
  const structure = isHeader
    ? []
    : [
        { name: 'externalClientApplication', content: spec.name },
        { name: 'label', content: spec.metadata?.labels?.[key] ?? fullName },
        ...(variant === undefined ? [] : [{ name: variant.element, content: variant.value }]),
      ];
  const elements = type.rows
    .filter(
      (row) => (row.variant === undefined || row.variant === platform) && !extraStandsIn(spec, row, type, platform),
    )
    .flatMap((row) => rowElements(spec, row, context, purpose));
  const extra = extraElements(spec, key);
  return {
    ...identity,
    fullName,
    app: spec.name,
    elements: inOrder(withExtra([...structure, ...nest(elements)], extra)),
  };
}

function rowElements(spec: Spec, row: ElementRow, context: WriteContext, purpose: Purpose): readonly ElementNode[] {
  if (row.elements.length === 0 || row.since > context.apiVersion || (row.until ?? Infinity) < context.apiVersion)
    return [];
  if (row.write === 'onCreate' && purpose !== 'created') return [];
  const found = rowValue(spec, row);
  if (found.state === 'off')
    return row.whenOff === undefined ? [] : [{ name: row.elements[0] ?? '', content: row.whenOff }];
  return found.state === 'absent' ? [] : row.codec.write(found.value, row.elements, context);
}

/** Puts elements called `parent.child` into one parent. */
function nest(elements: readonly ElementNode[]): readonly ElementNode[] {
  const parents = new Map<string, ElementNode[]>();
  const flat: ElementNode[] = [];
  for (const element of elements) {
    const [parent = '', child] = element.name.split('.');
    if (child === undefined) flat.push(element);
    else parents.set(parent, [...(parents.get(parent) ?? []), { ...element, name: child }]);
  }
  return [...flat, ...[...parents].map(([name, content]) => ({ name, content: inOrder(content) }))];
}

/** An element under `metadata.extra` takes the place of one that we would write; sub-elements join those of their parent. */
function withExtra(written: readonly ElementNode[], extra: readonly ElementNode[]): readonly ElementNode[] {
  const joined = extra.map((element) => {
    const [parent, ...more] = written.filter(({ name }) => name === element.name);
    const joins =
      parent !== undefined &&
      more.length === 0 &&
      typeof parent.content !== 'string' &&
      typeof element.content !== 'string';
    return joins
      ? { name: element.name, content: inOrder(withExtra(childrenOf(parent), childrenOf(element))) }
      : element;
  });
  const replaced = new Set(extra.map(({ name }) => name));
  return [...written.filter(({ name }) => !replaced.has(name)), ...joined];
}

function childrenOf({ content }: ElementNode): readonly ElementNode[] {
  return typeof content === 'string' ? [] : content;
}

/** WSDL sequences are sorted by the bytes of the names; repeated elements keep their own order. */
export function inOrder(elements: readonly ElementNode[]): readonly ElementNode[] {
  return elements.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function extraElements(spec: Spec, key: string): readonly ElementNode[] {
  return Object.entries(spec.metadata?.extra?.[key] ?? {}).flatMap(([name, value]) => extraElement(name, value));
}

function extraElement(name: string, value: unknown): readonly ElementNode[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => extraElement(name, item));
  if (typeof value !== 'object' || value === null) return [{ name, content: String(value) }];
  return [{ name, content: Object.entries(value).flatMap(([child, content]) => extraElement(child, content)) }];
}
