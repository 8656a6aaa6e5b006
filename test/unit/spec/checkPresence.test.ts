import { describe, expect, it } from '@jest/globals';
import { header, oauth, problemsOf, tokensOf } from './checkYaml.js';

/** Rules and paths of the errors of a spec. */
function errorsOf(yaml: string): readonly string[] {
  return problemsOf(yaml)
    .filter((one) => one.startsWith('error '))
    .map((one) => one.replace(/^error (\S+) \S+ /, '$1 '));
}

describe('checkSpec: required keys', () => {
  it('wants a name and a contact', () => {
    expect(errorsOf('label: App\n')).toEqual(['shape/missing-key name', 'shape/missing-key contactEmail']);
  });

  it.each([
    'scopes: [api]',
    'flows: {device: true}',
    'flows: {clientCredentials: false}',
    'flows: {jwtBearer: {certificate: a.crt}}',
    'security: {requirePkce: true}',
    'security: {tokenIpRanges: [{start: 10.0.0.1, end: 10.0.0.1}]}',
    'policies: {permittedUsers: self-authorize}',
    'policies: {permissionSets: [A]}',
    'customAttributes: {a: b}',
  ])('wants a callback and scopes of an OAuth app: %s', (line) => {
    const wanted = line.startsWith('scopes') ? [] : ['shape/missing-key scopes'];
    expect(errorsOf(`${header}${line}\n`)).toEqual(['shape/missing-key callback', ...wanted]);
  });

  it('suggests a placeholder for a missing callback', () => {
    expect(tokensOf(`${header}scopes: [api]\n`, 'shape/missing-key')).toEqual([{ key: 'callback', hint: 'callback' }]);
  });

  it.each([
    'label: A',
    'policies: {enabled: false, startPage: none, plugins: {oauth: false}}',
    'policies: {startPage: custom, startUrl: "https://a.example.com"}',
    'saml: {entityId: a, acsUrl: "https://a.example.com"}',
    'push: {showFullContent: true}',
    'notifications: {A: {pushByDefault: true}}',
    'mobile: {screenLock: true}',
    'canvas: {url: "https://a.example.com", accessMethod: oauth-get}',
    'attestation: {enforcement: strict}',
  ])('wants neither of an app without OAuth: %s', (line) => {
    expect(errorsOf(`${header}${line}\n`)).toEqual([]);
  });

  it.each([
    ['saml: {subject: username}', ['shape/missing-key saml.entityId', 'shape/missing-key saml.acsUrl']],
    ['canvas: {options: [hide-share]}', ['shape/missing-key canvas.url', 'shape/missing-key canvas.accessMethod']],
    ['security: {tlsClientAuth: {value: a}}', ['shape/missing-key security.tlsClientAuth.parameter']],
    ['flows: {jwtBearer: {file: a.crt}}', ['shape/unknown-key flows.jwtBearer.file']],
  ])('wants what belongs together: %s', (line, errors) => {
    expect(errorsOf(`${oauth}${line}\n`)).toEqual(errors);
  });

  it('does not ask for a key whose value is wrong', () => {
    expect(errorsOf('name: App\ncontactEmail: nobody\ncallback: relative\nscopes: [nonsense]\n')).toEqual([
      'shape/invalid-email contactEmail',
      'shape/invalid-url callback',
      'shape/unknown-scope scopes[0]',
    ]);
  });

  it('is content with a required element under metadata.extra only where the key itself stands', () => {
    expect(errorsOf(`${header}metadata: {extra: {ExtlClntAppOauthSettings: {isQuantumSafe: "true"}}}\n`)).toEqual([
      'shape/missing-key callback',
      'shape/missing-key scopes',
    ]);
  });
});

