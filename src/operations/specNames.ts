import type { SpecInput } from '../files/readSpecInputs.js';
import { valueAt } from '../source/finding.js';
import { parseSource } from '../source/parseSource.js';
import type { NamedSpec } from './listApps.js';

/** The apps that spec files describe; a file that is no spec describes none. */
export function specNames(inputs: readonly SpecInput[]): readonly NamedSpec[] {
  return inputs.flatMap(({ file, text }) => {
    const name = valueAt(parseSource(file, text).document?.value, ['name']);
    return typeof name === 'string' ? [{ name, file }] : [];
  });
}
