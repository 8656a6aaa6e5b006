import { describe, expect, it } from '@jest/globals';
import type { Spec } from '../../../src/catalog/spec.js';
import { activeTypes, isOauthApp, selectedTypes } from '../../../src/spec/activeTypes.js';
import { rows } from '../../../src/catalog/rows.js';
import { completeSpec, defaultOf } from '../../../src/spec/completeSpec.js';
import { checkYaml, header, oauth } from './checkYaml.js';

/** The completed spec of a YAML text that has no errors. */
function completed(yaml: string): Spec {
  const { spec, all } = checkYaml(yaml);
  expect(all.filter(({ severity }) => severity === 'error')).toEqual([]);
  return completeSpec(spec);
}

/** Types, with the platform where there is one. */
function typesOf(yaml: string): readonly string[] {
  return activeTypes(checkYaml(yaml).spec).map(({ type, platform }) =>
    platform === undefined ? type.name : `${type.name}.${platform}`,
  );
}

const oauthTypes = [
  'ExternalClientApplication',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
];
const plainTypes = ['ExternalClientApplication', 'ExtlClntAppConfigurablePolicies'];

describe('completeSpec', () => {
  it('computes the default of exactly the keys whose row says so', () => {
    const specs = ['', 'policies: {permissionSets: [A]}\n', 'saml: {entityId: a, acsUrl: "https://a.example.com"}\n'];
    const parsed = specs.map((more) => checkYaml(`${oauth}${more}`).spec);
    const computed = rows.filter((row) => parsed.some((spec) => defaultOf(row, spec) !== row.specDefault));
    expect(computed.map(({ key }) => key)).toEqual([
      'label',
      'policies.permittedUsers',
      'policies.plugins.oauth',
      'policies.plugins.saml',
    ]);
    expect(rows.filter(({ defaultNote }) => defaultNote !== undefined)).toEqual(computed);
  });

  it('writes out every default of an OAuth app', () => {
    expect(completed(oauth)).toEqual({
      name: 'App',
      label: 'App',
      contactEmail: 'a@example.com',
      distribution: 'local',
      protected: false,
      callback: 'https://app.example.com/callback',
      scopes: ['api'],
      firstParty: { enabled: false },
      flows: {
        authorizationCodeAndCredentials: false,
        clientCredentials: false,
        device: false,
        jwtBearer: false,
        tokenExchange: false,
      },
      security: {
        requireSecretForWebServerFlow: true,
        requireSecretForRefreshTokenFlow: true,
        requireSecretForTokenExchange: true,
        requirePkce: true,
        rotateRefreshTokens: true,
        issueJwtAccessTokens: false,
        introspectAllTokens: false,
      },
      policies: {
        enabled: true,
        plugins: { oauth: true },
        startPage: 'none',
        permittedUsers: 'self-authorize',
        ipRelaxation: 'enforce',
        refreshToken: { expiresIfUnusedFor: '30 days' },
        sessionLevel: 'standard',
      },
    });
  });

  it('writes out every default of an app without OAuth', () => {
    expect(completed(header)).toEqual({
      name: 'App',
      label: 'App',
      contactEmail: 'a@example.com',
      distribution: 'local',
      protected: false,
      policies: { enabled: true, plugins: { oauth: false }, startPage: 'none' },
    });
  });

  it('writes out the defaults of single sign-on and turns its plug-in on', () => {
    const { saml, policies } = completed(`${header}saml: {entityId: a, acsUrl: "https://a.example.com"}\n`);
    expect(saml).toEqual({
      entityId: 'a',
      acsUrl: 'https://a.example.com',
      subject: 'username',
      nameIdFormat: 'unspecified',
      signingAlgorithm: 'sha256',
    });
    expect(policies?.plugins).toEqual({ oauth: false, saml: true });
  });

  it.each([
    ['neither', '', 'self-authorize'],
    ['permission sets', 'policies: {permissionSets: [A]}\n', 'admin-approved'],
    ['profiles', 'policies: {profiles: [A]}\n', 'admin-approved'],
    ['empty lists', 'policies: {permissionSets: [], profiles: []}\n', 'self-authorize'],
    ['a word of the user', 'policies: {permissionSets: [A], permittedUsers: self-authorize}\n', 'self-authorize'],
  ])('chooses the permitted users by %s', (_, lines, word) => {
    expect(completed(`${oauth}${lines}`).policies?.permittedUsers).toBe(word);
  });

  it.each([
    [
      'authorizationCodeAndCredentials: true',
      { authorizationCodeAndCredentials: { postBodyOnly: false, guest: false } },
    ],
    [
      'authorizationCodeAndCredentials: {guest: {jwtTimeout: 30}}',
      { authorizationCodeAndCredentials: { postBodyOnly: false, guest: { jwtTimeout: 30 } } },
    ],
    ['clientCredentials: {runAs: a}', { clientCredentials: { runAs: 'a', allowedByPolicy: true } }],
    ['clientCredentials: {allowedByPolicy: false}', { clientCredentials: { allowedByPolicy: false } }],
    ['tokenExchange: true', { tokenExchange: { allowedByPolicy: true } }],
    ['tokenExchange: {allowedByPolicy: false}', { tokenExchange: { allowedByPolicy: false } }],
    ['jwtBearer: {certificate: a.crt}', { jwtBearer: { certificate: 'a.crt' } }],
  ])('spells %s out', (flow, flows) => {
    expect(completed(`${oauth}flows: {${flow}}\n`).flows).toMatchObject(flows);
  });

  it('changes nothing that the user wrote, and does not touch the spec itself', () => {
    const { spec } = checkYaml(
      `${oauth}label: Mine\nprotected: true\npolicies: {enabled: false, plugins: {oauth: false}}\n`,
    );
    const before = structuredClone(spec);
    expect(completeSpec(spec)).toMatchObject({
      label: 'Mine',
      protected: true,
      policies: { enabled: false, plugins: { oauth: false } },
    });
    expect(spec).toEqual(before);
  });

  it('completes a completed spec to itself', () => {
    const once = completed(
      `${oauth}flows: {tokenExchange: true}\nsaml: {entityId: a, acsUrl: "https://a.example.com"}\n`,
    );
    expect(completeSpec(once)).toEqual(once);
  });

  it('completes only the types that metadata.only selects', () => {
    expect(completed('name: App\nscopes: [api]\nmetadata: {only: [ExtlClntAppOauthSettings]}\n')).toEqual({
      name: 'App',
      scopes: ['api'],
      firstParty: { enabled: false },
      metadata: { only: ['ExtlClntAppOauthSettings'] },
    });
  });

  it('never turns the OAuth half off in an app that is described in part', () => {
    expect(completed('name: App\nmetadata: {only: [ExtlClntAppConfigurablePolicies]}\n').policies?.plugins).toEqual({
      oauth: true,
    });
  });
});

