import { describe, expect, it } from '@jest/globals';
import { newestApiVersion } from '../../../src/catalog/apiVersions.js';
import type { CatalogRow } from '../../../src/catalog/rows.js';
import { rowByKey, rows, rowsOfType } from '../../../src/catalog/rows.js';
import { typeByName } from '../../../src/catalog/metadataTypes.js';

const context = { apiVersion: newestApiVersion, fileContent: () => undefined };
/** A certificate is read from its file, which certificateFile.test.ts covers. */
const samples = rows.filter(({ codec }) => codec.kind !== 'certificate').flatMap(samplesOf);

describe('The rows of the catalogue', () => {
  it('describe each key once', () => {
    const keys = rows.map(({ key }) => key);
    expect(keys.filter((key, index) => keys.indexOf(key) < index)).toEqual([]);
    expect(keys.length).toBeGreaterThan(100);
  });

  it('say in one sentence each what a key does', () => {
    const badly = rows.filter(({ description }) => !/^[A-Z].*\.$/.test(description) || /[.!?] [A-Z]/.test(description));
    expect(badly.map(({ key }) => key)).toEqual([]);
  });

  it('are at least as young as their type and belong to a platform only where their type does', () => {
    expect(rows.filter(({ since, type }) => since < type.since).map(({ key }) => key)).toEqual([]);
    const lost = rows.filter(({ variant, type }) => (variant === undefined) !== (type.variants === undefined));
    expect(lost.map(({ key }) => key)).toEqual([]);
    const outside = rows.filter(({ key, variant, type }) =>
      type.variants?.every(({ platform, section }) => platform !== variant || !`${key}.`.startsWith(`${section}.`)),
    );
    expect(outside.map(({ key }) => key)).toEqual([]);
  });

  it('refer only to keys that exist', () => {
    const strayed = rows.filter(({ goesWith }) => goesWith !== undefined && rowByKey(goesWith.key) === undefined);
    expect(strayed.map(({ key }) => key)).toEqual([]);
  });

  it.each(samples.map(({ row, value }) => [row.key, value, row] as const))('%s accepts %j', (_, value, row) => {
    expect(row.codec.check(value, newestApiVersion)).toEqual([]);
  });

  it.each(samples.filter(({ row }) => row.elements.length > 0).map(({ row, value }) => [row.key, value, row] as const))(
    '%s reads %j back from what it writes',
    (_, value, row) => {
      const nodes = row.codec.write(value, row.elements, context);
      expect(nodes.every(({ name }) => row.elements.includes(name))).toBe(true);
      expect(row.codec.read(nodes, row.elements)).toEqual({ value });
    },
  );

  it('have a sample for all but plain text, lists and numbers', () => {
    const bare = rows.filter((row) => samplesOf(row).length === 0).map(({ codec }) => codec.kind);
    expect([...new Set(bare)].sort()).toEqual(['attributes', 'integer', 'ipRanges', 'list', 'secretFile', 'text']);
  });
});

describe('rowByKey', () => {
  it('finds the row of a dotted key together with its type', () => {
    expect(rowByKey('flows.clientCredentials.runAs')).toMatchObject({
      elements: ['clientCredentialsFlowUser'],
      type: { name: 'ExtlClntAppOauthConfigurablePolicies' },
    });
  });

  it('finds nothing for a key that only groups others', () => {
    expect(rowByKey('flows')).toBeUndefined();
  });
});

describe('rowsOfType', () => {
  it('gives the rows of one type in their order', () => {
    expect(rowsOfType('ExtlClntAppMobileConfigurablePolicies').map(({ key }) => key)).toEqual([
      'mobile.screenLockTimeout',
    ]);
  });
});

describe('typeByName', () => {
  it('tells a type by its full name, whatever the text is', () => {
    expect(typeByName('ExtlClntAppPushSettings').folder).toBe('extlClntAppPushSettings');
    expect(typeByName('extlclntapppushsettings')).toBeUndefined();
    expect(typeByName('constructor')).toBeUndefined();
  });
});

function samplesOf(row: CatalogRow): readonly { readonly row: CatalogRow; readonly value: unknown }[] {
  const words = row.codec.kind === 'words' ? (row.codec.words ?? []).map(({ word }) => word) : [];
  const booleans = ['boolean', 'switch'].includes(row.codec.kind) ? [false] : [];
  const jwt = row.codec.kind === 'jwtTimeout' ? ['user-session', 1, 720] : [];
  const values = [row.specDefault, row.absentMeans, row.example, ...words, ...booleans, ...jwt];
  return [...new Set(values)].filter((value) => value !== undefined).map((value) => ({ row, value }));
}
