import type { Codec, ShapeIssue } from '../codec.js';
import { elementText, shown, textNode, wrongKind } from './codecParts.js';
import { textIssues } from './text.js';

/** A list of distinct texts without commas, which the platform keeps in one comma-separated element. */
export function joinedList(): Codec<readonly string[]> {
  return {
    kind: 'list',
    expected: 'textList',
    schema: { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
    check: (value) => {
      if (!Array.isArray(value)) return [wrongKind(value, 'textList')];
      return value.flatMap((item: unknown, index) =>
        itemIssues(item, value.map(trimmed).indexOf(trimmed(item)) < index, index),
      );
    },
    write: (value, [name]) => [textNode(name, value.map(trimmed).join(','))],
    read: (nodes) => ({ value: splitList(elementText(nodes[0])) }),
  };
}

function trimmed<Item>(item: Item): Item | string {
  return typeof item === 'string' ? item.trim() : item;
}

/** The items of a comma-separated element, without blanks around them and without empty ones. */
export function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function itemIssues(item: unknown, repeated: boolean, index: number): readonly ShapeIssue[] {
  const path = [index];
  if (typeof item !== 'string') return [wrongKind(item, 'text', path)];
  if (repeated) return [{ rule: 'shape/duplicate', path, tokens: { found: shown(item) } }];
  if (item.includes(',')) return [{ rule: 'shape/forbidden-character', path, tokens: { character: 'a comma' } }];
  return [...textIssues(item, {}, path)];
}
