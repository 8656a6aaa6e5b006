import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { describe, expect, it } from '@jest/globals';
import { rows } from '../../../src/catalog/rows.js';
import { scopes } from '../../../src/catalog/scopes.js';
import { own, valueAt } from '../../../src/source/finding.js';
import { parseSource } from '../../../src/source/parseSource.js';
import { substituteVariables } from '../../../src/source/substituteVariables.js';
import { checkSpec } from '../../../src/spec/checkSpec.js';
import { jsonSchema } from '../../../src/spec/jsonSchema.js';

const schema = jsonSchema({ pluginVersion: '1.2.3', rules: [] });
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
ajv.addVocabulary(['x-plugin-version', 'markdownDescription', 'enumDescriptions']);
const validate = ajv.compile(schema);

/** What the schema says about a spec in YAML: places and sentences. */
function schemaErrors(yaml: string): readonly string[] {
  validate(parse(yaml));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`.trim());
}

/** The rules that the shape check finds broken in a spec, variables without a value aside. */
function shapeErrors(yaml: string): readonly string[] {
  const { document, findings } = parseSource('App.eca.yaml', yaml);
  if (document === undefined) return findings.map(({ rule }) => rule);
  const resolved = substituteVariables(document, { set: new Map(), files: [], environment: {} }, 'note');
  const checked = checkSpec(resolved.document, { number: 68, origin: 'the test' });
  return [...resolved.findings, ...checked.findings]
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
}

/** The part of the schema that a dotted key leads to. */
function schemaOf(key: string): unknown {
  return key.split('.').reduce<unknown>((node, part) => {
    const members = [node, ...((own(node, 'anyOf') as readonly unknown[] | undefined) ?? [])];
    return members.map((member) => valueAt(member, ['properties', part])).find((found) => found !== undefined);
  }, schema);
}

const header = 'name: App\ncontactEmail: a@example.com\n';
const oauth = `${header}callback: https://app.example.com/callback\nscopes: [api]\n`;

const legal: Readonly<Record<string, string>> = {
  'the smallest app': header,
  'an OAuth app': oauth,
  'a namespace': 'name: ns__App\ncontactEmail: a@example.com\n',
  'a variable for text with a form': `name: App\ncontactEmail: \${mail}\nvariables: {mail: {}}\n`,
  'a variable for a boolean': `${oauth}security: {requirePkce: "\${pkce}"}\nvariables: {pkce: {default: true}}\n`,
  'a variable for an integer': `${oauth}policies: {sessionTimeoutMinutes: "\${minutes}"}\nvariables: {minutes: {default: 15}}\n`,
  'a variable for a word': `${oauth}policies: {permittedUsers: "\${users}"}\nvariables: {users: {default: self-authorize}}\n`,
  'a variable for a word in a list': `${header}canvas: {url: "https://a.example.com", accessMethod: oauth-get, locations: ["\${place}"]}\nvariables: {place: {default: aura}}\n`,
  'a variable for a switch': `${oauth}flows: {tokenExchange: "\${on}"}\nvariables: {on: {default: false}}\n`,
  'a variable for a short consumer key': `${oauth}consumerKey: "\${k}"\nvariables: {k: {default: abcdefgh}}\n`,
  'a variable inside a duration': `${oauth}policies: {refreshToken: {expiresAfter: "\${days} days"}}\nvariables: {days: {default: 30}}\n`,
  'a variable for the refresh token policy': `${oauth}policies: {refreshToken: "\${p}"}\nvariables: {p: {default: expire-immediately}}\n`,
  'a variable for a JWT timeout': `${oauth}security: {issueJwtAccessTokens: true}\npolicies: {jwtAccessTokenTimeout: "\${m}"}\nvariables: {m: {default: 30}}\n`,
  'several callbacks': `${header}callback: [https://a.example.com/cb, "myapp://cb"]\nscopes: [api, id, refresh_token]\n`,
  'a scope of a newer release': `${header}callback: https://a.example.com/cb\nscopes: [BrandNew]\n`,
  'every switch off': `${oauth}flows: {authorizationCodeAndCredentials: false, clientCredentials: false, device: false, jwtBearer: false, tokenExchange: false}\n`,
  'every switch on': `${oauth}flows: {authorizationCodeAndCredentials: {postBodyOnly: true, guest: {jwtTimeout: 10}}, clientCredentials: {runAs: a@b.example}, device: true, jwtBearer: {certificate: a.crt}, tokenExchange: true}\n`,
  'push by signing key': `${header}push: {apple: {environment: production, bundleId: com.example, signingKey: a.p8, keyId: A, teamId: B}}\n`,
  'push by configuration link': `${header}push: {apple: {configLink: "00D:1"}, android: {configLink: "00D:2"}}\n`,
  'attestation by a bare switch': `${header}attestation: {apple: true, android: {configLink: x}}\n`,
  'a part of an app without contact':
    'name: App\ncallback: https://a.example.com/cb\nmetadata: {only: [ExtlClntAppGlobalOauthSettings]}\n',
  'names and unknown elements': `${header}metadata: {names: {ExtlClntAppPushSettings.apple: App_p}, extra: {ExternalClientApplication: {a: b, c: [d, {e: f}]}}}\n`,
  'a waiver': `${header}lint: {ignore: [{rule: a/b, reason: because, until: "2027-01-31"}]}\n`,
  'address ranges': `${oauth}security: {trustedIpRanges: [{start: 203.0.113.1, end: 203.0.113.9, description: office}]}\n`,
  'a screen lock': `${header}mobile: {screenLock: true, screenLockTimeout: 10}\n`,
};

const illegal: Readonly<Record<string, string>> = {
  'no name': 'contactEmail: a@example.com\n',
  'no contact': 'name: App\n',
  'an unknown key': `${header}colour: red\n`,
  'an unknown key in a section': `${oauth}security: {requirePcke: true}\n`,
  'a name with a double underscore': 'name: App__\ncontactEmail: a@example.com\n',
  'a name from a variable': 'name: ${name}\ncontactEmail: a@example.com\nvariables: {name: {default: App}}\n',
  'an address without @': 'name: App\ncontactEmail: nobody\n',
  'a relative callback': `${header}callback: /callback\nscopes: [api]\n`,
  'text for a boolean': `${oauth}security: {requirePkce: "yes"}\n`,
  'a number for a text': `${header}description: 12\n`,
  'a boolean for the client credentials flow': `${oauth}flows: {clientCredentials: true}\n`,
  'a word of Salesforce': `${oauth}policies: {permittedUsers: AdminApprovedPreAuthorized}\n`,
  'a scope with a typing error': `${header}callback: https://a.example.com/cb\nscopes: [refreshtoken]\n`,
  'scopes as one text': `${header}callback: https://a.example.com/cb\nscopes: api\n`,
  'a repeated scope': `${header}callback: https://a.example.com/cb\nscopes: [api, api]\n`,
  'a unit in the singular': `${oauth}policies: {refreshToken: {expiresAfter: 30 day}}\n`,
  'both refresh token periods': `${oauth}policies: {refreshToken: {expiresAfter: 30 days, expiresIfUnusedFor: 30 days}}\n`,
  'an integer out of bounds': `${oauth}idToken: {validityMinutes: 721}\n`,
  'a SAML section without its addresses': `${header}saml: {subject: username}\n`,
  'a JWT flow without certificate': `${oauth}flows: {jwtBearer: {file: a.crt}}\n`,
  'half a signing key': `${header}push: {apple: {environment: production, bundleId: com.example, signingKey: a.p8}}\n`,
  'a signing key without a bundle id': `${header}push: {apple: {environment: production, signingKey: a.p8, keyId: A, teamId: B}}\n`,
  'a bundle id beside a configuration link': `${header}push: {apple: {configLink: "00D:1", bundleId: com.example}}\n`,
  'a literal password': `${header}push: {apple: {environment: production, bundleId: a, certificate: a.p12, password: hunter2}}\n`,
  'a range without end': `${oauth}security: {trustedIpRanges: [{start: 203.0.113.1}]}\n`,
  'a waiver without reason': `${header}lint: {ignore: [{rule: a/b}]}\n`,
  'an unknown type': `${header}metadata: {only: [ConnectedApp]}\n`,
  'a name of the header component': `${header}metadata: {names: {ExternalClientApplication: Other}}\n`,
  'a variable with an unknown attribute': `${header}variables: {a: {value: 1}}\n`,
  'an empty value': `${header}label: null\n`,
};

describe('jsonSchema', () => {
  it.each(Object.entries(legal))('accepts what the shape check accepts: %s', (_, yaml) => {
    expect({ schema: schemaErrors(yaml), shape: shapeErrors(yaml) }).toEqual({ schema: [], shape: [] });
  });

  it.each(Object.entries(illegal))('rejects what the shape check rejects: %s', (_, yaml) => {
    expect({ schema: schemaErrors(yaml).length > 0, shape: shapeErrors(yaml).length > 0 }).toEqual({
      schema: true,
      shape: true,
    });
  });

  it('has every key of the catalogue, each with its description, element and page', () => {
    const missing = rows.filter(({ key, description, type, source, elements }) => {
      const found = schemaOf(key);
      const markdown = String(own(found, 'markdownDescription'));
      const parts = [description, source ?? type.source, elements[0] ?? type.name];
      return own(found, 'description') !== description || !parts.every((part) => markdown.includes(part));
    });
    expect(missing.map(({ key }) => key)).toEqual([]);
  });

  it('names default, Setup label, security note and API version of a key', () => {
    expect(schemaOf('security.requirePkce')).toEqual({
      title: 'Require Proof Key for Code Exchange (PKCE) extension for Supported Authorization Flows',
      description: expect.stringContaining('PKCE'),
      markdownDescription: expect.stringMatching(
        /\*\*Security:\*\* [\s\S]*- Setup: Require Proof Key[\s\S]*- Metadata: `ExtlClntAppGlobalOauthSettings.isPkceRequired` \(API 59.0\)\n- Default: `true`/,
      ),
      default: true,
      anyOf: [{ type: 'boolean' }, { type: 'string', pattern: '^\\$\\{[A-Za-z][A-Za-z0-9_]*\\}$' }],
    });
  });

  it('shows the Setup label and the spelling of Salesforce at each word', () => {
    expect(own(schemaOf('policies.permittedUsers'), 'anyOf')).toEqual([
      {
        enum: ['self-authorize', 'admin-approved'],
        enumDescriptions: [
          'Setup: All users can self-authorize. Metadata: AllSelfAuthorized',
          'Setup: Admin approved users are pre-authorized. Metadata: AdminApprovedPreAuthorized',
        ],
      },
      { type: 'string', pattern: '\\$\\{' },
    ]);
  });

  it('offers every scope', () => {
    expect(valueAt(schemaOf('scopes'), ['items', 'anyOf', 0, 'enum'])).toEqual(scopes.map(({ word }) => word));
  });

  it('offers the rules that can be waived, when it is given any', () => {
    const withRules = jsonSchema({ pluginVersion: '1.2.3', rules: [{ id: 'a/b', summary: 'No b in a.' }] });
    const waiver = ['properties', 'lint', 'properties', 'ignore', 'items', 'properties', 'rule'];
    expect(valueAt(withRules, waiver)).toMatchObject({ enum: ['a/b'], enumDescriptions: ['No b in a.'] });
    expect(valueAt(schema, waiver)).not.toHaveProperty('enum');
  });

  it('carries the version of the plugin', () => {
    expect(schema['x-plugin-version']).toBe('1.2.3');
  });

  it('is plain JSON: writing and reading it changes nothing', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});
