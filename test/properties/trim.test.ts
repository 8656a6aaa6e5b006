import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { completeSpec } from '../../src/spec/completeSpec.js';
import { trimToDeviations } from '../../src/spec/trimToDeviations.js';
import { arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';
import { specDocument } from './specDocument.js';

describe('trimToDeviations', () => {
  it('keeps the meaning of a spec', () => {
    fc.assert(
      fc.property(arbitrarySpec(), (spec) => {
        const trimmed = trimToDeviations(spec);
        const { findings } = checkSpec(specDocument(trimmed), { number: 68, origin: 'test' });
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(withoutNothing(completeSpec(trimmed))).toEqual(withoutNothing(completeSpec(spec)));
      }),
      propertyParameters(1000),
    );
  });

  it('gives back the defaults that were written out', () => {
    fc.assert(
      fc.property(arbitrarySpec(), (spec) => {
        const trimmed = trimToDeviations(spec);
        expect(trimToDeviations(trimmed)).toEqual(trimmed);
        expect(trimToDeviations(completeSpec(trimmed))).toEqual(trimmed);
      }),
      propertyParameters(1000),
    );
  });
});

/** `metadata.only` may be shortened, and a switch without element of its own that is off is no key at all. */
function withoutNothing({ metadata, attestation, ...rest }: ReturnType<typeof completeSpec>): unknown {
  const { only: _, ...others } = metadata ?? {};
  const on = Object.entries(attestation ?? {}).filter(([, value]) => (value as unknown) !== false);
  return { ...rest, ...(on.length > 0 ? { attestation: Object.fromEntries(on) } : {}), metadata: others };
}
