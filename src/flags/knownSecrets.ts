import { valueAt } from '../source/finding.js';
import type { SourceDocument } from '../source/sourceDocument.js';
import { parsePath } from '../spec/collector.js';

const known = new Set<string>();

/** Shorter values stand in too many words to be taken out of them. */
const shortest = 6;

/** Remembers the values of secret variables for as long as the program runs, so that an error can be cleaned of them. */
export function rememberSecrets(documents: readonly (SourceDocument | undefined)[]): void {
  for (const document of documents)
    for (const [key, { secret }] of document?.substitutions ?? []) {
      const value = secret ? valueAt(document?.value, parsePath(key)) : undefined;
      if (typeof value === 'string' && value.length >= shortest) known.add(value);
    }
}

/** The values that were remembered. */
export function knownSecrets(): readonly string[] {
  return [...known];
}
