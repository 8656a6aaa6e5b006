import type { Adopted } from '../metadata/adoptMembers.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { LoadedSpec } from './loadSpecs.js';

/** One error for each member that a target holds more than once for an app, because nobody can tell which one counts. */
export function repeatedMembers(
  { file, document, text }: LoadedSpec,
  repeated: Adopted['repeated'],
): readonly FileFinding[] {
  return repeated.map(({ member, fullNames }) => ({
    file,
    text,
    ...(document === undefined ? {} : { document }),
    finding: {
      rule: 'plan/repeated-member',
      severity: 'error',
      path: ['name'],
      on: 'value',
      tokens: { member, names: fullNames.join(', ') },
      suggestions: [],
    },
  }));
}
