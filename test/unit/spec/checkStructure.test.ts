import { describe, expect, it } from '@jest/globals';
import { memberNames, typeNames } from '../../../src/spec/memberNames.js';
import { checkYaml, header, oauth, problemsOf, tokensOf } from './checkYaml.js';

/** Problems aside from those about the use of variables. */
function shapeOf(yaml: string): readonly string[] {
  return problemsOf(yaml).filter((one) => !one.includes(' variable/unused'));
}

describe('checkSpec: name', () => {
  it.each(['A', 'Order_Sync', 'a1', 'ns__App', 'myPackage__Order_Sync', `A${'b'.repeat(79)}`])('accepts %s', (name) => {
    expect(problemsOf(`name: ${name}\ncontactEmail: a@example.com\n`, { file: `${name}.eca.yaml` })).toEqual([]);
  });

  it.each([
    ['"1A"', 'start'],
    ['_A', 'start'],
    ['A-B', 'character'],
    ['"A B"', 'character'],
    ['Ä', 'start'],
    ['A/../B', 'character'],
    ['"../A"', 'start'],
    ['A__', 'doubleUnderscore'],
    ['A_', 'trailingUnderscore'],
    ['a__b__C', 'doubleUnderscore'],
    ['ns__A__B', 'doubleUnderscore'],
    [`A${'b'.repeat(80)}`, 'tooLong'],
    ['${name}', 'character'],
  ])('refuses %s', (name, reason) => {
    const problems = tokensOf(`name: ${name}\ncontactEmail: a@example.com\n`, 'shape/invalid-api-name');
    expect(problems.map((tokens) => tokens.reason)).toEqual([name === '${name}' ? 'start' : reason]);
  });

  it('refuses a number as a name', () => {
    expect(tokensOf('name: 12\ncontactEmail: a@example.com\n', 'shape/wrong-kind')).toEqual([
      { found: 'number 12', expected: 'apiName' },
    ]);
  });

  it('never substitutes a variable in the name', () => {
    const yaml = 'name: ${n}\ncontactEmail: a@example.com\nvariables: {n: {default: App}}\n';
    expect(problemsOf(yaml)).toEqual([
      'warning variable/unused 3:13 variables.n',
      'error shape/invalid-api-name 1:7 name',
    ]);
  });

  it.each([
    ['Other.eca.yaml', ['warning file/name-differs 1:7 name']],
    ['app.eca.yaml', ['warning file/name-differs 1:7 name']],
    ['App.yaml', ['warning file/name-differs 1:7 name']],
    ['eca/App.eca.yaml', []],
    ['C:\\eca\\App.eca.yaml', []],
  ])('compares the name with the file name %s', (file, problems) => {
    expect(problemsOf(header, { file })).toEqual(problems);
  });
});

