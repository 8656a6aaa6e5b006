import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newestApiVersion } from '../../src/catalog/apiVersions.js';
import type { ElementNode } from '../../src/catalog/codec.js';
import { connectedAppRows } from '../../src/catalog/connectedApp.js';
import { connectedAppToSpec } from '../../src/metadata/connectedAppToSpec.js';
import { draftDocument } from '../../src/metadata/draftDocument.js';
import { unflatten } from '../../src/metadata/extraElements.js';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { arbitraryText } from './arbitraryValue.js';
import { propertyParameters } from './propertyParameters.js';

const words = [
  'true',
  'false',
  'maybe',
  'Get',
  'Post',
  'Aura',
  'HideShare',
  'ENFORCE',
  'BYPASS',
  'infinite',
  'zero',
  'specific_lifetime:0:DAYS',
  'specific_inactivity:30:DAYS',
  'specific_lifetime:5:YEARS',
  'https://x.example.com',
  '/path',
  'a@b.example.com',
  '0',
  '15',
  'Api',
  'SFAP',
  'Newer',
  'some scope',
  'HIGH_ASSURANCE',
  'Block',
  'Username',
  'CustomAttribute',
  'AES_128',
  'Triple_Des',
  'RedirectBinding',
  ',',
];
const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: arbitraryText },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'x'.repeat(2500), '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----'),
  },
);
const children: Readonly<Record<string, readonly string[]>> = {
  attributes: ['formula', 'key', 'future'],
  ipRanges: ['start', 'end', 'description', 'future'],
  canvas: ['canvasUrl'],
  mobileAppConfig: ['version'],
};
const element = fc
  .constantFrom(...connectedAppRows.map((row) => row.element), 'futureElement', 'oauthConfig.futureElement')
  .chain((path) => {
    const inside = children[path];
    const content =
      inside === undefined
        ? text
        : fc
            .subarray([...inside])
            .chain((names) =>
              fc
                .tuple(...names.map(() => text))
                .map((texts) => names.map((name, index): ElementNode => ({ name, content: texts[index] ?? '' }))),
            );
    return content.map((one): ElementNode => ({ name: path, content: one }));
  });

describe('connectedAppToSpec', () => {
  it('gives a legal spec for any connected app, and keeps or loses every element', () => {
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 60 }),
        fc.constantFrom('Order_Sync', 'Order Sync', '1st-App', 'Ünïcode', 'ns__App'),
        (flat, name) => {
          const elements = nested(flat);
          const app = connectedAppToSpec({
            file: `${name}.connectedApp`,
            text: '',
            name,
            elements,
            placed: [],
            comments: [],
            endComments: [],
          });
          const { findings } = checkSpec(draftDocument(app.spec, app.placeholders), {
            number: newestApiVersion,
            origin: 'test',
          });
          expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
          expect(app.spec.metadata).toBeUndefined();
          expect([...new Set([...app.kept, ...app.losses].map((one) => one.element))].toSorted()).toEqual(
            leafPaths(elements, ''),
          );
          expect(JSON.stringify([app.spec, app.losses, app.changed])).not.toContain('PRIVATE KEY');
        },
      ),
      propertyParameters(3000),
    );
  });
});

/** Elements called `parent.child.grandchild` inside their parents. */
function nested(flat: readonly ElementNode[]): readonly ElementNode[] {
  return unflatten(flat).map(({ name, content }) => ({
    name,
    content: typeof content === 'string' || flat.some((one) => one.name === name) ? content : nested(content),
  }));
}

function leafPaths(elements: readonly ElementNode[], above: string): readonly string[] {
  const paths = elements.flatMap(({ name, content }) =>
    typeof content === 'string' ? [`${above}${name}`] : leafPaths(content, `${above}${name}.`),
  );
  return [...new Set(paths)].toSorted();
}
