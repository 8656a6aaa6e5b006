import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { lintSpec } from '../../../src/rules/lintSpec.js';
import { checkText, lintText, today } from './lintText.js';

const folder = new URL('../../../templates/', import.meta.url);
const template = (name: string): string => readFileSync(new URL(`${name}.eca.yaml`, folder), 'utf8');

/** A value for each variable of a template. */
const values: Readonly<Record<string, string>> = {
  contactEmail: 'integrations@example.com',
  callback: 'https://client.example.com/oauth/callback',
  instance: 'https://vault.example.com',
  permissionSet: 'Client_Users',
  runAsUser: 'robot@example.com',
  certificate: 'server.crt',
};
const files = new Map([
  ['server.crt', readFileSync(new URL('../../fixtures/certificates/server.crt', import.meta.url))],
]);
const context = { files, today: new Date('2027-01-01T00:00:00Z') };

type Expectation = {
  /** The rules of the finding list, in the order of the file. */
  readonly raises: readonly string[];
  /** Each difference from the line "Per guide (what must fire)" of oauth.md §5, with its reason. */
  readonly differences: readonly string[];
};

const vendors: Readonly<Record<string, Expectation>> = {
  'autorabit-vault': {
    raises: [
      'scopes/redundant',
      'scopes/redundant',
      'scopes/redundant',
      'scopes/full-access',
      'authorization-code-and-credentials/not-needed-for-web-server',
    ],
    differences: [
      'R06 three times: id, api and web are each covered by full, and each has a line of its own.',
      'R34 absent: the template leaves rotation and PKCE at what new apps have.',
      'R11 absent: the guide approves users, and the template writes admin-approved.',
    ],
  },
  'compliance-rehearsal': {
    raises: [
      'callback/localhost-name',
      'authorization-code-and-credentials/not-needed-for-web-server',
      'pkce/off',
      'pkce/required-for-public-clients',
      'platform-lock/new-app',
      'permitted-users/self-authorize',
      'ip-relaxation/relaxed',
    ],
    differences: [
      'R09 absent: the guide says nothing of rotation, and a new app has it on, which protects the refresh token.',
      'R32 absent: that the guide collects the secret although the app does not ask for it cannot be seen in a spec.',
    ],
  },
  'autorabit-arm': {
    raises: [
      'scopes/redundant',
      'scopes/redundant',
      'scopes/full-access',
      'scopes/redundant',
      'scopes/redundant',
      'authorization-code-and-credentials/not-needed-for-web-server',
      'pkce/off',
      'platform-lock/new-app',
      'permitted-users/self-authorize',
    ],
    differences: [
      'R06 four times: id, api, chatter_api and custom_permissions are each covered by full, and each has a line of its own.',
      'R11 present: the guide leaves permitted users at the default of Setup, as the line says below the list.',
    ],
  },
  'aws-eventbridge': {
    raises: ['device-flow/phishing', 'client-credentials/prefer-jwt-bearer'],
    differences: ['R17 absent: who the run-as user is can be seen in an org only.'],
  },
  'valo-ai': { raises: ['permitted-users/self-authorize'], differences: [] },
};

/** The templates of this project that follow no vendor's guide. */
const common: Readonly<Record<string, readonly string[]>> = {
  'agent-api': ['client-credentials/prefer-jwt-bearer'],
  'ci-jwt': [],
  device: ['device-flow/phishing'],
  'mcp-client': [],
  'native-pkce': [],
  'server-to-server': ['client-credentials/prefer-jwt-bearer'],
  'web-server': [],
};

const rulesOf = (lines: readonly string[]): readonly string[] => lines.map((line) => line.split(' ')[0] ?? '');
const raised: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(vendors).map(([name, { raises }]) => [name, raises])),
  ...common,
};

describe('a template', () => {
  it.each(Object.entries(raised))('%s raises what its guide deserves when waivers are ignored', (name, raises) => {
    expect(rulesOf(lintText(template(name), { ...context, ignoreWaivers: true }, values))).toEqual(raises);
  });

  it.each(Object.keys(raised))(
    '%s has neither an error nor a warning nor a waiver too many with its waivers',
    (name) => {
      const checked = checkText(template(name), values);
      const findings = [
        ...checked.findings.filter(({ rule }) => rule !== 'file/name-differs'),
        ...lintSpec(checked, context),
      ];
      expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    },
  );

  it.each(Object.keys(raised))('%s has no error and no unused waiver while its variables have no values', (name) => {
    const findings = lintSpec(checkText(template(name)), { today });
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('is missing from no list', () => {
    const names = readdirSync(folder).map((file) => file.replace('.eca.yaml', ''));
    expect(names.toSorted()).toEqual(Object.keys(raised).toSorted());
  });
});
