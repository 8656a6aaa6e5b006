import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSource } from '../../src/source/parseSource.js';
import { printSource } from '../../src/source/printSource.js';
import { substituteVariables } from '../../src/source/substituteVariables.js';
import { arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';

describe('printSource', () => {
  it('prints a spec that reads as the same spec', () => {
    fc.assert(
      fc.property(arbitrarySpec(), (spec) => {
        const text = printSource(spec);
        const { document, findings } = parseSource('x.eca.yaml', text);
        expect(findings).toEqual([]);
        expect(document).toBeDefined();
        if (document === undefined) return;
        const substituted = substituteVariables(document, { set: new Map(), files: [], environment: {} }, 'error');
        expect(substituted.findings).toEqual([]);
        expect(substituted.document.value).toEqual(spec);
        expect(text.startsWith('# yaml-language-server: $schema=./eca.schema.json\nname: ')).toBe(true);
      }),
      propertyParameters(1000),
    );
  });
});
