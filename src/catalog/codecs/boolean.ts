import type { Codec, ShapeIssue } from '../codec.js';
import { elementText, textNode, wrongKind } from './codecParts.js';

/** Reads `true` and `false` from the text of a variable or an element; anything else is undefined. */
export function parseBoolean(text: string): boolean | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
}

/** Reads the boolean of an element, which in XML Schema may also be `1` or `0`. */
export function parseElementBoolean(text: string): boolean | undefined {
  return parseBoolean(text === '1' ? 'true' : text === '0' ? 'false' : text);
}

/** The issue for a value that is no boolean; YAML 1.2 reads `yes`, `on` and anything in quotes as text. */
export function notBoolean(value: unknown, expected: string): ShapeIssue {
  const issue = wrongKind(value, expected);
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const hint = ['true', 'yes', 'on'].includes(word)
    ? 'writeTrue'
    : ['false', 'no', 'off'].includes(word)
      ? 'writeFalse'
      : undefined;
  return hint === undefined ? issue : { ...issue, tokens: { ...issue.tokens, hint } };
}

/** A YAML boolean as an element; `inverted` when the element says the opposite of the key. */
export function boolean(options: { readonly inverted?: boolean } = {}): Codec<boolean> {
  const flip = (value: boolean): boolean => (options.inverted === true ? !value : value);
  return {
    kind: 'boolean',
    expected: 'boolean',
    schema: { type: 'boolean' },
    check: (value) => (typeof value === 'boolean' ? [] : [notBoolean(value, 'boolean')]),
    write: (value, [name]) => [textNode(name, String(flip(value)))],
    read: (nodes) => {
      const text = elementText(nodes[0]);
      const value = parseElementBoolean(text);
      return value === undefined ? { unreadable: text } : { value: flip(value) };
    },
    fromVariable: parseBoolean,
  };
}
