import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { MetadataType } from '../../../src/catalog/metadataType.js';
import { metadataTypes } from '../../../src/catalog/metadataTypes.js';
import { namedElements } from './catalogFacts.js';

const root = join(import.meta.dirname, '..', '..', '..');
const declarations = readFileSync(join(root, 'node_modules', '@salesforce', 'types', 'lib', 'metadata.d.ts'), 'utf8');
const types: readonly MetadataType[] = metadataTypes;
const known = types.filter(({ name }) => fieldsOf(name) !== undefined);

/** The API version of the declarations; elements of a newer one cannot be in them. */
const declaredVersion = 68;

/** Salesforce's own declarations are a dependency, so this comparison runs everywhere. */
describe('The catalogue against @salesforce/types', () => {
  it('knows two types that Salesforce does not publish there', () => {
    expect(types.filter((type) => !known.includes(type)).map(({ name }) => name)).toEqual([
      'ExtlClntAppAttestSettings',
      'ExtlClntAppAttestConfigurablePolicies',
    ]);
  });

  it.each(known.map((type) => [type.name, type] as const))('%s has the same elements', (name, type) => {
    const platform = type.platformElements.filter(({ until }) => until === undefined).map((one) => one.name);
    const variants = (type.variants ?? []).map(({ element }) => element);
    const own = namedElements(type)
      .filter(({ row }) => row.since <= declaredVersion)
      .map(({ element }) => element.split('.')[0]);
    expect([...new Set([...own, ...platform, ...variants])].sort()).toEqual(Object.keys(fieldsOf(name) ?? {}).sort());
  });

  it.each([
    ['ExtlClntAppGlobalOauthSettings', 'idTokenConfig', 5],
    ['ExtlClntAppPushSettings', 'androidPushConfig', 2],
    ['ExtlClntAppPushSettings', 'applePushConfig', 7],
  ])('%s has the same elements inside %s', (name, parent, count) => {
    const type = types.find((one) => one.name === name);
    const subtype = fieldsOf(name)?.[parent] ?? '';
    const nested = (type === undefined ? [] : namedElements(type)).filter(({ element }) =>
      element.startsWith(`${parent}.`),
    );
    expect(nested).toHaveLength(count);
    expect(nested.map(({ element }) => element.split('.')[1]).sort()).toEqual(
      Object.keys(fieldsOf(subtype) ?? {}).sort(),
    );
  });

  it('writes only words that Salesforce declares', () => {
    const words = known.flatMap((type) =>
      namedElements(type).flatMap(({ element, row }) => {
        const union = unionOf((fieldsOf(type.name)?.[element] ?? '').replace('[]', ''));
        const strange = (row.codec.words ?? []).filter((word) => union !== undefined && !union.includes(word.element));
        return [{ element, compared: union !== undefined, strange: strange.map((word) => word.element) }];
      }),
    );
    expect(words.filter(({ strange }) => strange.length > 0)).toEqual([]);
    expect(words.filter(({ compared }) => compared).length).toBeGreaterThan(15);
  });
});

/** The fields of a declared type with the names of their types. */
function fieldsOf(name: string): Readonly<Record<string, string>> | undefined {
  const body = new RegExp(`export type ${name} = (?:Metadata & )?\\{\\r?\\n([^}]*)\\}`).exec(declarations)?.[1];
  if (body === undefined) return undefined;
  const fields = [...body.matchAll(/^\s*(\w+)\??: (.+);\r?$/gm)].map(([, field = '', type = '']) => [field, type]);
  return Object.fromEntries(fields) as Readonly<Record<string, string>>;
}

/** The texts of a declared union, or undefined for any other type. */
function unionOf(name: string): readonly string[] | undefined {
  const union = new RegExp(`export type ${name} = ('[^;]*');`).exec(declarations)?.[1];
  return union === undefined ? undefined : [...union.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
}