describe('checkSpec: variables', () => {
  it('accepts description, default and secret', () => {
    const yaml = `${header}description: "\${a}\${b}\${c}\${d}"\nvariables: {a: {description: A, default: text}, b: {default: 1}, c: {default: true}, d: {default: x, secret: false}}\n`;
    expect(problemsOf(yaml)).toEqual([]);
  });

  it.each([
    ['a text', 'variables: text', 'error shape/wrong-kind 3:12 variables'],
    ['a list', 'variables: [a]', 'error shape/wrong-kind 3:12 variables'],
    ['a declaration that is its default', 'variables: {a: b}', 'error shape/wrong-kind 3:16 variables.a'],
    ['a name with a hyphen', 'variables: {run-as: {}}', 'error variable/invalid-name 3:13 variables.run-as'],
    ['a name that starts with a digit', 'variables: {1a: {}}', 'error variable/invalid-name 3:13 variables.1a'],
    [
      'an unknown attribute',
      'variables: {a: {defualt: x}}',
      'error shape/unknown-key 3:17 variables.a.defualt -> default',
    ],
    ['a list as default', 'variables: {a: {default: [x]}}', 'error shape/wrong-kind 3:26 variables.a.default'],
    [
      'a number as description',
      'variables: {a: {description: 1}}',
      'error shape/wrong-kind 3:30 variables.a.description',
    ],
    ['text for secret', 'variables: {a: {secret: "yes"}}', 'error shape/wrong-kind 3:25 variables.a.secret'],
  ])('refuses %s', (_, line, problem) => {
    expect(shapeOf(`${header}${line}\n`)).toEqual([problem]);
  });

  it.each([
    ['protected', 'protected: "${x}"', 'true', ['protected'], true],
    ['an integer', 'idToken: {validityMinutes: "${x}"}', '12', ['idToken', 'validityMinutes'], 12],
    ['a switch', 'flows: {tokenExchange: "${x}"}', 'false', ['flows', 'tokenExchange'], false],
    [
      'a word that may be a number',
      'mobile: {screenLock: true, screenLockTimeout: "${x}"}',
      '30',
      ['mobile', 'screenLockTimeout'],
      30,
    ],
    ['a JWT timeout', 'policies: {jwtAccessTokenTimeout: "${x}"}', '60', ['policies', 'jwtAccessTokenTimeout'], 60],
    [
      'a boolean in a map',
      'notifications: {A: {pushByDefault: "${x}"}}',
      'true',
      ['notifications', 'A', 'pushByDefault'],
      true,
    ],
    ['a text of digits', 'description: "${x}"', '12', ['description'], '12'],
    [
      'a text below a switch',
      'flows: {clientCredentials: {runAs: "${x}"}}',
      'false',
      ['flows', 'clientCredentials', 'runAs'],
      'false',
    ],
  ])('reads a whole variable as %s wants', (_, line, text, path, value) => {
    const { spec, all } = checkYaml(`${oauth}${line}\nvariables: {x: {}}\n`, { set: { x: text } });
    expect(all).toEqual([]);
    expect(path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], spec)).toBe(value);
  });

  it.each([
    ['yes', 'protected: "${x}"', 'text "yes"'],
    ['True', 'protected: "${x}"', 'text "True"'],
    ['1', 'security: {requirePkce: "${x}"}', 'text "1"'],
    ['0x10', 'idToken: {validityMinutes: "${x}"}', 'text "0x10"'],
    ['1.0', 'idToken: {validityMinutes: "${x}"}', 'text "1.0"'],
    ['-5', 'idToken: {validityMinutes: "${x}"}', 'text "-5"'],
    ['maybe', 'notifications: {A: {pushByDefault: "${x}"}}', 'text "maybe"'],
    ['true', 'flows: {clientCredentials: "${x}"}', 'text "true"'],
    ['[api, full]', 'scopes: "${x}"', 'text "[api, full]"'],
    ['{runAs: a}', 'flows: {clientCredentials: "${x}"}', 'text "{runAs: a}"'],
  ])('refuses %s at the place that wants something else, and says where it came from', (text, line, found) => {
    const begin = line.startsWith('scopes') ? `${header}callback: https://a.example.com\n` : oauth;
    expect(tokensOf(`${begin}${line}\nvariables: {x: {}}\n`, 'shape/wrong-kind', { set: { x: text } })).toEqual([
      expect.objectContaining({ found, origin: '--set x' }),
    ]);
  });

  it('does not read a boolean from text around a variable', () => {
    const yaml = `${header}protected: "\${x}e"\nvariables: {x: {}}\n`;
    expect(problemsOf(yaml, { set: { x: 'tru' } })).toEqual(['error shape/wrong-kind 3:12 protected']);
  });

  it('skips the checks of a scalar without a value while validating', () => {
    const yaml = [
      'contactEmail: "${x}"',
      'callback: ["${x}"]',
      'scopes: ["${x}"]',
      'protected: "${x}"',
      'flows: {clientCredentials: "${x}", tokenExchange: {allowedByPolicy: "${x}"}}',
      'policies: {startPage: "${x}", refreshToken: {expiresAfter: "${x} days"}}',
      'security: {trustedIpRanges: [{start: "${x}", end: "${x}"}]}',
      'notifications: {A: {pushByDefault: "${x}"}}',
      'metadata: {only: ["${x}"], names: {ExtlClntAppOauthSettings: "${x}"}}',
      'variables: {x: {}}',
    ].join('\n');
    const { all } = checkYaml(`name: App\n${yaml}\n`, { missing: 'note' });
    expect([...new Set(all.map(({ severity, rule }) => `${severity} ${rule}`))]).toEqual(['note variable/no-value']);
  });

  it('judges what stands beside a scalar without a value', () => {
    const yaml = `${oauth}policies: {startPage: "\${x}", sessionLevel: lowest}\nvariables: {x: {}}\n`;
    expect(problemsOf(yaml, { missing: 'note' })).toEqual([
      'note variable/no-value 5:23 policies.startPage',
      'error shape/unknown-word 5:45 policies.sessionLevel',
    ]);
  });
});

