import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { parse } from 'yaml';
import { describe, expect, it } from '@jest/globals';
import { newestApiVersion } from '../src/catalog/apiVersions.js';
import { readTemplates } from '../src/files/templates.js';
import type { Component } from '../src/metadata/component.js';
import { componentToXml } from '../src/metadata/componentToXml.js';
import { specToComponents } from '../src/metadata/specToComponents.js';
import { draftSpec } from '../src/operations/draftSpec.js';
import { listTemplates, type Template } from '../src/operations/listTemplates.js';
import { loadSpecs, type LoadedSpec } from '../src/operations/loadSpecs.js';
import { projectRoot } from './e2e/paths.js';
import { referenceText } from './referenceFolder.js';

/** A value for each variable that a template may have. */
const values: Readonly<Record<string, string>> = {
  contactEmail: 'team@example.com',
  instance: 'https://vault.example.com',
  permissionSet: 'App_Users',
  callback: 'https://app.example.com/oauth/callback',
  runAsUser: 'integration@example.com',
  certificate: 'server.crt',
};

const files = await readTemplates();
const templates = listTemplates(files);
const names = templates.map(({ name }) => name);
const certificate = await readFile(join(projectRoot, 'test', 'fixtures', 'certificates', 'server.crt'));

function template(name: string): Template {
  const found = templates.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no template ${name}.`);
  return found;
}

/** The template with all its variables set, read as a command reads it. */
async function load(name: string, apiVersion = 66): Promise<LoadedSpec> {
  const given = template(name).variables.map((variable) => [variable.name, values[variable.name] ?? ''] as const);
  const draft = draftSpec(template(name), { values: new Map(given) });
  const file = `${draft.name}.eca.yaml`;
  const [loaded] = await loadSpecs({
    inputs: [{ file, path: join('eca', file), text: draft.text }],
    sources: { set: new Map(), files: [], environment: {} },
    apiVersion: { number: apiVersion, origin: 'the test' },
    missingVariables: 'error',
    lint: { today: new Date('2026-12-24T00:00:00Z') },
    readFile: async (path) => (path.endsWith('server.crt') ? certificate : undefined),
  });
  if (loaded === undefined) throw new Error('One input is one spec.');
  return loaded;
}

/** The components that `generate` writes for a template. */
async function components(name: string): Promise<readonly Component[]> {
  const { completed } = await load(name);
  if (completed === undefined) throw new Error(`The template ${name} is no YAML.`);
  return specToComponents(completed, { apiVersion: 66, fileContent: () => certificate });
}

/** Texts of elements by `Type.element`, without the labels and references that every component has. */
async function elements(name: string): Promise<Readonly<Record<string, unknown>>> {
  const pairs = (await components(name)).flatMap(({ type, elements: all }) =>
    all
      .filter(
        (element) =>
          type === 'ExternalClientApplication' || !['label', 'externalClientApplication'].includes(element.name),
      )
      .map((element) => [`${letters[type]}.${element.name}`, element.content] as const),
  );
  return Object.fromEntries(pairs);
}

const letters: Readonly<Record<string, string>> = {
  ExternalClientApplication: 'header',
  ExtlClntAppGlobalOauthSettings: 'global',
  ExtlClntAppOauthSettings: 'oauth',
  ExtlClntAppOauthConfigurablePolicies: 'policies',
  ExtlClntAppConfigurablePolicies: 'app',
};

/** What every vendor app has, because no guide says otherwise. */
const usual = {
  'header.contactEmail': 'team@example.com',
  'header.distributionState': 'Local',
  'header.isProtected': 'false',
  'global.isClientCredentialsFlowEnabled': 'false',
  'global.isCodeCredFlowEnabled': 'false',
  'global.isCodeCredPostOnly': 'false',
  'global.isConsumerSecretOptional': 'false',
  'global.isDeviceFlowEnabled': 'false',
  'global.isIntrospectAllTokens': 'false',
  'global.isNamedUserJwtEnabled': 'false',
  'global.isPkceRequired': 'true',
  'global.isRefreshTokenRotationEnabled': 'true',
  'global.isSecretRequiredForRefreshToken': 'true',
  'global.isSecretRequiredForTokenExchange': 'true',
  'global.isTokenExchangeEnabled': 'false',
  'oauth.isFirstPartyAppEnabled': 'false',
  'policies.ipRelaxationPolicyType': 'Enforce',
  'policies.isClientCredentialsFlowEnabled': 'false',
  'policies.isGuestCodeCredFlowEnabled': 'false',
  'policies.isTokenExchangeFlowEnabled': 'false',
  'policies.permittedUsersPolicyType': 'AllSelfAuthorized',
  'policies.refreshTokenPolicyType': 'SpecificInactivity',
  'policies.refreshTokenValidityPeriod': '30',
  'policies.refreshTokenValidityUnit': 'Days',
  'policies.requiredSessionLevel': 'STANDARD',
  'app.isEnabled': 'true',
  'app.isOauthPluginEnabled': 'true',
  'app.startPage': 'None',
};

/** The values that each guide demands. */
const guides: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'autorabit-vault': {
    'header.label': 'AR_Local',
    'global.callbackUrl': 'https://vault.example.com/dashboard/setup/addSfOrg',
    'global.isCodeCredFlowEnabled': 'true',
    'oauth.commaSeparatedOauthScopes': 'Basic, Api, Web, Full, RefreshToken',
    'policies.commaSeparatedPermissionSet': 'App_Users',
    'policies.permittedUsersPolicyType': 'AdminApprovedPreAuthorized',
  },
  'compliance-rehearsal': {
    'header.label': 'Rehearsal_Tool',
    'global.callbackUrl': 'http://localhost:33333',
    'global.isCodeCredFlowEnabled': 'true',
    'global.isConsumerSecretOptional': 'true',
    'global.isPkceRequired': 'false',
    'global.isSecretRequiredForRefreshToken': 'false',
    'oauth.commaSeparatedOauthScopes': 'Api, RefreshToken, SFApiPlatform',
    'policies.ipRelaxationPolicyType': 'Bypass',
  },
  'autorabit-arm': {
    'header.label': 'AutoRABIT_ARM',
    'global.callbackUrl': 'https://app.example.com/oauth/callback',
    'global.isCodeCredFlowEnabled': 'true',
    'global.isPkceRequired': 'false',
    'oauth.commaSeparatedOauthScopes': 'Basic, Api, Full, Chatter, RefreshToken, CustomPermissions',
  },
  'aws-eventbridge': {
    'header.label': 'EventBridge',
    'global.callbackUrl': 'https://login.salesforce.com/services/oauth2/success',
    'global.isClientCredentialsFlowEnabled': 'true',
    'global.isDeviceFlowEnabled': 'true',
    'oauth.commaSeparatedOauthScopes': 'Api',
    'policies.clientCredentialsFlowUser': 'integration@example.com',
    'policies.isClientCredentialsFlowEnabled': 'true',
    'policies.permittedUsersPolicyType': 'AdminApprovedPreAuthorized',
  },
  'valo-ai': {
    'header.description': 'Bring Your Own ECA for Valo.ai',
    'header.label': 'Valo_ECA_Example',
    'global.callbackUrl': 'https://api.valo.ai/oauth2/v1/callback/salesforce',
    'oauth.commaSeparatedOauthScopes': 'Api, RefreshToken',
  },
};

describe('the templates', () => {
  it('are the vendor guides and the common OAuth clients', () => {
    expect(names).toEqual([
      ...['agent-api', 'autorabit-arm', 'autorabit-vault', 'aws-eventbridge', 'ci-jwt', 'compliance-rehearsal'],
      ...['device', 'mcp-client', 'native-pkce', 'server-to-server', 'valo-ai', 'web-server'],
    ]);
  });

  it.each(names)('%s begins with its title and the line that leads editors to the schema', (name) => {
    const [title, modeline] = (files.find((file) => file.name === name)?.text ?? '').split('\n');
    expect(title).toMatch(/^# title: \S.{10,100}\S$/);
    expect(modeline).toBe('# yaml-language-server: $schema=./eca.schema.json');
  });

  it.each(names)('%s asks for a contact first and describes each variable', (name) => {
    const { variables } = template(name);
    expect(variables[0]?.name).toBe('contactEmail');
    expect(variables.filter(({ description }) => description.length < 20)).toEqual([]);
    expect(variables.filter((variable) => values[variable.name] === undefined)).toEqual([]);
  });

  it.each(names)(
    '%s has no error and no warning once its variables have values, in old and new API versions',
    async (name) => {
      for (const apiVersion of [63, 66, newestApiVersion]) {
        const { findings } = await load(name, apiVersion);
        const found = findings.filter(({ severity }) => severity !== 'note').map(({ rule, path }) => [rule, path]);
        expect({ apiVersion, found }).toEqual({ apiVersion, found: [] });
      }
    },
  );

  it.each(names)('%s is accepted by the JSON Schema as it stands', async (name) => {
    const schema = JSON.parse(await readFile(join(projectRoot, 'config', 'eca.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    validate(parse(template(name).text));
    expect(validate.errors).toBeNull();
  });

  it.each(Object.entries(guides))('%s holds exactly the values of its guide', async (name, guide) => {
    expect(await elements(name)).toEqual({ ...usual, ...guide });
  });

  it('ci-jwt carries the certificate and approves by permission set', async () => {
    const found = await elements('ci-jwt');
    expect(String(found['global.certificate'])).toMatch(/^MII[\w+/=\n]+$/);
    expect(found).toMatchObject({
      'policies.permittedUsersPolicyType': 'AdminApprovedPreAuthorized',
      'policies.commaSeparatedPermissionSet': 'CI_Deployment',
    });
  });
});

const schema = referenceText('reference/eca.xsd');

describe('the XML of the templates', () => {
  (schema === undefined ? it.skip : it).each(names)(
    '%s is valid by the WSDL (skipped without the shared folder)',
    async (name) => {
      const xml = (await components(name)).map((component) => ({
        fileName: `${component.fullName}.xml`,
        contents: componentToXml(component),
      }));
      const options = { xml, schema: schema ?? '', initialMemoryPages: memoryPages.MiB * 32 };
      const { errors } = await validateXML(options);
      expect({ files: xml.length, errors: errors.map(({ message }) => message) }).toEqual({ files: 5, errors: [] });
    },
  );
});
