/** Where a value lies in a document: keys of maps and indexes of lists. */
export type KeyPath = readonly (string | number)[];

/** How much a finding matters; errors stop commands that write or send. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * What a check has to say about one place of one document, without words:
 * the sentence belonging to `rule` is in `messages/problems.md` and is filled with `tokens`.
 */
export type Finding = {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: KeyPath;
  /** Whether the key or its value is at fault; for a path that does not exist the nearest parent is shown. */
  readonly on: 'key' | 'value';
  readonly tokens: Readonly<Record<string, string>>;
  /** What to write instead, best first. */
  readonly suggestions: readonly string[];
  /** A page about it. */
  readonly docs?: string;
  /** Known only where the place is not a key path: a syntax error, a line of XML. */
  readonly range?: Range;
  readonly waived?: { readonly reason: string; readonly until?: string };
  /** The value at the path is a secret: no output shows it, also not in the lines around another finding. */
  readonly secret?: true;
};

/** 1-based lines and columns; a column counts UTF-16 units, as editors do; the end is exclusive. */
export type Range = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

/** Keys of an own record only, so that `constructor` or `__proto__` in a document never reach an object's prototype. */
export function own(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[key];
}

/** The value at a path, or undefined. */
export function valueAt(value: unknown, path: KeyPath): unknown {
  let current = value;
  for (const key of path) current = own(current, key);
  return current;
}

/** A path as people write it: `policies.permissionSets[0]`. */
export function pathText(path: KeyPath): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );
}
