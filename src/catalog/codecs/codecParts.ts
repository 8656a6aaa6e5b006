import type { ElementNode, ShapeIssue } from '../codec.js';

/** An element with text; the name comes from the row, so a missing name is a mistake in the catalogue. */
export function textNode(name: string | undefined, text: string): ElementNode {
  if (name === undefined) throw new Error('A catalogue row names fewer elements than its codec writes.');
  return { name, content: text };
}

/** The trimmed text of an element; empty for an element with children or none at all. */
export function elementText(node: ElementNode | undefined): string {
  return typeof node?.content === 'string' ? node.content.trim() : '';
}

/** The text of the child element with this name, or undefined. */
export function childText(node: ElementNode, name: string): string | undefined {
  if (typeof node.content === 'string') return undefined;
  const child = node.content.find((one) => one.name === name);
  return child === undefined ? undefined : elementText(child);
}

/** Says in YAML's terms what a value is: text, number, boolean, list, map or nothing. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'map';
  return typeof value === 'string' ? 'text' : typeof value;
}

/** The issue for a value of another kind than the key wants; `expected` is a key of `messages/expected.md`. */
export function wrongKind(value: unknown, expected: string, path: ShapeIssue['path'] = []): ShapeIssue {
  return { rule: 'shape/wrong-kind', path, tokens: { found: described(value), expected } };
}

/** A value with its kind: `text "yes"`, `number 12`, `list`. */
export function described(value: unknown): string {
  const kind = kindOf(value);
  if (typeof value === 'string') return `text "${value}"`;
  return kind === 'number' || kind === 'boolean' ? `${kind} ${String(value)}` : kind;
}

/** A value as a message shows it: scalars as written, collections by their kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kindOf(value);
}

/** True for a map: an object that is no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lower-case letters and digits only, so that `SFAP`, `sfap_api` and `Sfap-Api` can be compared. */
export function normalised(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
