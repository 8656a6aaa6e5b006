import fc from 'fast-check';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { describe, expect, it } from '@jest/globals';
import { newestApiVersion } from '../../src/catalog/apiVersions.js';
import type { Spec } from '../../src/catalog/spec.js';
import { componentPath } from '../../src/metadata/componentPath.js';
import { componentToXml } from '../../src/metadata/componentToXml.js';
import { parseXml, type PlacedElement } from '../../src/metadata/parseXml.js';
import { specToComponents } from '../../src/metadata/specToComponents.js';
import { completeSpec } from '../../src/spec/completeSpec.js';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { referenceText } from '../referenceFolder.js';
import { arbitraryFiles, arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';
import { specDocument } from './specDocument.js';

const versions = [newestApiVersion, 66, 63, 60];

/** The XML files of a spec by path, as `generate` writes them for an API version. */
function generated(spec: Spec, apiVersion: number): ReadonlyMap<string, string> {
  const context = { apiVersion, fileContent: (path: string) => arbitraryFiles.get(path) };
  const components = specToComponents(completeSpec(spec), context);
  return new Map(components.map((component) => [componentPath(component, 'source'), componentToXml(component)]));
}

/** Elements, at any depth, whose children are not in the order of the WSDL: that of the bytes of their names. */
function disorder({ name, content }: PlacedElement): readonly string[] {
  if (typeof content === 'string') return [];
  const names = content.map((child) => child.name);
  // What a map under metadata.extra holds is written as it stands.
  const own =
    /^(futureChild|other\.child)$/.test(names[0] ?? '') || String(names) === String(names.toSorted()) ? [] : [name];
  return [...own, ...content.flatMap(disorder)];
}

describe('generate', () => {
  it.each(versions)(
    'turns any valid spec into well-formed files in the order of the WSDL, always the same, for API %i',
    (apiVersion) => {
      fc.assert(
        fc.property(arbitrarySpec(apiVersion), (spec) => {
          const { findings } = checkSpec(specDocument(spec), { number: apiVersion, origin: 'test' });
          expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
          const files = generated(spec, apiVersion);
          expect(files.size).toBeGreaterThan(0);
          for (const [path, text] of files) {
            const parsed = parseXml(text);
            expect('finding' in parsed ? [path, parsed.finding.tokens] : disorder(parsed.root)).toEqual([]);
            expect(text).toMatch(
              /^<\?xml version="1.0" encoding="UTF-8"\?>\n<\w+ xmlns="http:\/\/soap.sforce.com\/2006\/04\/metadata">[^\r]*<\/\w+>\n$/,
            );
          }
          expect(generated(structuredClone(spec), apiVersion)).toEqual(files);
        }),
        propertyParameters(1000 / versions.length),
      );
    },
  );

  it('gives the files of every component a path of its own', () => {
    fc.assert(
      fc.property(arbitrarySpec(), (spec) => {
        const paths = specToComponents(completeSpec(spec), {
          apiVersion: newestApiVersion,
          fileContent: () => undefined,
        }).map((one) => componentPath(one, 'source').toLowerCase());
        // Names under metadata.names may be equal for the two platforms of one type only by intent.
        if (spec.metadata?.names === undefined) expect(new Set(paths).size).toBe(paths.length);
        expect(paths.filter((path) => !/^[a-z]+\/[a-z0-9_]+\.[a-z]+-meta\.xml$/.test(path))).toEqual([]);
      }),
      propertyParameters(1000),
    );
  });
});

const schema = referenceText('reference/eca.xsd');

describe('the files of any valid spec', () => {
  (schema === undefined ? it.skip : it)(
    'are valid by the WSDL (skipped without the shared folder)',
    async () => {
      const { numRuns, seed } = propertyParameters(1000);
      const specs = fc.sample(arbitrarySpec(66), { numRuns, seed }).map(withoutExtra);
      const xml = specs.flatMap((spec, index) =>
        [...generated(spec, 66)].map(([path, contents]) => ({ fileName: `${index}/${path}`, contents })),
      );
      expect(xml.length).toBeGreaterThan(numRuns);
      for (let at = 0; at < xml.length; at += 500) {
        const { errors } = await validateXML({
          xml: xml.slice(at, at + 500),
          schema: schema ?? '',
          initialMemoryPages: memoryPages.MiB * 32,
        });
        expect(errors.map(({ rawMessage }) => rawMessage).slice(0, 5)).toEqual([]);
      }
    },
    300_000,
  );
});

/** The spec without elements that the WSDL cannot know. */
function withoutExtra(spec: Spec): Spec {
  return { ...spec, metadata: { ...spec.metadata, extra: {} } };
}
