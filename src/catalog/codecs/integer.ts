import type { Codec, ShapeIssue } from '../codec.js';
import { elementText, textNode, wrongKind } from './codecParts.js';

/** Reads decimal digits; anything else is undefined. */
export function parseInteger(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** A whole number within bounds, both inclusive. */
export function integer(options: { readonly min: number; readonly max?: number }): Codec<number> {
  const max = options.max ?? 999_999_999;
  return {
    kind: 'integer',
    expected: 'integer',
    schema: { type: 'integer', minimum: options.min, ...(options.max === undefined ? {} : { maximum: options.max }) },
    check: (value): readonly ShapeIssue[] => {
      if (typeof value !== 'number' || !Number.isInteger(value)) return [wrongKind(value, 'integer')];
      if (value >= options.min && value <= max) return [];
      const tokens = { found: String(value), min: String(options.min), max: String(max) };
      return [{ rule: 'shape/out-of-range', path: [], tokens }];
    },
    write: (value, [name]) => [textNode(name, String(value))],
    read: (nodes) => {
      const text = elementText(nodes[0]);
      const value = parseInteger(text);
      return value === undefined || value < options.min || value > max ? { unreadable: text } : { value };
    },
    fromVariable: parseInteger,
  };
}
