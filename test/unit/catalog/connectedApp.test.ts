import { describe, expect, it } from '@jest/globals';
import { connectedAppRow, connectedAppRows } from '../../../src/catalog/connectedApp.js';
import { rowsOfType } from '../../../src/catalog/rows.js';
import { referenceText } from '../../referenceFolder.js';

const xsd = referenceText('reference/connectedapp.xsd');

describe('the table of connected apps', () => {
  it('names only elements that the catalogue has', () => {
    const strange = connectedAppRows
      .flatMap(({ to }) => to ?? [])
      .filter(({ type, name }) => !rowsOfType(type).some(({ elements }) => elements.includes(name)));
    expect(strange).toEqual([]);
  });

  it('gives each element elements to become, or a reason for its loss, and never both', () => {
    expect(connectedAppRows.filter(({ to, loss }) => (to === undefined) === (loss === undefined))).toEqual([]);
    expect(new Set(connectedAppRows.map(({ element }) => element)).size).toBe(connectedAppRows.length);
  });

  it('finds the row of an element inside another', () => {
    expect(connectedAppRow('ipRanges.start')?.element).toBe('ipRanges');
    expect(connectedAppRow('mobileAppConfig.version')?.loss?.reason).toBe('mobileApp');
    expect(connectedAppRow('oauthConfig.future')).toBeUndefined();
    expect(connectedAppRow('oauthConfig')).toBeUndefined();
  });

  (xsd === undefined ? it.skip : it)(
    'covers every element of the schema (skipped where ../shared/reference/connectedapp.xsd is absent)',
    () => {
      const elements = leaves(xsd ?? '');
      expect(elements.length).toBeGreaterThan(80);
      expect(elements.filter((path) => connectedAppRow(path) === undefined)).toEqual([]);
    },
  );
});

/** The paths of all elements with text that a ConnectedApp may have by the schema. */
function leaves(text: string): readonly string[] {
  const types = new Map<string, readonly (readonly [string, string])[]>();
  for (const block of text.matchAll(/<xsd:complexType name="(\w+)">([\s\S]*?)<\/xsd:complexType>/g))
    types.set(
      block[1] ?? '',
      [...(block[2] ?? '').matchAll(/<xsd:element name="(\w+)"[^>]*?type="(?:tns|xsd):(\w+)"/g)].map(
        (match) => [match[1] ?? '', match[2] ?? ''] as const,
      ),
    );
  const below = (type: string, above: string): readonly string[] =>
    (types.get(type) ?? []).flatMap(([name, child]) =>
      types.has(child) ? below(child, `${above}${name}.`) : [`${above}${name}`],
    );
  return [...below('Metadata', ''), ...below('ConnectedApp', '')];
}
