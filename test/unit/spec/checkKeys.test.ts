import { describe, expect, it } from '@jest/globals';
import { checkYaml, header, oauth, problemsOf, tokensOf } from './checkYaml.js';

describe('checkSpec: keys', () => {
  it('accepts the smallest app and the smallest OAuth app', () => {
    expect([problemsOf(header), problemsOf(oauth)]).toEqual([[], []]);
  });

  it('refuses an unknown key with the nearest one, at the key', () => {
    expect(problemsOf(`${oauth}security:\n  requirePcke: true\nscops: [api]\n`)).toEqual([
      'error shape/unknown-key 6:3 security.requirePcke -> requirePkce',
      'error shape/unknown-key 7:1 scops -> scopes',
    ]);
  });

  it('lists the keys that there are when none is near', () => {
    expect(tokensOf(`${header}push:\n  windows: {}\n  blackberry: true\n`, 'shape/unknown-key')).toEqual([
      { found: 'windows', keys: 'android, apple, showFullContent' },
      { found: 'blackberry', keys: 'android, apple, showFullContent' },
    ]);
  });

  it('refuses keys that JavaScript objects inherit', () => {
    expect(problemsOf(`${header}__proto__: {a: 1}\nconstructor: 1\ntoString: 1\nsecurity: {__proto__: 1}\n`)).toEqual([
      'error shape/unknown-key 3:1 __proto__',
      'error shape/unknown-key 4:1 constructor',
      'error shape/unknown-key 5:1 toString',
      'error shape/unknown-key 6:12 security.__proto__',
    ]);
  });

  it('refuses keys of another case', () => {
    expect(problemsOf('Name: App\ncontactEmail: a@example.com\n')).toEqual([
      'error shape/unknown-key 1:1 Name -> name',
      'error shape/missing-key 1:1 name',
    ]);
  });

  it.each([
    ['null', 'label:', 'error shape/null-value 3:1 label'],
    ['null in a section', 'saml: ~', 'error shape/null-value 3:1 saml'],
    ['null below a section', 'policies: {enabled: null}', 'error shape/null-value 3:12 policies.enabled'],
    ['null for variables', 'variables:', 'error shape/null-value 3:1 variables'],
    ['null for lint', 'lint: null', 'error shape/null-value 3:1 lint'],
    ['null for metadata', 'metadata: null', 'error shape/null-value 3:1 metadata'],
    ['null for names', 'metadata: {names: null}', 'error shape/null-value 3:12 metadata.names'],
    [
      'null for one name',
      'metadata: {names: {ExtlClntAppOauthSettings: null}}',
      'error shape/null-value 3:20 metadata.names.ExtlClntAppOauthSettings',
    ],
    ['null for a variable', 'variables: {a: }', 'error shape/null-value 3:13 variables.a'],
    ['null for a default', 'variables: {a: {default: null}}', 'error shape/null-value 3:17 variables.a.default'],
    [
      'null for a reason',
      'lint: {ignore: [{rule: a/b, reason: null}]}',
      'error shape/null-value 3:29 lint.ignore[0].reason',
    ],
    [
      'null for the end of a waiver',
      'lint: {ignore: [{rule: a/b, reason: c, until: null}]}',
      'error shape/null-value 3:40 lint.ignore[0].until',
    ],
    [
      'null for an element',
      'metadata: {extra: {ExternalClientApplication: {a: null}}}',
      'error shape/null-value 3:48 metadata.extra.ExternalClientApplication.a',
    ],
  ])('refuses %s', (_, line, problem) => {
    expect(problemsOf(`${header}${line}\n`).filter((one) => !one.includes('variable/'))).toEqual([problem]);
  });

  it('refuses null as the name', () => {
    expect(problemsOf('name: null\ncontactEmail: a@example.com\n')).toEqual(['error shape/null-value 1:1 name']);
  });

  it('takes an empty list or map for an absent key', () => {
    const empty =
      'flows: {}\npolicies: {plugins: {}}\nscopes: []\ncustomAttributes: {}\nsaml: {}\nvariables: {}\nlint: {ignore: []}\nmetadata: {names: {}, only: [], extra: {}}\n';
    const { spec, writtenKeys, all } = checkYaml(`${header}${empty}`);
    expect(all).toEqual([]);
    expect(spec).toEqual({ name: 'App', contactEmail: 'a@example.com' });
    expect([...writtenKeys]).toEqual(['contactEmail']);
  });

  it('takes an empty list of callbacks for a missing key', () => {
    expect(problemsOf(`${header}callback: []\nscopes: [api]\n`)).toEqual(['error shape/missing-key 3:1 callback']);
  });

  it.each([
    ['a text', 'just text', 'text "just text"'],
    ['a list', '- name: App', 'list'],
    ['a number', '12', 'number 12'],
  ])('wants a map, not %s', (_, yaml, found) => {
    expect(tokensOf(yaml, 'shape/wrong-kind')).toEqual([{ found, expected: 'spec' }]);
    expect(problemsOf(yaml)).toEqual(['error shape/wrong-kind 1:1 ']);
  });

  it.each([
    ['a list for a section', 'security: [requirePkce]', 'shape/wrong-kind', { found: 'list', expected: 'map' }],
    ['a text for a section', 'policies: relax', 'shape/wrong-kind', { found: 'text "relax"', expected: 'map' }],
    ['a number for a text', 'description: 12', 'shape/wrong-kind', { found: 'number 12', expected: 'text' }],
    ['text for a boolean', 'protected: yes', 'shape/wrong-kind', { found: 'text "yes"', expected: 'boolean' }],
    ['a text for a list', 'customScopes: one', 'shape/wrong-kind', { found: 'text "one"', expected: 'textList' }],
    ['a map for a list', 'customScopes: {a: b}', 'shape/wrong-kind', { found: 'map', expected: 'textList' }],
    [
      'true for client credentials',
      'flows: {clientCredentials: true}',
      'shape/wrong-kind',
      { found: 'boolean true', expected: 'falseOrMap', settings: '{runAs: …}' },
    ],
    [
      'true for the JWT flow',
      'flows: {jwtBearer: true}',
      'shape/wrong-kind',
      { found: 'boolean true', expected: 'falseOrMap', settings: '{certificate: …}' },
    ],
    [
      'text for a switch',
      'flows: {tokenExchange: "on"}',
      'shape/wrong-kind',
      { found: 'text "on"', expected: 'booleanOrMap', settings: '{allowedByPolicy: …}' },
    ],
  ])('refuses %s', (_, line, rule, tokens) => {
    expect(tokensOf(`${header}${line}\n`, rule)).toEqual([expect.objectContaining(tokens)]);
  });

  it('collects everything that is wrong, each at its place', () => {
    const yaml = [
      'name: 1App',
      'contactEmail: nobody',
      'callback: [/relative, "https://a.example.com/ b"]',
      'scopes: [Api, refreshtoken, api, Api, FutureScope]',
      'policies:',
      '  permittedUsers: AdminApprovedPreAuthorized',
      '  refreshToken: {expiresAfter: 1 day}',
      '  startPage: custom',
      'idToken: {validityMinutes: 721}',
      'colour: red',
    ].join('\n');
    expect(problemsOf(`${yaml}\n`)).toEqual([
      'error shape/invalid-email 2:15 contactEmail',
      'error shape/invalid-url 3:12 callback[0]',
      'error shape/invalid-url 3:23 callback[1]',
      'error shape/unknown-scope 4:10 scopes[0] -> api',
      'error shape/unknown-scope 4:15 scopes[1] -> refresh_token',
      'error shape/duplicate 4:29 scopes[2]',
      'error shape/duplicate 4:34 scopes[3]',
      'warning shape/unknown-scope 4:39 scopes[4]',
      'error shape/unknown-word 6:19 policies.permittedUsers -> admin-approved',
      'error shape/invalid-duration 7:32 policies.refreshToken.expiresAfter -> 1 days',
      'error shape/out-of-range 9:28 idToken.validityMinutes',
      'error shape/unknown-key 10:1 colour',
      'error shape/invalid-api-name 1:7 name',
      'error shape/requires 8:14 policies.startPage',
    ]);
  });

  it('keeps in the spec only what is legal, and says what is unknown', () => {
    const { spec, unknown, writtenKeys } = checkYaml(
      `${oauth}protected: maybe\npolicies: {startPage: here, enabled: false}\ncolour: red\n`,
    );
    expect(spec).toEqual({
      name: 'App',
      contactEmail: 'a@example.com',
      callback: 'https://app.example.com/callback',
      scopes: ['api'],
      policies: { enabled: false },
    });
    expect(unknown).toEqual([['protected'], ['policies', 'startPage'], ['colour']]);
    expect([...writtenKeys]).toEqual([
      'contactEmail',
      'callback',
      'scopes',
      'protected',
      'policies.startPage',
      'policies.enabled',
    ]);
  });
});

