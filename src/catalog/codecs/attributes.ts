import type { Codec, ShapeIssue } from '../codec.js';
import { childText, isRecord, textNode, wrongKind } from './codecParts.js';
import { textIssues } from './text.js';

const maxItems = 128;

/** A map from attribute key to formula, in its order, as repeated elements with `formula` and `key`. */
export function attributes(): Codec<Readonly<Record<string, string>>> {
  return {
    kind: 'attributes',
    expected: 'attributes',
    schema: { type: 'object', additionalProperties: { type: 'string', minLength: 1 }, maxProperties: maxItems },
    check: (value): readonly ShapeIssue[] => {
      if (!isRecord(value)) return [wrongKind(value, 'attributes')];
      const entries = Object.entries(value);
      const issues = entries.flatMap(([key, formula]): readonly ShapeIssue[] =>
        typeof formula === 'string'
          ? [...textIssues(key, {}, [key]), ...textIssues(formula, {}, [key])]
          : [wrongKind(formula, 'text', [key])],
      );
      if (entries.length <= maxItems) return issues;
      return [
        ...issues,
        { rule: 'shape/too-many', path: [], tokens: { count: String(entries.length), max: String(maxItems) } },
      ];
    },
    write: (value, [name]) =>
      Object.entries(value).map(([key, formula]) => ({
        name: textNode(name, '').name,
        content: [textNode('formula', formula), textNode('key', key)],
      })),
    read: (nodes) => {
      const entries = nodes.map((node) => [childText(node, 'key') ?? '', childText(node, 'formula') ?? ''] as const);
      const names = entries.map(([key]) => key);
      const value = Object.fromEntries(entries);
      // A repeated key would lose a formula, and a number-like key may change its place in a JavaScript object.
      const kept = Object.keys(value).join('\n') === names.join('\n');
      return kept && entries.every(([key, formula]) => key !== '' && formula !== '')
        ? { value }
        : { unreadable: names.join(', ') };
    },
  };
}
