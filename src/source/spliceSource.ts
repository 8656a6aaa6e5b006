import { isCollection, isMap, isScalar, isSeq, parseDocument, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { pathText, type KeyPath } from './finding.js';
import { createDocument, escaped, printDocument } from './printSource.js';

/*
 * Edits of a YAML text that touch no other character. Each parses the text anew, because a file has a few kilobytes and
 * positions move with every edit. Values are texts without variables: `${` in them is written as `$${`.
 */

/** Puts a new key into a map, behind the last of its keys that comes before it in `order`. */
export function insertPair(
  text: string,
  path: readonly string[],
  key: string,
  value: unknown,
  order: readonly string[],
): string {
  const map = mapAt(text, path);
  const safe = escaped(value, [...path, key], new Map());
  if (map.flow === true || map.items.length === 0) {
    const whole = { ...(map.toJSON() as Readonly<Record<string, unknown>>), [key]: safe };
    return replaceRaw(text, path, whole);
  }
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const before = map.items.filter((pair) => rank(keyOf(pair)) <= rank(key));
  const previous = before.toSorted((one, other) => rank(keyOf(one)) - rank(keyOf(other))).at(-1);
  const indent = columnOf(text, startOf(map.items[0]));
  const block = lines({ [key]: safe }, indent, text);
  const at = previous === undefined ? lineStart(text, startOf(map.items[0])) : nextLine(text, endOf(previous));
  const head = text.slice(0, at);
  const gap = head === '' || head.endsWith('\n') ? '' : newline(text);
  return `${head}${gap}${block}${text.slice(at)}`;
}

/** Takes a key with its value out of its map; comments on lines of their own stay. The last key takes an emptied map along. */
export function deletePair(text: string, path: readonly string[]): string {
  const map = mapAt(text, path.slice(0, -1));
  const key = path.at(-1) ?? '';
  const pair = map.items.find((one) => keyOf(one) === key);
  if (pair === undefined) throw new Error(`There is no ${pathText(path)}.`);
  if (map.items.length === 1 && path.length > 1) return deletePair(text, path.slice(0, -1));
  if (map.flow === true) {
    const rest = Object.fromEntries(
      Object.entries(map.toJSON() as Readonly<Record<string, unknown>>).filter(([name]) => name !== key),
    );
    return replaceRaw(text, path.slice(0, -1), rest);
  }
  return `${text.slice(0, lineStart(text, startOf(pair)))}${text.slice(nextLine(text, endOf(pair)))}`;
}

/** Writes another value for a key; a comment behind a scalar stays on its line. */
export function replaceValue(text: string, path: KeyPath, value: unknown): string {
  return replaceRaw(text, path, escaped(value, path, new Map()));
}

/** Adds items at the end of a list. */
export function addItems(text: string, path: KeyPath, items: readonly unknown[]): string {
  if (items.length === 0) return text;
  const list = listAt(text, path);
  const safe = items.map((item) => escaped(item, [...path, 0], new Map()));
  const last = list.items.at(-1);
  if (list.flow === true || last === undefined)
    return replaceRaw(text, path, [...(list.toJSON() as readonly unknown[]), ...safe]);
  const dash = text.lastIndexOf('-', rangeOf(last)[0]);
  const at = nextLine(text, endOfNode(last));
  const indent = columnOf(text, dash);
  const block = safe.map((item) => `${' '.repeat(indent)}- ${lines(item, indent + 2, text).trimStart()}`).join('');
  const head = text.slice(0, at);
  return `${head}${head.endsWith('\n') ? '' : newline(text)}${block}${text.slice(at)}`;
}

/** Takes an item out of a list that has others. */
export function removeItem(text: string, path: KeyPath, index: number): string {
  const list = listAt(text, path);
  const item = list.items[index];
  if (list.flow === true)
    return replaceRaw(
      text,
      path,
      (list.toJSON() as readonly unknown[]).filter((_, at) => at !== index),
    );
  const dash = text.lastIndexOf('-', rangeOf(item)[0]);
  return `${text.slice(0, lineStart(text, dash))}${text.slice(nextLine(text, endOfNode(item)))}`;
}

/** Writes a value that is escaped already. */
function replaceRaw(text: string, path: KeyPath, value: unknown): string {
  const map = mapAt(text, path.slice(0, -1));
  const pair = map.items.find((one) => keyOf(one) === String(path.at(-1)));
  if (pair === undefined) throw new Error(`There is no ${pathText(path)}.`);
  const [start, keyEnd] = rangeOf(pair.key);
  const end = endOf(pair);
  const colon = text.indexOf(':', keyEnd) + 1;
  if (map.flow === true) return `${text.slice(0, colon)} ${flowText(value)}${text.slice(end)}`;
  const column = columnOf(text, start);
  const printed = lines({ [keyOf(pair)]: value }, column, text)
    .slice(column)
    .trimEnd();
  // Everything behind the colon is new; the key and a comment on its line stay as they were written.
  const [first = '', ...rest] = printed.slice(printed.indexOf(':', firstKeyLength(printed)) + 1).split(newline(text));
  const lineEnd = (offset: number): number =>
    text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const valueLine = text.slice(colon, lineEnd(colon));
  const above = /^[^\S\n]*#/.test(valueLine) ? valueLine : '';
  const isBlock = text[end - 1] === '\n' && end > colon;
  const behind = isBlock || above !== '' ? '' : text.slice(end, lineEnd(end));
  const comment = `${above}${behind}`.replace(/\s+$/, '');
  const after = isBlock
    ? end - 1 - (text[end - 2] === '\r' ? 1 : 0)
    : above === ''
      ? end + behind.length - (behind.endsWith('\r') ? 1 : 0)
      : end;
  return `${text.slice(0, colon)}${[`${first}${comment}`, ...rest].join(newline(text))}${text.slice(after)}`;
}

/** A quoted key may hold a colon. */
function firstKeyLength(printed: string): number {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(printed);
  return quoted?.[0].length ?? 0;
}

function flowText(value: unknown): string {
  const document = createDocument(value);
  if (isCollection(document.contents)) document.contents.flow = true;
  return printDocument(document).trim();
}

/** A value as lines with an indentation, each with its line break. */
function lines(value: unknown, indent: number, text: string): string {
  const printed = printDocument(createDocument(value)).trimEnd();
  return printed
    .split('\n')
    .map((line) => `${line === '' ? '' : ' '.repeat(indent)}${line}${newline(text)}`)
    .join('');
}

function mapAt(text: string, path: KeyPath): YAMLMap<unknown, unknown> {
  const document = parseDocument(text, { stringKeys: true });
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(node)) return node;
  throw new Error(`There is no map for ${pathText(path)}.`);
}

