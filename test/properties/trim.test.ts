import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newestApiVersion } from '../../src/catalog/apiVersions.js';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { completeSpec } from '../../src/spec/completeSpec.js';
import { trimToDeviations } from '../../src/spec/trimToDeviations.js';
import type { Spec } from '../../src/catalog/spec.js';
import { componentToXml } from '../../src/metadata/componentToXml.js';
import { specToComponents } from '../../src/metadata/specToComponents.js';
import { arbitraryFiles, arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';
import { specDocument } from './specDocument.js';

describe('trimToDeviations', () => {
  it('keeps the meaning of a spec', () => {
    fc.assert(
      fc.property(arbitrarySpec(), (spec) => {
        const trimmed = trimToDeviations(spec);
        const { findings } = checkSpec(specDocument(trimmed), { number: newestApiVersion, origin: 'test' });
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(written(trimmed)).toEqual(written(spec));
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

/** The metadata files of a spec. */
function written(spec: Spec): readonly string[] {
  return specToComponents(
    completeSpec(spec),
    { apiVersion: newestApiVersion, fileContent: (path) => arbitraryFiles.get(path) },
    'created',
  ).map(componentToXml);
}