describe('checkSpec: lint', () => {
  it('accepts waivers with rule, reason and last day', () => {
    expect(
      problemsOf(
        `${header}lint: {ignore: [{rule: a/b, reason: because, until: 2028-02-29}, {rule: c/d, reason: x}]}\n`,
      ),
    ).toEqual([]);
  });

  it.each([
    ['a list', 'lint: []', []],
    ['a text', 'lint: all', ['error shape/wrong-kind 3:7 lint']],
    [
      'an unknown key',
      'lint: {ignores: [{rule: a, reason: b}]}',
      ['error shape/unknown-key 3:8 lint.ignores -> ignore'],
    ],
    ['a text for the waivers', 'lint: {ignore: a/b}', ['error shape/wrong-kind 3:16 lint.ignore']],
    ['a text for a waiver', 'lint: {ignore: [a/b]}', ['error shape/wrong-kind 3:17 lint.ignore[0]']],
    ['a waiver without rule', 'lint: {ignore: [{reason: b}]}', ['error shape/missing-key 3:17 lint.ignore[0]']],
    ['a waiver without reason', 'lint: {ignore: [{rule: a/b}]}', ['error shape/missing-key 3:17 lint.ignore[0]']],
    [
      'an empty reason',
      'lint: {ignore: [{rule: a/b, reason: " "}]}',
      ['error shape/empty-value 3:37 lint.ignore[0].reason'],
    ],
    [
      'a number as reason',
      'lint: {ignore: [{rule: a/b, reason: 5}]}',
      ['error shape/wrong-kind 3:37 lint.ignore[0].reason'],
    ],
    [
      'a day that is none',
      'lint: {ignore: [{rule: a/b, reason: c, until: 2027-02-29}]}',
      ['error shape/invalid-date 3:47 lint.ignore[0].until'],
    ],
    [
      'a date in another order',
      'lint: {ignore: [{rule: a/b, reason: c, until: 31.12.2027}]}',
      ['error shape/invalid-date 3:47 lint.ignore[0].until'],
    ],
    [
      'a date with a time',
      'lint: {ignore: [{rule: a/b, reason: c, until: "2027-01-01T00:00:00Z"}]}',
      ['error shape/invalid-date 3:47 lint.ignore[0].until'],
    ],
    [
      'an unknown attribute',
      'lint: {ignore: [{rule: a/b, reason: c, untill: 2027-01-01}]}',
      ['error shape/unknown-key 3:40 lint.ignore[0].untill -> until'],
    ],
  ])('judges %s', (_, line, problems) => {
    expect(problemsOf(`${header}${line}\n`)).toEqual(problems);
  });
});

