import { describe, expect, it } from '@jest/globals';
import { componentToXml } from '../../../src/metadata/componentToXml.js';
import { componentsToSpec } from '../../../src/metadata/componentsToSpec.js';
import { extraValues } from '../../../src/metadata/extraElements.js';
import { readAppFile } from '../../../src/metadata/readAppFile.js';
import { specToComponents } from '../../../src/metadata/specToComponents.js';
import { parseSource } from '../../../src/source/parseSource.js';
import { printSource } from '../../../src/source/printSource.js';
import { checkSpec } from '../../../src/spec/checkSpec.js';
import { completeSpec } from '../../../src/spec/completeSpec.js';

const newest = { number: 68, origin: '' };

const header = `<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>a@example.com</contactEmail>
    <distributionState>Local</distributionState>
    <isProtected>false</isProtected>
    <label>Order</label>
    <partners>
        <name>One</name>
        <regions>
            <code>eu</code>
        </regions>
        <regions>
            <code>us</code>
            <zones>a</zones>
            <zones>b</zones>
        </regions>
    </partners>
    <partners>
        <name>Two</name>
    </partners>
</ExternalClientApplication>
`;

describe('metadata.extra', () => {
  it('carries a repeated element with sub-elements, which may repeat themselves, and gives the same file again', () => {
    const read = readAppFile('externalClientApps/Order.eca-meta.xml', header);
    if (!('source' in read)) throw new Error('The file is refused.');
    const imported = componentsToSpec('Order', [read.source]);
    expect(imported.losses).toEqual([]);
    expect(imported.spec.metadata?.extra).toEqual({
      ExternalClientApplication: {
        partners: [{ name: 'One', regions: [{ code: 'eu' }, { code: 'us', zones: ['a', 'b'] }] }, { name: 'Two' }],
      },
    });
    const { document } = parseSource('Order.eca.yaml', printSource(imported.spec));
    if (document === undefined) throw new Error('The printed spec is no YAML.');
    const { spec, findings } = checkSpec(document, newest);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [component] = specToComponents(completeSpec(spec), { apiVersion: 68, fileContent: () => undefined });
    if (component === undefined) throw new Error('The spec has no header.');
    expect(componentToXml(component)).toBe(header);
  });

  it('lists an element that occurs again, and no other', () => {
    expect(
      extraValues([
        { name: 'b', content: 'x' },
        { name: 'a', content: [{ name: 'c', content: '1' }] },
        { name: 'b', content: [{ name: 'c', content: '2' }] },
      ]),
    ).toEqual({ b: ['x', { c: '2' }], a: { c: '1' } });
  });
});