function listAt(text: string, path: KeyPath): YAMLSeq<unknown> {
  const node: unknown = parseDocument(text, { stringKeys: true }).getIn(path, true);
  if (isSeq(node)) return node;
  throw new Error(`There is no list at ${pathText(path)}.`);
}

function keyOf({ key }: Pair<unknown, unknown>): string {
  return isScalar(key) ? String(key.value) : '';
}

function startOf(pair: Pair<unknown, unknown> | undefined): number {
  return rangeOf(pair?.key)[0];
}

/** Behind the last character of a pair; a comment behind it is not part of it. */
function endOf({ key, value }: Pair<unknown, unknown>): number {
  return value === null || value === undefined ? rangeOf(key)[1] : endOfNode(value);
}

function endOfNode(node: unknown): number {
  if (isMap(node) && node.flow !== true && node.items.length > 0) {
    const last = node.items.at(-1);
    return last === undefined ? rangeOf(node)[1] : endOf(last);
  }
  if (isSeq(node) && node.flow !== true && node.items.length > 0) return endOfNode(node.items.at(-1));
  return rangeOf(node)[1];
}

function rangeOf(node: unknown): readonly [number, number] {
  const range =
    typeof node === 'object' && node !== null && 'range' in node
      ? (node.range as readonly number[] | null | undefined)
      : undefined;
  if (range === undefined || range === null) throw new Error('A parsed node has no place.');
  return [range[0] ?? 0, range[1] ?? 0];
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function nextLine(text: string, end: number): number {
  const lineBreak = text.indexOf('\n', Math.max(end - 1, 0));
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
