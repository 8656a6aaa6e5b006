import { pathText, valueAt, type KeyPath } from './finding.js';
import { sameValue } from './sameValue.js';
import { addItems, deletePair, insertPair, removeItem, replaceValue } from './spliceSource.js';

/** What a document should say. */
export type SourceUpdate = {
  /** The keys that the document needs, in their shortest form. */
  readonly needed: Readonly<Record<string, unknown>>;
  /** The same with everything that may be left out: a key that says this already is right. */
  readonly complete: Readonly<Record<string, unknown>>;
  /** The document as it is, variables resolved as far as their values are known. */
  readonly current: unknown;
  /** Paths that stay whatever the update says, with everything below them. */
  readonly untouched: ReadonlySet<string>;
  /** The order of keys below a path, for keys that are new. */
  readonly order: (path: readonly string[]) => readonly string[];
};

/** The new text, and the places where a variable stands although the update says something else or nothing. */
export type UpdatedSource = {
  readonly text: string;
  readonly keptVariables: readonly KeyPath[];
  readonly changedKeys: readonly KeyPath[];
};

type Run = SourceUpdate & {
  text: string;
  readonly written: unknown;
  readonly keptVariables: KeyPath[];
  readonly changedKeys: KeyPath[];
};

/**
 * Brings a YAML text to say what the update says, and leaves every other character as it is: comments, order, blank lines,
 * quotes and variables. `written` is the parsed text before substitution.
 */
export function updateSource(text: string, written: unknown, update: SourceUpdate): UpdatedSource {
  const run: Run = { ...update, text, written, keptVariables: [], changedKeys: [] };
  updateMap([], run);
  return { text: run.text, keptVariables: run.keptVariables, changedKeys: run.changedKeys };
}

function updateMap(path: readonly string[], run: Run): void {
  const [written, needed] = [valueAt(run.written, path), valueAt(run.needed, path)];
  const keys = Object.keys(asMap(written));
  const missing = Object.entries(asMap(needed)).filter(
    ([key]) => !keys.includes(key) && !run.untouched.has(pathText([...path, key])),
  );
  // New keys first, so that no map is empty in between.
  for (const [key, value] of missing) {
    run.text = insertPair(run.text, path, key, value, run.order(path));
    run.changedKeys.push([...path, key]);
  }
  for (const key of keys) if (!run.untouched.has(pathText([...path, key]))) updateKey([...path, key], run);
}

function updateKey(path: readonly string[], run: Run): void {
  const [written, current, needed, wanted] = [run.written, run.current, run.needed, run.complete].map((tree) =>
    valueAt(tree, path),
  );
  if (sameMeaning(current, wanted) || sameMeaning(current, needed)) return;
  if (wanted === undefined && needed === undefined) {
    if (hasVariable(written)) run.keptVariables.push(path);
    else change(path, run, deletePair(run.text, path));
  } else if (isMap(written) && isMap(wanted) && (isMap(needed) || needed === undefined || sharesKeys(written, wanted)))
    updateMap(path, run);
  else if (Array.isArray(written) && (Array.isArray(wanted) || typeof wanted === 'string'))
    updateList(path, written, asList(current), asList(wanted), run);
  else if (typeof written === 'string' && hasVariable(written)) run.keptVariables.push(path);
  // A map that loses its only key would say something else.
  else if (
    needed === undefined &&
    isMap(written) &&
    Object.keys(asMap(valueAt(run.written, path.slice(0, -1)))).length > 1
  )
    change(path, run, deletePair(run.text, path));
  else change(path, run, replaceValue(run.text, path, needed ?? wanted));
}

/** The order of a list means nothing: items come and go, the others stay where they are. */
function updateList(
  path: readonly string[],
  written: readonly unknown[],
  current: readonly unknown[],
  wanted: readonly unknown[],
  run: Run,
): void {
  const open = written.filter((item, index) => hasVariable(item) && sameMeaning(current[index], item));
  const { surplus: unwanted, missing } = pairUp(current, wanted);
  const surplus = unwanted.filter((index) => !hasVariable(written[index]));
  if (written.some(hasVariable)) run.keptVariables.push(path);
  // An item without a known value may well stand for one of the missing ones.
  const added = missing.length <= open.length ? [] : missing;
  if (surplus.length + added.length === 0) return;
  if (surplus.length === written.length) change(path, run, replaceValue(run.text, path, wanted));
  else {
    run.text = addItems(run.text, path, added);
    run.text = surplus.toReversed().reduce((text, index) => removeItem(text, path, index), run.text);
    run.changedKeys.push(path);
  }
}

function change(path: readonly string[], run: Run, text: string): void {
  run.text = text;
  run.changedKeys.push(path);
}

/** Pairs items that mean the same, each with one other: the places that are left over, and the wanted items. */
function pairUp(
  current: readonly unknown[],
  wanted: readonly unknown[],
): { readonly surplus: readonly number[]; readonly missing: readonly unknown[] } {
  const missing = [...wanted];
  const surplus = [...current.keys()].filter((index) => {
    const place = missing.findIndex((item) => sameMeaning(item, current[index]));
    if (place >= 0) missing.splice(place, 1);
    return place < 0;
  });
  return { surplus, missing };
}

/** The order of a list means nothing, and one item may stand without its list. */
function sameMeaning(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) || Array.isArray(other)) {
    if (one === undefined || other === undefined) return false;
    const { surplus, missing } = pairUp(asList(one), asList(other));
    return surplus.length + missing.length === 0;
  }
  if (isMap(one) && isMap(other)) {
    const [left, right] = [asMap(one), asMap(other)];
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => sameMeaning(left[key], right[key]));
  }
  return sameValue(one, other);
}

function sharesKeys(one: unknown, other: unknown): boolean {
  return Object.keys(asMap(one)).some((key) => key in asMap(other));
}

function hasVariable(value: unknown): boolean {
  if (typeof value === 'string') return /(?<!\$)\$\{/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasVariable);
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
