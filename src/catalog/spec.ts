import type { ElementRow } from './metadataType.js';
import type { metadataTypes } from './metadataTypes.js';

/** One app as a spec describes it: the keys of the catalogue, nested, and those that say something about the spec itself. */
export type Spec = Shape<Entry> & {
  readonly name: string;
  readonly variables?: Readonly<Record<string, VariableDeclaration>>;
  readonly lint?: { readonly ignore?: readonly Waiver[] };
  readonly metadata?: MetadataKeys;
};

/** What a spec says about one of its variables. */
export type VariableDeclaration = {
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly secret?: boolean;
};

/** A rule finding that the owner of a spec accepts; `until` is the last day, `YYYY-MM-DD` in UTC. */
export type Waiver = { readonly rule: string; readonly reason: string; readonly until?: string };

/** Where the components of an app differ from what the plugin would write by itself. */
export type MetadataKeys = {
  readonly names?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly only?: readonly string[];
  readonly extra?: Readonly<Record<string, Readonly<Record<string, ExtraValue>>>>;
};

/** An element that the catalogue does not know: text or sub-elements, and a list of them for a repeated element. */
export type ExtraValue = ExtraItem | readonly ExtraItem[];

/** One occurrence of an element: its text, or its sub-elements by name. */
export type ExtraItem = string | { readonly [element: string]: ExtraValue };

type Keyed = { readonly key: string; readonly value: unknown };

type EntryOf<Row> =
  Row extends ElementRow<infer Key, infer Value> ? { readonly key: Key; readonly value: Value } : never;
type Entry = EntryOf<(typeof metadataTypes)[number]['rows'][number]>;

type Head<Key extends string> = Key extends `${infer First}.${string}` ? First : Key;
type Own<Entries extends Keyed, Key extends string> = Extract<Entries, { readonly key: Key }>['value'];
type Below<Entries extends Keyed, Key extends string> = Entries extends {
  readonly key: `${Key}.${infer Rest}`;
  readonly value: infer Value;
}
  ? { readonly key: Rest; readonly value: Value }
  : never;

type Shape<Entries extends Keyed> = { readonly [Key in Head<Entries['key']>]?: Node<Entries, Key> };
type Node<Entries extends Keyed, Key extends string> =
  Own<Entries, Key> | ([Below<Entries, Key>] extends [never] ? never : Shape<Below<Entries, Key>>);
