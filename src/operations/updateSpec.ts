import type { Spec } from '../catalog/spec.js';
import type { FileFinding } from '../source/fileFinding.js';
import { pathText, valueAt } from '../source/finding.js';
import { parseSource } from '../source/parseSource.js';
import { insertPair } from '../source/spliceSource.js';
import { substituteVariables } from '../source/substituteVariables.js';
import { updateSource } from '../source/updateSource.js';
import { completeSpec } from '../spec/completeSpec.js';
import { parsePath } from '../spec/collector.js';
import { keyOrderBelow } from '../spec/keyOrder.js';
import { setAt } from '../metadata/fillIn.js';
import type { ExistingSpec } from './existingSpecs.js';
import type { SpecToPlace } from './specToPlace.js';

/** Keys about the spec itself, and the key that no metadata gives back. */
const kept = ['name', 'variables', 'lint', 'consumerKey'];

/** The new text of a spec with notes about variables that stayed; `broken` when the file is not one that we can edit. */
export type SpecUpdate =
  { readonly text: string; readonly findings: readonly FileFinding[] } | { readonly broken: true };

/** Brings a spec file up to date: comments, the order of keys, variables and waivers stay. */
export function updateSpec(
  { file, text, document }: ExistingSpec,
  { spec, placeholders }: SpecToPlace,
  environment: Readonly<Record<string, string | undefined>>,
): SpecUpdate {
  if (document === undefined) return { broken: true };
  // A secret, or a key that nobody fills, is what the file says it is; where the file says nothing a variable comes in.
  const [there, missing] = partition(
    [...placeholders],
    ([path]) => valueAt(document.value, parsePath(path)) !== undefined,
  );
  const marked = structuredClone(spec) as Record<string, unknown>;
  for (const [path, { name }] of missing) setAt(marked, path, mark(name));
  const current = substituteVariables(document, { set: new Map(), files: [], environment }, 'note').document.value;
  const update = {
    needed: marked,
    complete: completeSpec(marked as Spec) as Readonly<Record<string, unknown>>,
    current,
    untouched: new Set([...kept, ...there.map(([path]) => path)]),
    order: keyOrderBelow,
  };
  try {
    const updated = updateSource(document.text, document.value, update);
    const declared = missing.reduce(
      (result, [, { name, description, secret }]) =>
        declare(result, name, { description, ...(secret ? { secret } : {}) }),
      updated.text,
    );
    const result = missing.reduce(
      (whole, [, { name }]) => whole.replaceAll(mark(name), () => `"\${${name}}"`),
      declared,
    );
    // An edit that did not say what it should, where anchors say one thing in two places, would be a second time different.
    const again = parseSource(file, updated.text).document;
    if (again === undefined || parseSource(file, result).document === undefined) return { broken: true };
    const value = substituteVariables(again, { set: new Map(), files: [], environment }, 'note').document.value;
    const second = updateSource(updated.text, again.value, { ...update, current: value });
    if (second.changedKeys.length > 0) return { broken: true };
    const findings = updated.keptVariables.map((path): FileFinding => ({
      file,
      text,
      document,
      finding: {
        rule: 'import/variable-kept',
        severity: 'note',
        path,
        on: 'value',
        tokens: { key: pathText(path) },
        suggestions: [],
      },
    }));
    return { text: result, findings };
  } catch {
    // A file whose YAML our edits do not understand, such as one with anchors, is no file to guess about.
    return { broken: true };
  }
}

/** A word that stands for a variable while `\${` would be escaped. */
function mark(name: string): string {
  return `VARIABLE0${name}0ELBAIRAV`;
}

function declare(text: string, name: string, declaration: Readonly<Record<string, unknown>>): string {
  const variables = valueAt(parseSource('', text).document?.value, ['variables']);
  if (variables === undefined) return insertPair(text, [], 'variables', { [name]: declaration }, keyOrderBelow([]));
  return valueAt(variables, [name]) === undefined ? insertPair(text, ['variables'], name, declaration, []) : text;
}

function partition<Item>(
  items: readonly Item[],
  test: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
