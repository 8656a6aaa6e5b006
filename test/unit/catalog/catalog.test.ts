import { describe, expect, it } from '@jest/globals';
import type { ElementRow, MetadataType } from '../../../src/catalog/metadataType.js';
import { metadataTypes } from '../../../src/catalog/metadataTypes.js';
import { otherTypes } from '../../../src/catalog/otherTypes.js';
import { factsOf, type Field, major, namedElements, skipReason, subtypeOf, typesOfReference } from './catalogFacts.js';

type Versions = { readonly since: number; readonly until?: number };

const types: readonly MetadataType[] = metadataTypes;
const compared = skipReason === '' ? describe : describe.skip;

/** Required by Salesforce only together with another element; the bundle id by Apple, whose topic it is. */
const conditional = [
  'flows.jwtBearer.certificate',
  'security.tlsClientAuth.parameter',
  'security.tlsClientAuth.value',
  'push.apple.bundleId',
];

compared(`The catalogue against the reference${skipReason}`, () => {
  it('has every type with its folder, suffix and first API version', () => {
    const own = types.map(({ name, folder, suffix, since }) => ({ name, dir: folder, suffix, since: `${since}.0` }));
    const other = otherTypes
      .filter(({ name }) => name !== 'ExtlClntAppCanvasStngs')
      .map(({ name, folder, suffix }) => ({ name, dir: folder, suffix, since: '59.0' }));
    const expected = typesOfReference().map((name) => {
      const { dir, suffix, since } = factsOf(name);
      return { name, dir, suffix, since };
    });
    expect([...own, ...other].sort(byName)).toEqual(expected.sort(byName));
  });

  it('finds in the reference what it compares with', () => {
    expect(typesOfReference()).toHaveLength(17);
    expect(Object.keys(factsOf('ExtlClntAppGlobalOauthSettings').fields)).toHaveLength(24);
  });

  describe.each(types.map((type) => [type.name, type] as const))('%s', (_, type) => {
    it('has every element with its first and last API version', () => {
      expect(elementVersions(type)).toEqual(fieldVersions(factsOf(type.name).fields));
    });

    it('has every element inside an element with its API versions', () => {
      for (const parent of parentsOf(type))
        expect(nestedVersions(type, parent)).toEqual(fieldVersions(factsOf(subtypeOf(type, parent)).fields));
    });

    it('names no element twice', () => {
      const places = namedElements(type).map(({ element, row }) => `${row.variant ?? 'app'} ${element}`);
      const others = type.platformElements.map(({ name }) => `app ${name}`);
      const variants = [...new Set(type.variants?.map(({ element }) => `app ${element}`))];
      expect(repeated([...places, ...others, ...variants])).toEqual([]);
    });

    it('gets the element order of Salesforce by sorting names in ASCII order', () => {
      expect(Object.keys(elementVersions(type)).sort()).toEqual(factsOf(type.name).elementOrder);
      for (const parent of parentsOf(type))
        expect(Object.keys(nestedVersions(type, parent)).sort()).toEqual(factsOf(subtypeOf(type, parent)).elementOrder);
    });

    it('requires what Salesforce requires', () => {
      const required = namedElements(type).filter(({ element }) => fieldOf(type, element)?.required === true);
      const forgotten = required.filter(({ row }) => !isAlwaysWritten(type, row));
      const invented = type.rows
        .filter((row) => row.required === true && !conditional.includes(row.key))
        .filter((row) => fieldOf(type, row.elements[0] ?? '')?.required !== true);
      expect(forgotten.map(({ element }) => element)).toEqual([]);
      expect(invented.map(({ key }) => key)).toEqual([]);
    });

    it('has a word for every value that may be written', () => {
      for (const { element, row } of namedElements(type).filter(
        ({ row }) => row.codec.kind === 'words' || row.codec.kind === 'list',
      )) {
        const field = fieldOf(type, element);
        const words = row.codec.words?.map((word) => word.element.toLowerCase()).sort();
        expect([element, words]).toEqual([
          element,
          (field?.authorable ?? field?.enum)?.map((word) => word.toLowerCase()).sort(),
        ]);
      }
    });

    it('knows the platforms of a type that occurs once per platform', () => {
      const elements = new Set(type.variants?.map(({ element }) => element));
      for (const element of elements)
        expect(type.variants?.map(({ value }) => value)).toEqual(fieldOf(type, element)?.enum);
    });
  });

  it('writes the refresh token policy and the JWT timeouts in the words of Salesforce', () => {
    const fields = factsOf('ExtlClntAppOauthConfigurablePolicies').fields;
    const policies = [
      'valid-until-revoked',
      'expire-immediately',
      { expiresAfter: '1 hours' },
      { expiresIfUnusedFor: '2 days' },
      { expiresAfter: '3 months' },
    ];
    expect(writtenWords('policies.refreshToken', policies, 'refreshTokenPolicyType')).toEqual(
      words(fields.refreshTokenPolicyType),
    );
    expect(writtenWords('policies.refreshToken', policies, 'refreshTokenValidityUnit')).toEqual(
      words(fields.refreshTokenValidityUnit),
    );
    const timeouts = ['user-session', ...(fields.namedUserJwtTimeout?.allowedValues ?? [])];
    const key = 'policies.jwtAccessTokenTimeout';
    const codec = types.flatMap((type): readonly ElementRow[] => type.rows).find((row) => row.key === key)?.codec;
    expect(timeouts.filter((value) => codec?.check(value, 68).length !== 0)).toEqual([]);
    expect(writtenWords(key, timeouts, 'namedUserJwtSessionTimeoutType')).toEqual(
      words(fields.namedUserJwtSessionTimeoutType),
    );
    expect(writtenWords(key, timeouts, 'namedUserJwtTimeout')).toEqual(
      fields.namedUserJwtTimeout?.allowedValues?.map(String).sort(),
    );
  });

  it('writes the children of repeated elements by the names and in the order of Salesforce', () => {
    const samples = {
      customAttributes: ['ExtlClntAppOauthSettingsAttribute', { Country: '$User.Country' }],
      'saml.customAttributes': ['ExtlClntAppSamlConfigurablePoliciesAttribute', { Country: '$User.Country' }],
      'policies.customAttributes': ['ExtlClntAppOauthPoliciesAttribute', { Country: '$User.Country' }],
      'security.trustedIpRanges': [
        'ExtlClntAppOauthIpRange',
        [{ start: '10.0.0.1', end: '10.0.0.2', description: 'Office' }],
      ],
      'security.tokenIpRanges': [
        'ExtlClntAppOauthSecurityTokenIpRange',
        [{ start: '10.0.0.1', end: '10.0.0.2', description: 'Office' }],
      ],
      notifications: ['ExtlClntAppNotificationType', { Order_Shipped: {} }],
    } as const;
    for (const [key, [subtype, value]] of Object.entries(samples)) {
      const [node] = written(key, value);
      const children = typeof node?.content === 'object' ? node.content.map(({ name }) => name) : [];
      expect([key, children]).toEqual([key, factsOf(subtype).elementOrder]);
    }
  });
});

