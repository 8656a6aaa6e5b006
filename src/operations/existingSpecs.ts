import type { SpecInput } from '../files/readSpecInputs.js';
import { own } from '../source/finding.js';
import { parseSource } from '../source/parseSource.js';
import type { SourceDocument } from '../source/sourceDocument.js';

/** A spec file that is there already; without a name when it cannot be read as one. */
export type ExistingSpec = {
  readonly file: string;
  readonly text: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly document?: SourceDocument;
};

/** Reads which apps spec files describe. */
export function existingSpecs(inputs: readonly SpecInput[]): readonly ExistingSpec[] {
  return inputs.map(({ file, text }) => {
    const { document } = parseSource(file, text);
    const name = own(document?.value, 'name');
    return {
      file,
      text,
      ...(document === undefined ? {} : { document, value: document.value }),
      ...(typeof name === 'string' ? { name } : {}),
    };
  });
}
