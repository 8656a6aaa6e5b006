import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newestApiVersion } from '../../src/catalog/apiVersions.js';
import { rows } from '../../src/catalog/rows.js';
import { typeByName } from '../../src/catalog/metadataTypes.js';
import type { Spec } from '../../src/catalog/spec.js';
import { componentPath } from '../../src/metadata/componentPath.js';
import { componentsToSpec } from '../../src/metadata/componentsToSpec.js';
import { componentToXml } from '../../src/metadata/componentToXml.js';
import { setAt } from '../../src/metadata/fillIn.js';
import type { SourceComponent } from '../../src/metadata/sourceComponent.js';
import { specToComponents } from '../../src/metadata/specToComponents.js';
import { xmlToComponent } from '../../src/metadata/xmlToComponent.js';
import { valueAt } from '../../src/source/finding.js';
import { activeTypes } from '../../src/spec/activeTypes.js';
import { completeSpec } from '../../src/spec/completeSpec.js';
import { trimToDeviations } from '../../src/spec/trimToDeviations.js';
import { arbitraryFiles, arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';

describe('spec -> XML -> spec', () => {
  it.each([newestApiVersion, 66, 64, 62, 60])('is the identity after trimming, for API version %i', (apiVersion) => {
    fc.assert(
      fc.property(arbitrarySpec(apiVersion), (spec) => {
        const imported = componentsToSpec(spec.name, written(spec, apiVersion));
        expect(comparable(imported.spec)).toEqual(comparable(whole(trimToDeviations(spec))));
        expect(imported.losses).toEqual([]);
        expect([...imported.certificates.values()]).toEqual(
          valueAt(spec, ['flows', 'jwtBearer', 'certificate']) === undefined ? [] : [certificate],
        );
      }),
      propertyParameters(1000),
    );
  });
});

const certificate = Buffer.from(arbitraryFiles.get('server.crt') ?? [])
  .toString()
  .replace(/-----.*-----/g, '')
  .trim();

/** The components of a spec after the way through files. */
function written(spec: Spec, apiVersion: number): readonly SourceComponent[] {
  return specToComponents(completeSpec(spec), { apiVersion, fileContent: (path) => arbitraryFiles.get(path) }).map(
    (component) => {
      const [file, text] = [componentPath(component, 'source'), componentToXml(component)];
      const read = xmlToComponent(file, text, typeByName(component.type));
      if ('finding' in read) throw new Error(`${file} is not read: ${read.finding.rule}`);
      return { ...read, file };
    },
  );
}

/** An app that has just what its keys bring about is imported as a whole, and says what the absence of its OAuth switch means. */
function whole(spec: Spec): Spec {
  const { only, ...metadata } = spec.metadata ?? {};
  const free = { ...spec, metadata };
  const [types, wanted] = [free, spec].map((one) => activeTypes(one).map(({ type }) => type.name));
  if (only === undefined || String(types) !== String(wanted) || !wanted?.includes('ExtlClntAppConfigurablePolicies'))
    return spec;
  const draft = structuredClone(Object.keys(metadata).length === 0 ? { ...spec, metadata: undefined } : free) as Record<
    string,
    unknown
  >;
  setAt(draft, 'policies.plugins.oauth', true);
  return trimToDeviations(draft as Spec);
}

/** What a spec says through elements: without variables and waivers, and without what only a file or a person knows. */
function comparable(spec: Spec): unknown {
  const ofFilesAndPeople = ['variables', 'lint', 'consumerKey'];
  const rest: Record<string, unknown> = Object.fromEntries(
    Object.entries(structuredClone(spec)).filter(([key]) => !ofFilesAndPeople.includes(key)),
  );
  for (const { key, secret, codec } of rows)
    if ((secret === true || codec.kind === 'certificate') && valueAt(rest, key.split('.')) !== undefined)
      setAt(rest, key, 'elsewhere');
  return rest;
}
