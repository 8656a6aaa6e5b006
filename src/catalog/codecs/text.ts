import type { Codec, JsonSchema, ShapeIssue } from '../codec.js';
import { elementText, shown, textNode, wrongKind } from './codecParts.js';
import { apiNameIssue, emailIssue, urlIssue } from './textFormats.js';

/** Limits of a text: its format, and lengths in characters. */
export type TextOptions = {
  readonly format?: 'url' | 'email' | 'apiName';
  readonly minLength?: number;
  readonly maxLength?: number;
};

/** What a schema can say about a format; the full check is the issue function. */
export const formatPatterns = {
  url: '^[A-Za-z][A-Za-z0-9+.-]*:\\S*$',
  email: '^[^\\s@]+@[^\\s@]+\\.[A-Za-z]{2,}$',
  apiName: '^([A-Za-z][A-Za-z0-9]{0,14}__)?[A-Za-z](_?[A-Za-z0-9])*$',
} as const;

const formatIssues = { url: urlIssue, email: emailIssue, apiName: apiNameIssue } as const;

/** A line of text; numbers and booleans are refused because YAML would change how they look (`0012`, `1.0`). */
export function text(options: TextOptions = {}): Codec<string> {
  return {
    kind: 'text',
    expected: options.format ?? 'text',
    schema: textSchema(options),
    check: (value) => {
      if (typeof value !== 'string') return [wrongKind(value, options.format ?? 'text')];
      return [...textIssues(value, options)];
    },
    // Blanks around a text, such as the line break that ends a YAML block, do not come back from an org.
    write: (value, [name]) => [textNode(name, value.trim())],
    read: (nodes) => ({ value: options.format === undefined ? rawText(nodes[0]?.content) : elementText(nodes[0]) }),
  };
}

/** Issues of a text: control characters, length and format. */
export function* textIssues(value: string, options: TextOptions, path: ShapeIssue['path'] = []): Iterable<ShapeIssue> {
  if (value.trim() === '') {
    yield { rule: 'shape/empty-value', path, tokens: {} };
    return;
  }
  // XML 1.0 cannot carry these characters at all, not even escaped.
  if (
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDFFF](?<![\uD800-\uDBFF][\uDC00-\uDFFF])(?![\uDC00-\uDFFF])/.test(
      value,
    )
  )
    yield { rule: 'shape/forbidden-character', path, tokens: { character: 'a control character' } };
  if (options.minLength !== undefined && value.length < options.minLength)
    yield { rule: 'shape/too-short', path, tokens: { length: String(value.length), min: String(options.minLength) } };
  if (options.maxLength !== undefined && value.length > options.maxLength)
    yield { rule: 'shape/too-long', path, tokens: { length: String(value.length), max: String(options.maxLength) } };
  if (options.format !== undefined) {
    const issue = formatIssues[options.format](value);
    if (issue !== undefined) yield { ...issue, path, tokens: { found: shown(value), ...issue.tokens } };
  }
}

/** Free text keeps its line breaks; only the indentation that a formatter added around it is dropped. */
function rawText(content: unknown): string {
  return typeof content === 'string' ? content.trim() : '';
}

function textSchema(options: TextOptions): JsonSchema {
  return {
    type: 'string',
    minLength: options.minLength ?? 1,
    ...(options.maxLength === undefined ? {} : { maxLength: options.maxLength }),
    ...(options.format === undefined ? {} : { pattern: formatPatterns[options.format] }),
  };
}
