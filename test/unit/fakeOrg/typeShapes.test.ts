import { describe, expect, it } from '@jest/globals';
import { requiredElements } from '../../fakeOrg/eca/deployEcaComponent.js';
import { shapeOf, typeShapes } from '../../fakeOrg/eca/typeShapes.js';
import { referenceText } from '../../referenceFolder.js';

type Reference = Readonly<
  Record<
    string,
    {
      readonly elementOrder: readonly string[];
      readonly fields: Readonly<Record<string, { readonly since: string; readonly required: boolean }>>;
    }
  >
>;

const text = referenceText('reference/eca-types.json');
const reference = JSON.parse(text ?? '{}') as Reference;
const whenShared = text === undefined ? it.skip : it;

describe('the schema of the fake org', () => {
  it('gives an element that came later than its neighbour its own version', () => {
    const policies = shapeOf('ExtlClntAppOauthConfigurablePolicies');
    const since = (name: string): number | undefined =>
      policies?.elements.find((element) => element.name === name)?.since;
    expect([since('namedUserJwtTimeout'), since('namedUserJwtSessionTimeoutType')]).toEqual([61, 65]);
  });

  it('knows what an element is when a file leaves it out', () => {
    const fallbacks = (type: string): object =>
      Object.fromEntries(
        shapeOf(type)?.elements.flatMap(({ name, fallback }) => (fallback === undefined ? [] : [[name, fallback]])) ??
          [],
      );
    expect(fallbacks('ExtlClntAppOauthConfigurablePolicies')).toMatchObject({
      refreshTokenPolicyType: 'SpecificLifetime',
      refreshTokenValidityPeriod: '365',
      refreshTokenValidityUnit: 'Days',
    });
    expect(fallbacks('ExtlClntAppConfigurablePolicies')).toEqual({
      isEnabled: 'true',
      isOauthPluginEnabled: 'true',
      startPage: 'None',
    });
  });

  whenShared.each(typeShapes.map(({ name }) => name))(
    'has the elements of %s as the reference (skipped without it)',
    (name) => {
      const shape = shapeOf(name);
      const expected = reference[name];
      expect(shape?.elements.map((element) => element.name)).toEqual(expected?.elementOrder);
      const required = Object.entries(expected?.fields ?? {}).flatMap(([field, { required: isRequired }]) =>
        isRequired ? [field] : [],
      );
      expect(shape === undefined ? [] : [...requiredElements(shape)].sort()).toEqual(required.sort());
      const own =
        shape?.elements.filter((element) => !['externalClientApplication', 'label'].includes(element.name)) ?? [];
      expect(own.map((element) => `${element.name} ${element.since}`)).toEqual(
        own.map((element) => `${element.name} ${Number.parseInt(expected?.fields[element.name]?.since ?? '', 10)}`),
      );
    },
  );
});
