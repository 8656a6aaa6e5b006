import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newestApiVersion } from '../../src/catalog/apiVersions.js';
import type { ElementNode } from '../../src/catalog/codec.js';
import { typeByName } from '../../src/catalog/metadataTypes.js';
import { memberKey, type Component } from '../../src/metadata/component.js';
import { componentPath } from '../../src/metadata/componentPath.js';
import { componentsToSpec } from '../../src/metadata/componentsToSpec.js';
import { componentToXml } from '../../src/metadata/componentToXml.js';
import { draftDocument } from '../../src/metadata/draftDocument.js';
import { specToComponents } from '../../src/metadata/specToComponents.js';
import { toComponent } from '../../src/metadata/xmlToComponent.js';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { completeSpec } from '../../src/spec/completeSpec.js';
import { lawViolations } from '../roundTripLaw.js';
import { arbitraryFiles, arbitrarySpec } from './arbitrarySpec.js';
import { arbitraryText } from './arbitraryValue.js';
import { propertyParameters } from './propertyParameters.js';

/** What people and other tools do to files: each number picks an element, each text is what is put there. */
type Damage = {
  readonly kind: 'remove' | 'replace' | 'empty' | 'repeat' | 'add' | 'nest' | 'platform' | 'child';
  readonly at: number;
  readonly text: string;
};

const words = [
  'true',
  'false',
  '1',
  '0',
  'maybe',
  'Custom',
  'Managed',
  'AllSelfAuthorized',
  'Infinite',
  '0012',
  '-1',
  '365',
  'Days',
  'Apple',
  'https://x.example.com',
  'relative/path',
  'someone',
  ',',
  ', ,',
  'Api, Full, Newer,',
  '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----',
];
const damages = fc.array(
  fc.record({
    kind: fc.constantFrom<Damage['kind'][]>(
      'remove',
      'replace',
      'replace',
      'empty',
      'repeat',
      'add',
      'nest',
      'platform',
      'child',
    ),
    at: fc.nat(500),
    text: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: arbitraryText },
      { weight: 1, arbitrary: fc.constant('x'.repeat(2500)) },
    ),
  }),
  { maxLength: 12 },
);

describe('the law of the round trip', () => {
  it('holds for damaged metadata, and the spec is always legal', () => {
    fc.assert(
      fc.property(arbitrarySpec(), damages, fc.array(fc.nat(20), { maxLength: 4 }), (spec, all, dropped) => {
        const whole = specToComponents(completeSpec(spec), {
          apiVersion: newestApiVersion,
          fileContent: (path) => arbitraryFiles.get(path),
        });
        const damaged = all
          .reduce(damage, whole)
          .filter(
            (component, index, list) =>
              (index === 0 || !dropped.includes(index)) &&
              list.findIndex((one) => memberKey(one) === memberKey(component)) === index,
          );
        const sources = damaged.map((component) => ({
          component,
          file: componentPath(component, 'source'),
          text: componentToXml(component),
        }));
        const imported = componentsToSpec(spec.name, sources);
        expect(lawViolations(damaged, imported)).toEqual([]);
        const { findings } = checkSpec(draftDocument(imported.spec, imported.placeholders), {
          number: newestApiVersion,
          origin: 'test',
        });
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(JSON.stringify([imported.spec, imported.losses, imported.changed, imported.kept])).not.toContain(
          'PRIVATE KEY',
        );
      }),
      propertyParameters(2000),
    );
  });
});

function damage(components: readonly Component[], { kind, at, text }: Damage): readonly Component[] {
  const index = at % components.length;
  return components.map((component, current) => {
    if (current !== index || component.elements.length === 0) return component;
    const place = Math.floor(at / components.length) % component.elements.length;
    const target = component.elements[place];
    // Without its app a component is no part of this one.
    if (target === undefined || target.name === 'externalClientApplication') return component;
    const elements = component.elements.flatMap((element, position) =>
      position === place ? changed(element, kind, text, component) : [element],
    );
    return rebuilt(component, elements);
  });
}

function changed(
  element: ElementNode,
  kind: Damage['kind'],
  text: string,
  component: Component,
): readonly ElementNode[] {
  const platformElements = typeByName(component.type).platformElements.filter(
    ({ name }) => name !== 'externalClientApplication' && name !== 'label',
  );
  switch (kind) {
    case 'remove':
      return [];
    case 'replace':
      return [
        {
          name: element.name,
          content:
            typeof element.content === 'string'
              ? text
              : element.content.map((child, index) => (index === 0 ? { name: child.name, content: text } : child)),
        },
      ];
    case 'empty':
      return [{ name: element.name, content: '' }];
    case 'repeat':
      return [element, element];
    case 'add':
      return [element, { name: 'isFutureThing', content: text }];
    case 'nest':
      return [{ name: element.name, content: [{ name: 'inner', content: text }] }];
    case 'child':
      return [
        typeof element.content === 'string'
          ? element
          : { name: element.name, content: [...element.content, { name: 'futureChild', content: text }] },
      ];
    case 'platform':
      return [element, ...platformElements.map(({ name }) => ({ name, content: text }))];
  }
}

function rebuilt({ type, fullName }: Component, elements: readonly ElementNode[]): Component {
  return toComponent(typeByName(type), fullName, elements);
}