describe('checkSpec: keys that go together', () => {
  it.each([
    [
      'a start URL without custom',
      'policies: {startUrl: "https://a.example.com"}',
      ['shape/only-with policies.startUrl'],
    ],
    [
      'a start URL with another start page',
      'policies: {startPage: oauth, startUrl: "https://a.example.com"}',
      ['shape/only-with policies.startUrl'],
    ],
    ['custom without a start URL', 'policies: {startPage: custom}', ['shape/requires policies.startPage']],
    [
      'custom with a wrong start URL',
      'policies: {startPage: custom, startUrl: nowhere}',
      ['shape/invalid-url policies.startUrl'],
    ],
    [
      'a subject attribute without custom-attribute',
      'saml: {entityId: a, acsUrl: "https://a.example.com", subjectCustomAttribute: x}',
      ['shape/only-with saml.subjectCustomAttribute'],
    ],
    [
      'custom-attribute without a subject attribute',
      'saml: {entityId: a, acsUrl: "https://a.example.com", subject: custom-attribute}',
      ['shape/requires saml.subject'],
    ],
    [
      'both',
      'saml: {entityId: a, acsUrl: "https://a.example.com", subject: custom-attribute, subjectCustomAttribute: x}',
      [],
    ],
    ['a lock timeout without a lock', 'mobile: {screenLockTimeout: 10}', ['shape/only-with mobile.screenLockTimeout']],
    [
      'a lock timeout with the lock off',
      'mobile: {screenLock: false, screenLockTimeout: 10}',
      ['shape/only-with mobile.screenLockTimeout'],
    ],
    ['a lock without a timeout', 'mobile: {screenLock: true}', []],
    ['a lock with a timeout', 'mobile: {screenLock: true, screenLockTimeout: never}', []],
  ])('judges %s', (_, line, errors) => {
    expect(errorsOf(`${header}${line}\n`)).toEqual(errors);
  });

  const common = 'environment: production, bundleId: com.example';
  it.each([
    ['a signing key', `apple: {${common}, signingKey: a.p8, keyId: A, teamId: B}`, []],
    ['a certificate', `apple: {${common}, certificate: a.p12, password: "\${p}"}`, []],
    ['a link', 'apple: {configLink: "00D:1"}', []],
    ['half a signing key', `apple: {${common}, signingKey: a.p8, keyId: A}`, ['shape/missing-key push.apple.teamId']],
    [
      'a certificate without password',
      `apple: {${common}, certificate: a.p12}`,
      ['shape/missing-key push.apple.password'],
    ],
    ['no credentials', `apple: {${common}}`, ['shape/either-or push.apple']],
    [
      'two ways',
      `apple: {${common}, signingKey: a.p8, keyId: A, teamId: B, certificate: a.p12, password: "\${p}"}`,
      ['shape/either-or push.apple'],
    ],
    ['a link beside a bundle id', 'apple: {configLink: "00D:1", bundleId: a}', ['shape/either-or push.apple']],
    [
      'a signing key without environment',
      'apple: {signingKey: a.p8, keyId: A, teamId: B, bundleId: a}',
      ['shape/missing-key push.apple.environment'],
    ],
    [
      'a certificate without a bundle id',
      'apple: {environment: sandbox, certificate: a.p12, password: "${p}"}',
      ['shape/missing-key push.apple.bundleId'],
    ],
    ['an Android service account', 'android: {firebaseProject: a, serviceAccount: a.json}', []],
    ['an Android project alone', 'android: {firebaseProject: a}', ['shape/missing-key push.android.serviceAccount']],
    ['an Android link', 'android: {configLink: "00D:1"}', []],
  ])('judges push by %s', (_, push, errors) => {
    const variables = push.includes('${p}') ? 'variables: {p: {secret: true}}\n' : '';
    expect(errorsOf(`${header}push: {${push}}\n${variables}`).filter((one) => !one.startsWith('variable/'))).toEqual(
      errors,
    );
  });
});

describe('checkSpec: metadata.only', () => {
  const only = (types: string, rest = ''): string => `name: App\n${rest}metadata: {only: [${types}]}\n`;

  it.each([
    ['ExternalClientApplication', '', ['shape/missing-key contactEmail']],
    ['ExternalClientApplication', 'contactEmail: a@example.com\n', []],
    ['ExtlClntAppGlobalOauthSettings', '', ['shape/missing-key callback']],
    ['ExtlClntAppOauthSettings', '', ['shape/missing-key scopes']],
    ['ExtlClntAppOauthSettings', 'scopes: [api]\n', []],
    ['ExtlClntAppOauthConfigurablePolicies', 'policies: {ipRelaxation: relax}\n', []],
    ['ExtlClntAppConfigurablePolicies', 'policies: {enabled: false}\n', []],
    [
      'ExtlClntAppOauthSettings',
      'scopes: [api]\ncontactEmail: a@example.com\n',
      ['shape/type-not-selected contactEmail'],
    ],
    [
      'ExtlClntAppConfigurablePolicies',
      'policies: {ipRelaxation: relax}\n',
      ['shape/type-not-selected policies.ipRelaxation'],
    ],
    // The switch belongs to the global settings, its setting to the policies.
    ['ExtlClntAppOauthConfigurablePolicies', 'flows: {clientCredentials: {runAs: a}}\n', []],
    [
      'ExtlClntAppOauthConfigurablePolicies',
      'flows: {clientCredentials: false}\n',
      ['shape/type-not-selected flows.clientCredentials'],
    ],
  ])('limited to %s with %j', (types, rest, errors) => {
    expect(errorsOf(only(types, rest))).toEqual(errors);
  });

  it('refuses elements of a type that is left out', () => {
    const yaml =
      'name: App\ncontactEmail: a@example.com\nmetadata: {only: [ExternalClientApplication], extra: {ExtlClntAppOauthSettings: {a: b}}}\n';
    expect(errorsOf(yaml)).toEqual(['shape/type-not-selected metadata.extra.ExtlClntAppOauthSettings']);
  });
});
