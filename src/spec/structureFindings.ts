import { described } from '../catalog/codecs/codecParts.js';
import type { KeyPath } from '../source/finding.js';
import type { Collector } from './collector.js';

/** Reports every key of a map that is not among the keys allowed, with the nearest of these. */
export function allowKeys(
  map: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  path: KeyPath,
  collector: Collector,
): void {
  for (const found of Object.keys(map)) {
    if (keys.includes(found)) continue;
    // A type that occurs once per platform, named without one.
    const longer = keys.filter((key) => key.startsWith(`${found}.`));
    const hint = longer.length > 0 ? { suggestions: longer } : { candidates: keys };
    collector.add('shape/unknown-key', [...path, found], { found, keys: keys.join(', ') }, { on: 'key', ...hint });
  }
}

/** Reports a value of the wrong kind; `expected` is the key of a phrase in `messages/expected.md`. */
export function wrongKind(value: unknown, expected: string, path: KeyPath, collector: Collector): void {
  if (value === null) collector.add('shape/null-value', path, { key: String(path.at(-1)) }, { on: 'key' });
  else collector.add('shape/wrong-kind', path, { found: described(value), expected });
}
