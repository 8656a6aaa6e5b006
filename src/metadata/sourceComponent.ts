import type { Range, Severity } from '../source/finding.js';
import type { Component } from './component.js';
import type { PlacedElement } from './parseXml.js';

/** A component with where it came from: the file, its text, the places of its elements, and the comments before the root and behind its last element. */
export type SourceComponent = {
  readonly component: Component;
  /** The path that messages show. */
  readonly file: string;
  readonly text?: string;
  readonly placed?: readonly PlacedElement[];
  readonly comments?: readonly string[];
  readonly endComments?: readonly string[];
};

/** The file of an element and, where it is known, its place there. */
export type ElementPlace = { readonly file: string; readonly range?: Range };

/** An element that a spec cannot carry; `reason` is the key of a sentence in `messages/losses.md`. */
export type Loss = ElementPlace & {
  /** `Type.element` or, for a connected app, the path of the element in its file. */
  readonly element: string;
  /** As found; `[REDACTED]` for a secret. */
  readonly value: string;
  readonly reason: string;
  readonly severity: Severity;
  readonly tokens?: Readonly<Record<string, string>>;
};

/** An element whose meaning a spec carries, at a key. */
export type Kept = ElementPlace & { readonly element: string; readonly key: string };

/** An element that a spec carries in another form, or a key that no element stands for; `reason` as in `Loss`. */
export type Change = Kept & {
  readonly reason: string;
  readonly severity: Severity;
  readonly tokens?: Readonly<Record<string, string>>;
};

/** A text of the spec that a variable stands for, because it is secret or nobody knows it. */
export type Placeholder = { readonly name: string; readonly description: string; readonly secret: boolean };

/** What stands in reports for the value of a secret. */
export const redacted = '[REDACTED]';

/** The place of an element, called by its dotted name; the first where it is repeated. */
export function placeOf({ file, text, placed }: SourceComponent, name: string): ElementPlace {
  const found = name
    .split('.')
    .reduce<{ readonly content: string | readonly PlacedElement[]; readonly offset: number } | undefined>(
      (parent, part) =>
        typeof parent?.content === 'string' ? undefined : parent?.content.find((child) => child.name === part),
      { content: placed ?? [], offset: 0 },
    );
  if (found === undefined || text === undefined) return { file };
  const lines = text.slice(0, found.offset).split('\n');
  const [line, column] = [lines.length, (lines.at(-1) ?? '').length + 1];
  const length = (name.split('.').at(-1) ?? '').length + 2;
  return { file, range: { line, column, endLine: line, endColumn: column + length } };
}
