import { Document, isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { KeyPath } from './finding.js';
import { pathText } from './finding.js';
import { substitutes } from './variables.js';

/** The line by which editors find the JSON Schema of specs. */
const modeline = '# yaml-language-server: $schema=./eca.schema.json';

/** What a printed document holds beside its value. */
export type PrintOptions = {
  /** Texts that become `${name}`, by `pathText` of their place; every other `${` is written as `$${`. */
  readonly placeholders?: ReadonlyMap<string, string>;
  /** Comments before keys, by `pathText`; those of the empty path stand at the top, those of `atEnd` behind the last key. */
  readonly comments?: ReadonlyMap<string, readonly string[]>;
};

/** The path of the comments behind the last key; no key begins with this sign. */
export const atEnd = '$';

const flowWidth = 88;

/** A document as a person would write it: the modeline first, short lists in one line, two blanks of indentation, a final newline. */
export function printSource(
  value: Readonly<Record<string, unknown>>,
  { placeholders = new Map(), comments = new Map() }: PrintOptions = {},
): string {
  const document = createDocument(escaped(value, [], placeholders));
  if (isMap(document.contents)) addComments(document.contents.items, [], comments);
  const [head, tail] = [commentBlock(comments.get('') ?? []), commentBlock(comments.get(atEnd) ?? [])];
  return `${modeline}\n${head === '' ? '' : `\n${head}\n`}${printDocument(document)}${tail === '' ? '' : `\n${tail}`}`;
}

/** Comments one after the other, each in lines of its own. */
function commentBlock(comments: readonly string[]): string {
  return comments
    .flatMap((comment, index) => [...(index === 0 ? [] : ['']), ...commentLines(comment)])
    .map((line) => `#${line}\n`)
    .join('');
}

/** A document of its own for a value, in the style of `printSource`; long texts are never folded. */
export function createDocument(value: unknown): Document {
  const document = new Document(value, { aliasDuplicateObjects: false, stringKeys: true });
  if (document.contents !== null) restyle(document.contents, 0);
  return document;
}

/** The text of a document. U+FFFD is written as an escape, because a reader takes it for a file that is not UTF-8. */
export function printDocument(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).replaceAll('\uFFFD', '\\uFFFD');
}

/** The value with every `${` written as `$${`, except where a placeholder stands. */
export function escaped(value: unknown, path: KeyPath, placeholders: ReadonlyMap<string, string>): unknown {
  const name = placeholders.get(pathText(path));
  if (name !== undefined) return `\${${name}}`;
  if (typeof value === 'string')
    return path.length === 0 || substitutes(path) ? value.replaceAll('${', () => '$${') : value;
  if (Array.isArray(value)) return value.map((item: unknown, index) => escaped(item, [...path, index], placeholders));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => [key, escaped(child, [...path, key], placeholders)]),
  );
}

/** Puts lists of short scalars, and maps of scalars inside lists, into one line each. */
function restyle(node: unknown, depth: number): void {
  if (isScalar(node)) {
    if (typeof node.value === 'string' && node.value.includes('\uFFFD')) node.type = 'QUOTE_DOUBLE';
  } else if (isMap(node)) {
    for (const { key, value } of node.items) {
      restyle(key, depth);
      restyle(value, depth + 1);
    }
  } else if (isSeq(node)) {
    for (const item of node.items) {
      restyle(item, depth + 1);
      if (isMap(item))
        item.flow = item.items.every(({ value }) => isShort(value)) && width(item.items) + 2 * depth < flowWidth;
    }
    node.flow = node.items.every(isShort) && width(node.items) + 2 * depth < flowWidth;
  }
}

function isShort(node: unknown): boolean {
  return isScalar(node) && !String(node.value).includes('\n');
}

function width(nodes: readonly unknown[]): number {
  return nodes.reduce<number>(
    (sum, node) =>
      sum + (isScalar(node) ? String(node.value).length : isPair(node) ? width([node.key, node.value]) : 0) + 2,
    0,
  );
}

function isPair(node: unknown): node is Pair {
  return typeof node === 'object' && node !== null && 'key' in node && 'value' in node;
}

function addComments(items: readonly Pair[], path: KeyPath, comments: ReadonlyMap<string, readonly string[]>): void {
  for (const { key, value } of items) {
    if (!isScalar(key)) continue;
    const at = [...path, String(key.value)];
    const lines = (comments.get(pathText(at)) ?? []).flatMap(commentLines);
    if (lines.length > 0) key.commentBefore = lines.join('\n');
    if (isMap(value) && value.flow !== true) addComments(value.items, at, comments);
  }
}

/** The lines of a comment, each with the blank that follows `#`; characters that YAML does not allow are left out. */
function commentLines(comment: string): readonly string[] {
  return comment
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFD\uFFFE\uFFFF]/g, ''))
    .filter((line) => line !== '')
    .map((line) => ` ${line}`);
}
