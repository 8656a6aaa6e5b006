import type { Codec } from '../codec.js';
import { elementText, textNode, wrongKind } from './codecParts.js';
import { textIssues } from './text.js';

/**
 * A secret that lies in a file, named by its path, or comes from a variable with `secret: true` that holds the base64 text itself.
 * The element holds base64.
 */
export function secretFile(options: { readonly maxLength?: number } = {}): Codec<string> {
  return {
    kind: 'secretFile',
    expected: 'secretFile',
    schema: { type: 'string', minLength: 1 },
    check: (value) => (typeof value === 'string' ? [...textIssues(value, options)] : [wrongKind(value, 'secretFile')]),
    write: (value, [name], { fileContent }) => {
      const content = fileContent(value);
      return [textNode(name, content === undefined ? value : Buffer.from(content).toString('base64'))];
    },
    read: (nodes) => ({ value: elementText(nodes[0]) }),
  };
}

/** A secret that may only come from a variable with `secret: true`. */
export function secretText(): Codec<string> {
  return {
    kind: 'secretText',
    expected: 'secretText',
    schema: { type: 'string', pattern: '^\\$\\{[A-Za-z][A-Za-z0-9_]*\\}$' },
    check: (value) => (typeof value === 'string' ? [] : [wrongKind(value, 'secretText')]),
    write: (value, [name]) => [textNode(name, value)],
    read: (nodes) => ({ value: elementText(nodes[0]) }),
  };
}