describe('checkSpec: metadata', () => {
  it('knows all types, and one member per platform', () => {
    expect(typeNames).toHaveLength(15);
    expect(memberNames).toEqual([
      'ExternalClientApplication',
      'ExtlClntAppGlobalOauthSettings',
      'ExtlClntAppOauthSettings',
      'ExtlClntAppOauthConfigurablePolicies',
      'ExtlClntAppConfigurablePolicies',
      'ExtlClntAppOauthSecuritySettings',
      'ExtlClntAppSamlConfigurablePolicies',
      'ExtlClntAppPushSettings.apple',
      'ExtlClntAppPushSettings.android',
      'ExtlClntAppPushConfigurablePolicies',
      'ExtlClntAppNotificationSettings',
      'ExtlClntAppMobileSettings',
      'ExtlClntAppMobileConfigurablePolicies',
      'ExtlClntAppCanvasSettings',
      'ExtlClntAppAttestSettings.apple',
      'ExtlClntAppAttestSettings.android',
      'ExtlClntAppAttestConfigurablePolicies',
    ]);
  });

  it('accepts names, labels and elements of every shape', () => {
    const yaml = `${oauth}metadata:
  names: {ExtlClntAppOauthSettings: Old_oauth, ExtlClntAppPushSettings.apple: App_p}
  labels: {ExtlClntAppOauthSettings: Old & new}
  extra:
    ExternalClientApplication:
      one: text
      several: [a, b]
      nested: {child: {grandchild: text}}
      empty: ""
      repeated: [{a: b}, {a: c}]
`;
    expect(problemsOf(yaml)).toEqual([]);
  });

  it.each([
    ['an unknown key', 'metadata: {nmes: {}}', ['error shape/unknown-key 3:12 metadata.nmes -> names']],
    ['a text for names', 'metadata: {names: x}', ['error shape/wrong-kind 3:19 metadata.names']],
    [
      'a name for the header',
      'metadata: {names: {ExternalClientApplication: x}}',
      ['error shape/unknown-key 3:20 metadata.names.ExternalClientApplication'],
    ],
    [
      'a name without its platform',
      'metadata: {names: {ExtlClntAppPushSettings: x}}',
      [
        'error shape/unknown-key 3:20 metadata.names.ExtlClntAppPushSettings -> ExtlClntAppPushSettings.apple | ExtlClntAppPushSettings.android',
      ],
    ],
    [
      'a name that leaves the folder',
      'metadata: {names: {ExtlClntAppOauthSettings: ../x}}',
      ['error shape/invalid-api-name 3:46 metadata.names.ExtlClntAppOauthSettings'],
    ],
    [
      'a name with a slash',
      'metadata: {names: {ExtlClntAppOauthSettings: a/b}}',
      ['error shape/invalid-api-name 3:46 metadata.names.ExtlClntAppOauthSettings'],
    ],
    [
      'a number for a name',
      'metadata: {names: {ExtlClntAppOauthSettings: 1}}',
      ['error shape/wrong-kind 3:46 metadata.names.ExtlClntAppOauthSettings'],
    ],
    [
      'an empty label',
      'metadata: {labels: {ExtlClntAppOauthSettings: ""}}',
      ['error shape/empty-value 3:47 metadata.labels.ExtlClntAppOauthSettings'],
    ],
    [
      'a control character in a label',
      'metadata: {labels: {ExtlClntAppOauthSettings: "a\\u0007"}}',
      ['error shape/forbidden-character 3:47 metadata.labels.ExtlClntAppOauthSettings'],
    ],
    [
      'a type for a list of types',
      'metadata: {only: ExternalClientApplication}',
      ['error shape/wrong-kind 3:18 metadata.only'],
    ],
    [
      'an unknown type',
      'metadata: {only: [ExternalClientApplications]}',
      ['error shape/unknown-word 3:19 metadata.only[0] -> ExternalClientApplication'],
    ],
    [
      'elements of an unknown type',
      'metadata: {extra: {ConnectedApp: {a: b}}}',
      ['error shape/unknown-key 3:20 metadata.extra.ConnectedApp'],
    ],
    [
      'a list of elements',
      'metadata: {extra: {ExternalClientApplication: [a]}}',
      ['error shape/wrong-kind 3:47 metadata.extra.ExternalClientApplication'],
    ],
    [
      'a number as an element',
      'metadata: {extra: {ExternalClientApplication: {a: 1}}}',
      ['error shape/wrong-kind 3:51 metadata.extra.ExternalClientApplication.a'],
    ],
    [
      'a boolean in a list',
      'metadata: {extra: {ExternalClientApplication: {a: [x, true]}}}',
      ['error shape/wrong-kind 3:55 metadata.extra.ExternalClientApplication.a[1]'],
    ],
    [
      'a list in the list of a repeated element',
      'metadata: {extra: {ExternalClientApplication: {a: [x, {b: [c, {d: e}]}, [f]]}}}',
      ['error shape/wrong-kind 3:73 metadata.extra.ExternalClientApplication.a[2]'],
    ],
    [
      'an element name with a blank',
      'metadata: {extra: {ExternalClientApplication: {a b: x}}}',
      ['error shape/forbidden-character 3:48 metadata.extra.ExternalClientApplication.a b'],
    ],
    [
      'a child name with a bracket',
      'metadata: {extra: {ExternalClientApplication: {a: {"b>": x}}}}',
      ['error shape/forbidden-character 3:52 metadata.extra.ExternalClientApplication.a.b>'],
    ],
    [
      'a control character in an element',
      'metadata: {extra: {ExternalClientApplication: {a: ["\\u0001"]}}}',
      ['error shape/forbidden-character 3:52 metadata.extra.ExternalClientApplication.a[0]'],
    ],
    [
      'a consumer secret as an element',
      'metadata: {extra: {ExtlClntAppGlobalOauthSettings: {consumerSecret: x}}}',
      ['error shape/key-not-allowed 3:53 metadata.extra.ExtlClntAppGlobalOauthSettings.consumerSecret'],
    ],
    [
      'an order to rotate as an element',
      'metadata: {extra: {ExtlClntAppGlobalOauthSettings: {shouldRotateConsumerKey: "true"}}}',
      ['error shape/key-not-allowed 3:53 metadata.extra.ExtlClntAppGlobalOauthSettings.shouldRotateConsumerKey'],
    ],
  ])('refuses %s', (_, line, problems) => {
    expect(problemsOf(`${header}${line}\n`).filter((one) => !one.includes('missing-key'))).toEqual(problems);
  });
});