describe('checkSpec: words', () => {
  it.each([
    ['the spelling of Salesforce', 'policies: {permittedUsers: AdminApprovedPreAuthorized}', 'admin-approved'],
    ['the label of Setup', 'policies: {permittedUsers: Admin approved users are pre-authorized}', 'admin-approved'],
    ['another case', 'policies: {permittedUsers: Admin-Approved}', 'admin-approved'],
    ['a near miss', 'policies: {permittedUsers: admin-aproved}', 'admin-approved'],
    ['Bypass', 'policies: {ipRelaxation: Bypass}', 'relax'],
    [
      'the label of an IP relaxation',
      'policies: {ipRelaxation: Relax IP restrictions for activated devices}',
      'relax-for-activated-devices',
    ],
    ['Infinite', 'policies: {refreshToken: Infinite}', 'valid-until-revoked'],
    ['SpecificLifetime', 'policies: {refreshToken: SpecificLifetime}', '{expiresAfter: "365 days"}'],
    ['a day in the singular', 'policies: {refreshToken: {expiresIfUnusedFor: 30 Day}}', '30 days'],
    ['Local', 'distribution: Local', 'local'],
    ['HIGH_ASSURANCE', 'policies: {sessionLevel: HIGH_ASSURANCE}', 'high-assurance'],
    [
      'UserProfile in a list',
      'canvas: {url: "https://a.example.com", accessMethod: oauth-get, locations: [UserProfile]}',
      'user-profile',
    ],
    ['a token of a scope', 'scopes: [SFApiPlatform]', 'sfap_api'],
    ['the connected app token of a scope', 'scopes: [SFAP]', 'sfap_api'],
    ['the Setup label of a scope', 'scopes: ["Manage user data via APIs (api)"]', 'api'],
    ['a scope without its underscore', 'scopes: [refreshtoken]', 'refresh_token'],
    ['a scope with another case', 'scopes: [Refresh_Token]', 'refresh_token'],
  ])('answers %s with the right word', (_, line, right) => {
    const body = line.startsWith('scopes')
      ? `${header}callback: https://a.example.com/cb\n${line}\n`
      : `${oauth}${line}\n`;
    const found = checkYaml(body).all.filter(({ rule }) => /word|scope|duration/.test(rule));
    expect(found.map(({ severity, suggestions }) => [severity, suggestions])).toEqual([['error', [right]]]);
  });

  it('passes a scope that starts with an upper-case letter on, with a warning', () => {
    const yaml = `${header}callback: https://a.example.com/cb\nscopes: [api, QuantumApi]\n`;
    expect(problemsOf(yaml)).toEqual(['warning shape/unknown-scope 4:15 scopes[1]']);
    expect(checkYaml(yaml).spec.scopes).toEqual(['api', 'QuantumApi']);
  });

  it('refuses an unknown scope in lower case, and one that occurs twice by its token', () => {
    expect(
      problemsOf(`${header}callback: https://a.example.com/cb\nscopes: [quantum, api, api, id, New, New]\n`),
    ).toEqual([
      'error shape/unknown-scope 4:10 scopes[0]',
      'error shape/duplicate 4:24 scopes[2]',
      'warning shape/unknown-scope 4:33 scopes[4]',
      'error shape/duplicate 4:38 scopes[5]',
    ]);
  });

  it('knows refresh_token and offline_access as two scopes', () => {
    expect(
      problemsOf(`${header}callback: https://a.example.com/cb\nscopes: [refresh_token, offline_access]\n`),
    ).toEqual([]);
  });
});

