import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newestApiVersion } from '../../src/catalog/apiVersions.js';
import { rows } from '../../src/catalog/rows.js';
import { valueAt } from '../../src/source/finding.js';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';
import { specDocument } from './specDocument.js';

describe('arbitrarySpec', () => {
  it.each([newestApiVersion, 66, 60])('gives only specs that the shape check accepts for API version %i', (number) => {
    fc.assert(
      fc.property(arbitrarySpec(number), (spec) => {
        const { findings } = checkSpec(specDocument(spec), { number, origin: 'test' });
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      propertyParameters(1000),
    );
  });

  it('reaches every key of the catalogue', () => {
    const missing = new Set(rows.map(({ key }) => key));
    for (const spec of fc.sample(arbitrarySpec(), { seed: 1, numRuns: 300 }))
      for (const key of missing) if (valueAt(spec, key.split('.')) !== undefined) missing.delete(key);
    expect([...missing]).toEqual([]);
  });
});