describe('activeTypes', () => {
  it.each([
    ['an app without OAuth', header, plainTypes],
    [
      'policies of the app alone',
      `${header}policies: {enabled: true, plugins: {oauth: true}, startPage: none}\n`,
      plainTypes,
    ],
    ['an OAuth app', oauth, oauthTypes],
    ['a switch that is off', `${header}flows: {device: false}\n`, oauthTypes],
    [
      'token IP ranges',
      `${oauth}security: {tokenIpRanges: [{start: 10.0.0.1, end: 10.0.0.1}]}\n`,
      [...oauthTypes, 'ExtlClntAppOauthSecuritySettings'],
    ],
    [
      'single sign-on',
      `${header}saml: {entityId: a, acsUrl: "https://a.example.com"}\n`,
      [...plainTypes, 'ExtlClntAppSamlConfigurablePolicies'],
    ],
    [
      'one push platform',
      `${header}push: {apple: {configLink: a}}\n`,
      [...plainTypes, 'ExtlClntAppPushSettings.apple'],
    ],
    [
      'two push platforms and a policy',
      `${header}push: {apple: {configLink: a}, android: {configLink: b}, showFullContent: true}\n`,
      [
        ...plainTypes,
        'ExtlClntAppPushSettings.apple',
        'ExtlClntAppPushSettings.android',
        'ExtlClntAppPushConfigurablePolicies',
      ],
    ],
    [
      'attestation that is off',
      `${header}attestation: {apple: false, android: true}\n`,
      [...plainTypes, 'ExtlClntAppAttestSettings.android'],
    ],
    [
      'the rest',
      `${header}notifications: {A: {pushByDefault: true}}\nmobile: {screenLock: true, screenLockTimeout: 1}\ncanvas: {url: "https://a.example.com", accessMethod: oauth-get}\nattestation: {enforcement: none}\n`,
      [
        ...plainTypes,
        'ExtlClntAppNotificationSettings',
        'ExtlClntAppMobileSettings',
        'ExtlClntAppMobileConfigurablePolicies',
        'ExtlClntAppCanvasSettings',
        'ExtlClntAppAttestConfigurablePolicies',
      ],
    ],
    [
      'a selection',
      'name: App\nmetadata: {only: [ExtlClntAppOauthConfigurablePolicies]}\n',
      ['ExtlClntAppOauthConfigurablePolicies'],
    ],
    ['a selection of a type without keys', 'name: App\nmetadata: {only: [ExtlClntAppMobileSettings]}\n', []],
    [
      'elements of its own',
      `${header}metadata: {extra: {ExtlClntAppCanvasSettings: {a: b}, ExtlClntAppPushSettings.apple: {a: b}}}\n`,
      [...plainTypes, 'ExtlClntAppPushSettings.apple', 'ExtlClntAppCanvasSettings'],
    ],
    ['elements of its own in OAuth', `${header}metadata: {extra: {ExtlClntAppOauthSettings: {a: b}}}\n`, oauthTypes],
  ])('gives the components of %s', (_, yaml, types) => {
    expect(typesOf(yaml)).toEqual(types);
  });

  it('takes no selection for all', () => {
    expect([selectedTypes({ name: 'A' }), selectedTypes({ name: 'A', metadata: { only: [] } })]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('knows an OAuth app by its keys', () => {
    expect([isOauthApp({ name: 'A' }), isOauthApp({ name: 'A', scopes: ['api'] })]).toEqual([false, true]);
  });
});