describe('checkSpec: limits', () => {
  const ranges = (count: number): string =>
    Array.from({ length: count }, (_, index) => `{start: 10.0.${index}.0, end: 10.0.${index}.1}`).join(', ');
  const attributes = (count: number): string =>
    Array.from({ length: count }, (_, index) => `k${index}: "$User.Id"`).join(', ');

  it.each([
    ['128 ranges', `security: {trustedIpRanges: [${ranges(128)}]}`, []],
    ['129 ranges', `security: {trustedIpRanges: [${ranges(129)}]}`, ['shape/too-many']],
    ['128 attributes', `customAttributes: {${attributes(128)}}`, []],
    ['129 attributes', `customAttributes: {${attributes(129)}}`, ['shape/too-many']],
    ['256 addresses', 'security: {tokenIpRanges: [{start: 10.0.0.0, end: 10.0.0.255}]}', []],
    ['257 addresses', 'security: {tokenIpRanges: [{start: 10.0.0.0, end: 10.0.1.0}]}', ['shape/too-many']],
    ['an IPv6 range of 256 addresses', 'security: {tokenIpRanges: [{start: "2001:db8::", end: "2001:db8::ff"}]}', []],
    [
      'a range that ends before it begins',
      'security: {trustedIpRanges: [{start: 10.0.0.9, end: 10.0.0.10}, {start: 10.0.0.10, end: 10.0.0.9}]}',
      ['shape/invalid-ip-range'],
    ],
    [
      'a range of two families',
      'security: {trustedIpRanges: [{start: 10.0.0.1, end: "::1"}]}',
      ['shape/invalid-ip-range'],
    ],
    [
      'an address that is none',
      'security: {trustedIpRanges: [{start: 10.0.0.256, end: 10.0.0.1}]}',
      ['shape/invalid-ip-address'],
    ],
    ['a range without start', 'security: {trustedIpRanges: [{end: 10.0.0.1}]}', ['shape/missing-key']],
    [
      'an unknown key in a range',
      'security: {trustedIpRanges: [{start: 10.0.0.1, end: 10.0.0.1, note: x}]}',
      ['shape/unknown-key'],
    ],
    ['a consumer key of 7 characters', 'consumerKey: abcdefg', ['shape/too-short']],
    ['a consumer key of 8 characters', 'consumerKey: abcdefgh', []],
    ['a consumer key of 256 characters', `consumerKey: ${'k'.repeat(256)}`, []],
    ['a consumer key of 257 characters', `consumerKey: ${'k'.repeat(257)}`, ['shape/too-long']],
    ['a minute of 0', 'idToken: {validityMinutes: 0}', ['shape/out-of-range']],
    ['720 minutes', 'idToken: {validityMinutes: 720}', []],
    ['a broken number', 'idToken: {validityMinutes: 1.5}', ['shape/wrong-kind']],
    ['a comma in a permission set', 'policies: {permissionSets: ["A,B"]}', ['shape/forbidden-character']],
    ['a permission set twice', 'policies: {permissionSets: [A, B, A]}', ['shape/duplicate']],
    ['a screen lock of 7 minutes', 'mobile: {screenLock: true, screenLockTimeout: 7}', ['shape/unknown-word']],
    ['zero days', 'policies: {refreshToken: {expiresAfter: 0 days}}', ['shape/invalid-duration']],
    [
      'two refresh token policies',
      'policies: {refreshToken: {expiresAfter: 1 days, expiresIfUnusedFor: 1 days}}',
      ['shape/either-or'],
    ],
    ['a JWT timeout of 7 minutes', 'policies: {jwtAccessTokenTimeout: 7}', ['shape/unknown-word']],
    ['an empty text', 'description: ""', ['shape/empty-value']],
    ['a blank text', 'description: "  "', ['shape/empty-value']],
    ['a control character', 'description: "a\\u0001b"', ['shape/forbidden-character']],
    ['a text of several lines', 'description: |\n  a\n  b', []],
  ])('judges %s', (_, line, rules) => {
    expect(checkYaml(`${oauth}${line}\n`).all.map(({ rule }) => rule)).toEqual(rules);
  });

  const url = (length: number): string => `https://a.example.com/${'p'.repeat(length - 22)}`;

  it('counts all callbacks with the line breaks between them: 2000 fit, 2001 do not', () => {
    const spec = (last: number): string => `${header}scopes: [api]\ncallback:\n  - ${url(999)}\n  - ${url(last)}\n`;
    expect([problemsOf(spec(1000)), problemsOf(spec(1001))]).toEqual([[], ['error shape/too-long 5:3 callback']]);
  });

  it.each([
    ['a line break', '"https://a.example.com/\\nx"'],
    ['a blank', '"https://a.example.com/ x"'],
  ])('refuses a callback with %s', (_, item) => {
    expect(tokensOf(`${header}scopes: [api]\ncallback: [${item}]\n`, 'shape/invalid-url')).toEqual([
      expect.objectContaining({ reason: 'blank' }),
    ]);
  });

  it('leaves wildcards and plain http to the rules', () => {
    expect(
      problemsOf(
        `${header}scopes: [api]\ncallback: ["https://*.example.com/cb", "http://example.com/cb", "myapp://cb"]\n`,
      ),
    ).toEqual([]);
  });
});

