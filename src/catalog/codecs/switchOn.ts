import type { Codec } from '../codec.js';
import { elementText, isRecord, textNode, wrongKind } from './codecParts.js';
import { notBoolean, parseBoolean, parseElementBoolean } from './boolean.js';

/**
 * A feature that is off with `false` and on with a map of its settings; with `bare` also on with `true`.
 * Without element names the settings themselves tell that the feature is on.
 */
export function switchOn(options: { readonly bare: false }): Codec<false>;
export function switchOn(options: { readonly bare: true }): Codec<boolean>;
export function switchOn(options: { readonly bare: boolean }): Codec<never> | Codec<boolean> {
  const expected = options.bare ? 'booleanOrMap' : 'falseOrMap';
  const codec: Codec<boolean> = {
    kind: 'switch',
    expected,
    schema: options.bare ? { type: 'boolean' } : { const: false },
    check: (value) => {
      if (value === false || isRecord(value)) return [];
      return value === true && options.bare
        ? []
        : [options.bare ? notBoolean(value, expected) : wrongKind(value, expected)];
    },
    write: (value: unknown, [name]) =>
      name === undefined ? [] : [textNode(name, String(value !== false && value !== undefined))],
    read: (nodes) => {
      const text = elementText(nodes[0]);
      const value = parseElementBoolean(text);
      return value === undefined ? { unreadable: text } : { value };
    },
    fromVariable: (text) => {
      const value = parseBoolean(text);
      return value === true && !options.bare ? undefined : value;
    },
  };
  return codec;
}