function elementVersions(type: MetadataType): Readonly<Record<string, Versions>> {
  const own = namedElements(type)
    .filter(({ element }) => !element.includes('.'))
    .map(({ element, row }) => [element, versions({ ...row, since: firstVersion(row, element) })] as const);
  const parents = parentsOf(type).map((parent) => {
    const sinces = Object.values(nestedVersions(type, parent)).map(({ since }) => since);
    return [parent, { since: Math.min(...sinces) }] as const;
  });
  const platform = type.platformElements.map(
    (one) =>
      [
        one.name,
        versions({ ...one, since: Math.max(one.since, one.reason === 'structure' ? type.since : 0) }),
      ] as const,
  );
  const variants = (type.variants ?? []).map(({ element }) => [element, { since: type.since }] as const);
  return Object.fromEntries([...own, ...parents, ...platform, ...variants]);
}

/** The element beside a JWT timeout is younger than the timeout; the codec leaves it out below 65. */
function firstVersion(row: ElementRow, element: string): number {
  return row.codec.kind === 'jwtTimeout' && element === row.elements[1] ? 65 : row.since;
}

function nestedVersions(type: MetadataType, parent: string): Readonly<Record<string, Versions>> {
  const children = namedElements(type).filter(({ element }) => element.startsWith(`${parent}.`));
  return Object.fromEntries(children.map(({ element, row }) => [element.slice(parent.length + 1), versions(row)]));
}

function parentsOf(type: MetadataType): readonly string[] {
  const nested = namedElements(type).filter(({ element }) => element.includes('.'));
  return [...new Set(nested.map(({ element }) => element.slice(0, element.indexOf('.'))))];
}

function versions({ since, until }: { readonly since: number; readonly until?: number }): Versions {
  return until === undefined ? { since } : { since, until };
}

function fieldVersions(fields: Readonly<Record<string, Field>>): Readonly<Record<string, Versions>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { since = '', removed }]) => [
      name,
      { since: major(since), ...(removed === undefined ? {} : { until: major(removed) - 1 }) },
    ]),
  );
}

function fieldOf(type: MetadataType, element: string): Field | undefined {
  const [first = '', second] = element.split('.');
  return second === undefined ? factsOf(type.name).fields[first] : factsOf(subtypeOf(type, first)).fields[second];
}

/** Required, given by a default, or the one key that makes its component exist. */
function isAlwaysWritten(type: MetadataType, row: ElementRow): boolean {
  const only = type.rows.length === 1;
  const sectionDemandsIt = ['push.android.firebaseProject', 'push.android.serviceAccount'].includes(row.key);
  return row.required === true || only || sectionDemandsIt || (row.write === 'always' && row.specDefault !== undefined);
}

function written(key: string, value: unknown): ReturnType<ElementRow['codec']['write']> {
  const row = types.flatMap((type): readonly ElementRow[] => type.rows).find((one) => one.key === key);
  return row?.codec.write(value, row.elements, { apiVersion: 68, fileContent: () => undefined }) ?? [];
}

function writtenWords(key: string, values: readonly unknown[], element: string): readonly unknown[] {
  const nodes = values.flatMap((value) => written(key, value)).filter(({ name }) => name === element);
  return [...new Set(nodes.map(({ content }) => content))].sort();
}

function words(field: Field | undefined): readonly string[] {
  return [...(field?.enum ?? [])].sort();
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
