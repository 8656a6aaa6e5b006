import type { Codec, ShapeIssue } from '../codec.js';
import { shown, textNode, wrongKind } from './codecParts.js';
import { formatPatterns, textIssues } from './text.js';

const maxLength = 2000;

/** One callback URL or several, which the platform keeps in one element with a line break between them. */
export function callback(): Codec<string | readonly string[]> {
  const url = { type: 'string', minLength: 1, pattern: formatPatterns.url };
  return {
    kind: 'callback',
    expected: 'callback',
    schema: { anyOf: [url, { type: 'array', items: url, minItems: 1, uniqueItems: true }] },
    check: (value) => {
      if (typeof value === 'string') return callbackIssues([value], () => []);
      return Array.isArray(value) ? callbackIssues(value, (index) => [index]) : [wrongKind(value, 'callback')];
    },
    write: (value, [name]) => [textNode(name, callbackUrls(value).join('\n'))],
    read: ([node]) => {
      const urls = typeof node?.content === 'string' ? node.content.split(/\s+/).filter((one) => one !== '') : [];
      return { value: urls.length === 1 && urls[0] !== undefined ? urls[0] : urls };
    },
  };
}

/** The callback URLs of a spec as a list, however they were written. */
export function callbackUrls(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function callbackIssues(
  items: readonly unknown[],
  pathOf: (index: number) => readonly number[],
): readonly ShapeIssue[] {
  const issues = items.flatMap((item, index): readonly ShapeIssue[] => {
    const path = pathOf(index);
    if (typeof item !== 'string') return [wrongKind(item, 'url', path)];
    if (items.indexOf(item) < index) return [{ rule: 'shape/duplicate', path, tokens: { found: shown(item) } }];
    return [...textIssues(item, { format: 'url' }, path)];
  });
  const length = items.map(shown).join('\n').length;
  if (length <= maxLength) return issues;
  return [...issues, { rule: 'shape/too-long', path: [], tokens: { length: String(length), max: String(maxLength) } }];
}
