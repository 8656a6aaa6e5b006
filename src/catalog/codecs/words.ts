import type { Codec, JsonSchema, ShapeIssue, Word } from '../codec.js';
import { elementText, kindOf, normalised, shown, textNode, wrongKind } from './codecParts.js';
import { parseInteger } from './integer.js';

/** One of a closed set of words; the platform's spelling is written, and read whatever its case. */
export function words<const List extends readonly Word[]>(list: List): Codec<List[number]['word']> {
  const numeric = list.some(({ word }) => typeof word === 'number');
  return {
    kind: 'words',
    expected: 'words',
    words: list,
    schema: wordsSchema(list),
    check: (value, apiVersion) => wordIssues(value, list, apiVersion),
    write: (value, [name]) => [textNode(name, list.find(({ word }) => word === value)?.element ?? String(value))],
    read: (nodes) => {
      const found = elementText(nodes[0]);
      const match = wordOf(list, found);
      return match === undefined ? { unreadable: found } : { value: match.word };
    },
    ...(numeric ? { fromVariable: (text: string) => parseInteger(text) ?? text } : {}),
  };
}

/** A list of distinct words, each written as an element of its own. */
export function wordList<const List extends readonly Word[]>(list: List): Codec<readonly List[number]['word'][]> {
  type Value = List[number]['word'];
  return {
    kind: 'list',
    expected: 'wordList',
    words: list,
    schema: { type: 'array', items: wordsSchema(list), uniqueItems: true },
    check: (value, apiVersion) => {
      if (!Array.isArray(value)) return [wrongKind(value, 'wordList')];
      return value.flatMap((item: unknown, index): readonly ShapeIssue[] => {
        if (value.indexOf(item) < index)
          return [{ rule: 'shape/duplicate', path: [index], tokens: { found: shown(item) } }];
        return wordIssues(item, list, apiVersion).map((issue) => ({ ...issue, path: [index] }));
      });
    },
    write: (value, [name]) =>
      value.map((word) => textNode(name, list.find((one) => one.word === word)?.element ?? String(word))),
    read: (nodes) => {
      const found = nodes.map((node) => wordOf(list, elementText(node))?.word);
      return found.includes(undefined)
        ? { unreadable: nodes.map(elementText).join(', ') }
        : { value: found as unknown as readonly Value[] };
    },
  };
}

function wordOf<List extends readonly Word[]>(list: List, text: string): List[number] | undefined {
  return list.find(({ element }) => element.toLowerCase() === text.toLowerCase());
}

function wordIssues(value: unknown, list: readonly Word[], apiVersion: number): readonly ShapeIssue[] {
  const legal = list.filter(({ replacedBy }) => replacedBy === undefined).map(({ word }) => String(word));
  const tokens = { found: shown(value), words: legal.join(', ') };
  const known = list.find(({ word }) => word === value);
  if (known?.replacedBy !== undefined)
    return [{ rule: 'shape/unknown-word', path: [], tokens, suggestions: [String(known.replacedBy)] }];
  if (known?.since !== undefined && known.since > apiVersion)
    return [
      { rule: 'shape/not-in-api-version', path: [], tokens: { since: `${known.since}.0`, found: String(value) } },
    ];
  if (known !== undefined) return [];
  if (kindOf(value) === 'map' || kindOf(value) === 'list' || value === null) return [wrongKind(value, 'words')];
  const synonym = list.find((one) =>
    [one.element, one.label ?? one.element, String(one.word)].some(
      (text) => normalised(text) === normalised(shown(value)),
    ),
  );
  const right = synonym?.replacedBy ?? synonym?.word;
  return [
    {
      rule: 'shape/unknown-word',
      path: [],
      tokens,
      ...(right === undefined ? { candidates: legal } : { suggestions: [String(right)] }),
    },
  ];
}

function wordsSchema(list: readonly Word[]): JsonSchema {
  const current = list.filter(({ replacedBy }) => replacedBy === undefined);
  return {
    enum: current.map(({ word }) => word),
    enumDescriptions: current.map(({ element, label, description }) =>
      [label === undefined ? undefined : `Setup: ${label}`, description, `Metadata: ${element}`]
        .filter(Boolean)
        .join('. '),
    ),
  };
}