describe('checkSpec: secrets', () => {
  const apple = 'environment: production, bundleId: com.example';

  it('refuses a literal password, and marks it as secret', () => {
    const { all } = checkYaml(`${header}push: {apple: {${apple}, certificate: a.p12, password: hunter2}}\n`);
    expect(all.map(({ rule, secret, tokens }) => [rule, secret, tokens])).toEqual([
      ['shape/secret-in-spec', true, { key: 'push.apple.password' }],
    ]);
  });

  it('says nothing about the value of a literal password of another kind', () => {
    const { all } = checkYaml(`${header}push: {apple: {${apple}, certificate: a.p12, password: 271828}}\n`);
    expect(JSON.stringify(all)).not.toContain('271828');
    expect(all.map(({ rule }) => rule)).toEqual(['shape/secret-in-spec']);
  });

  it.each([
    ['a variable that is not secret', '"${p}"', 'p: {default: x}'],
    ['a secret variable beside text', '"x${p}"', 'p: {secret: true}'],
  ])('refuses %s as a password', (_, password, variables) => {
    const yaml = `${header}push: {apple: {${apple}, certificate: a.p12, password: ${password}}}\nvariables: {${variables}}\n`;
    expect(checkYaml(yaml, { set: { p: 'x' } }).all.map(({ rule }) => rule)).toEqual(['shape/secret-in-spec']);
  });

  it('accepts a whole secret variable as a password', () => {
    const yaml = `${header}push: {apple: {${apple}, certificate: a.p12, password: "\${p}"}}\nvariables: {p: {secret: true}}\n`;
    expect(problemsOf(yaml, { set: { p: 'hunter2' } })).toEqual([]);
  });

  it('refuses a default of a secret variable', () => {
    const { all } = checkYaml(`${header}description: "\${p}"\nvariables: {p: {secret: true, default: hunter2}}\n`);
    expect(all.map(({ rule, path, secret }) => [rule, path, secret])).toEqual([
      ['shape/secret-in-spec', ['variables', 'p', 'default'], true],
    ]);
  });

  it.each([
    [
      'the text of a private key',
      'flows: {jwtBearer: {certificate: "-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----"}}',
    ],
    ['the base64 of a key', `push: {android: {firebaseProject: p, serviceAccount: ${'QUJD'.repeat(40)}}}`],
  ])('refuses %s where the path of a file belongs, without repeating it', (_, line) => {
    const { all } = checkYaml(`${oauth}${line}\n`);
    expect(all.map(({ rule, secret }) => [rule, secret])).toEqual([['shape/secret-in-spec', true]]);
    expect(JSON.stringify(all)).not.toMatch(/MIIE|QUJD/);
  });

  it('hides the value of a secret variable that is wrong, and suggests nothing', () => {
    const yaml = `${oauth}policies: {startPage: "\${p}"}\nvariables: {p: {secret: true}}\n`;
    const { all } = checkYaml(yaml, { set: { p: 'noneofyourbusiness' } });
    expect(all.map(({ rule, tokens, suggestions }) => [rule, tokens.found, suggestions])).toEqual([
      ['shape/unknown-word', '[REDACTED]', []],
    ]);
  });
});

describe('checkSpec: keys that never are in a spec', () => {
  it.each([
    ['consumerSecret: x', 'secret'],
    ['clientSecret: x', 'secret'],
    ['security: {consumerSecret: x}', 'secret'],
    ['shouldRotateConsumerKey: true', 'rotation'],
    ['shouldRotateConsumerSecret: true', 'rotation'],
    ['managedType: Local', 'internal'],
    ['oauthLink: "00D:888"', 'orgBound'],
    ['orgScopedExternalApp: "00D:App"', 'orgBound'],
    ['flows: {webServer: true}', 'webServer'],
    ['flows: {refreshToken: true}', 'refreshToken'],
    ['flows: {usernamePassword: true}', 'usernamePassword'],
    ['flows: {userAgent: true}', 'userAgent'],
    ['flows: {samlBearer: true}', 'samlBearer'],
  ])('says why there is no %s', (line, reason) => {
    const { all } = checkYaml(`${oauth}${line}\n`);
    expect(all.map(({ rule, tokens, on, secret }) => [rule, tokens.reason, on, secret])).toEqual([
      ['shape/key-not-allowed', reason, 'key', reason === 'secret' ? true : undefined],
    ]);
  });
});
