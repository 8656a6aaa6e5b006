import { isMap, isScalar, parseDocument, stringify, type Scalar, type YAMLMap } from 'yaml';
import { pathText, type KeyPath } from './finding.js';

/** A scalar to set: the path of an existing one, or of a new last key in an existing map that is not empty. */
export type Edit = { readonly path: KeyPath; readonly value: string };

/**
 * Sets scalars in a YAML text and leaves every other character as it is: comments, order, blank lines, quotes.
 * Throws when the map that holds the key is not there; the text must be YAML without errors.
 */
export function editSource(text: string, edits: readonly Edit[]): string {
  return edits.reduce(applyEdit, text);
}

function applyEdit(text: string, { path, value }: Edit): string {
  const document = parseDocument(text, { stringKeys: true });
  const map = document.getIn(path.slice(0, -1), true);
  const key = String(path.at(-1));
  if (!isMap(map)) throw new Error(`There is no map for ${pathText(path)}.`);
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  const written = scalarText(value, map.flow === true);
  if (pair === undefined) return addPair(text, map, `${scalarText(key, map.flow === true)}: ${written}`);
  if (!isScalar(pair.value)) throw new Error(`${pathText(path)} holds more than one value.`);
  return replaceScalar(text, pair.value, written);
}

function replaceScalar(text: string, { range, source }: Scalar, written: string): string {
  if (range === undefined || range === null) throw new Error('A parsed scalar has no place.');
  const [start, end] = range;
  // An empty value ends right behind the colon of its key.
  const before = text.slice(0, start);
  const gap = source === '' && !/\s$/.test(before) ? ' ' : '';
  // A block scalar takes its final line break with it.
  const lineBreak = text.slice(start, end).endsWith('\n') ? '\n' : '';
  return `${before}${gap}${written}${lineBreak}${text.slice(end)}`;
}

function addPair(text: string, map: YAMLMap, written: string): string {
  const first = map.items[0];
  const last = map.items.at(-1);
  const start = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  const end = (isScalar(last?.value) || isMap(last?.value) ? last.value.range : undefined)?.[1];
  if (start === undefined || end === undefined) throw new Error('Only a map with a simple last value takes a new key.');
  if (map.flow === true) return `${text.slice(0, end)}, ${written}${text.slice(end)}`;
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  // A comment behind the last value stays on its line; a block scalar ends behind its line break already.
  const lineBreak = text.indexOf('\n', end - 1);
  const at = lineBreak < 0 ? text.length : lineBreak + 1;
  const head = text.slice(0, at);
  return `${head}${head.endsWith('\n') ? '' : newline}${indent}${written}${newline}${text.slice(at)}`;
}

/** A text as one line of YAML that reads back as exactly this text. */
function scalarText(value: string, flow: boolean): string {
  const quoted = /[\n\r\t]/.test(value) || (flow && /[,[\]{}]/.test(value));
  return stringify(value, { lineWidth: 0, defaultStringType: quoted ? 'QUOTE_DOUBLE' : 'PLAIN' }).trimEnd();
}
