import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { failurePatterns } from '../../src/org/explainFailure.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { platformTexts } from '../platformTexts.js';
import type { FakeOrgOptions } from '../fakeOrg/fakeOrgOptions.js';
import { homeOf, write } from './planHome.js';
import { runSf, type ProgramResult, type SfHome } from './sfCli.js';

jest.setTimeout(120_000);

/** Keys of the spec beside those that every app has, for causes whose place can be told, and the line of the place. */
const places: Readonly<Record<string, readonly [line: number, more?: string]>> = {
  'oauth-settings-missing': [4],
  'duplicate-consumer-key': [5, 'consumerKey: Abcdefgh12345678\n'],
  'permission-set-unknown': [6, 'policies:\n  permissionSets: [Order_Sync_API]\n'],
  'profile-unknown': [6, 'policies:\n  profiles: [Standard User]\n'],
  'user-unknown': [6, 'flows:\n  clientCredentials: {runAs: integration@fake.example.com}\n'],
  'scope-invalid': [4],
  'not-in-version': [6, 'security:\n  issueJwtAccessTokens: false\n'],
  'word-invalid': [6, 'policies:\n  permittedUsers: self-authorize\n'],
  'parent-missing': [1],
  'cross-reference': [1],
  'plugin-settings': [6, 'policies:\n  sessionTimeoutMinutes: 120\n'],
  'idle-limit': [6, 'policies:\n  refreshToken: {expiresIfUnusedFor: 30 days}\n'],
  'validity-missing': [6, 'policies:\n  refreshToken: {expiresIfUnusedFor: 30 days}\n'],
  'security-too-early': [7, 'security:\n  tokenIpRanges:\n    - {start: 192.0.2.1, end: 192.0.2.9}\n'],
  'callback-invalid': [3],
  'consumer-key-invalid': [5, 'consumerKey: Abcdefgh12345678\n'],
  'name-invalid': [1],
  'required-field': [2],
};

type App = { readonly name: string; readonly text: string; readonly cause: string; readonly line?: number };
const apps: readonly App[] = platformTexts.map(([text, cause], index) => {
  const line = places[cause]?.[0];
  return { name: `App${index + 10}`, text, cause, ...(line === undefined ? {} : { line }) };
});

const specOf = ({ name, cause }: App): string =>
  `name: ${name}\ncontactEmail: a@example.com\ncallback: https://shop.example.com/callback\nscopes: [api]\n${places[cause]?.[1] ?? ''}`;

/**
 * The texts are injected: the fake org is told to answer with them and does not play what provokes them in an org.
 * Every other failure below is played.
 */
const options: Readonly<Record<string, FakeOrgOptions>> = {
  table: { componentProblems: Object.fromEntries(apps.map(({ name, text }) => [`${name}_plcy`, text])) },
  manifest: {
    componentProblems: {
      'package.xml': "Unknown type name 'ExtlClntAppOauthSecuritySettings' specified in package.xml",
    },
  },
  jwt: { jwtSession: true },
  denied: { users: [{ username: 'denied@fake.example.com', profile: 'Standard User' }] },
  limit: {},
  without: { externalClientApps: false },
};

type Explained = { readonly problem?: string; readonly cause?: string; readonly remedy?: string };
type Component = Explained & { readonly fullName: string; readonly file?: string; readonly line?: number };
type Org = Explained & {
  readonly username: string;
  readonly apps: readonly { readonly name: string; readonly components: readonly Component[] }[];
};

let home: SfHome;
const orgs: FakeOrg[] = [];
let human: ProgramResult;
let machine: ProgramResult;
let results: readonly Org[];
const resultOf = (name: string): Org => results.find(({ username }) => username.startsWith(`${name}@`)) as Org;

beforeAll(async () => {
  for (const [name, option] of Object.entries(options))
    orgs.push(await startFakeOrg({ username: `${name}@fake.example.com`, pollsUntilDone: 0, ...option }));
  home = await homeOf(Object.fromEntries(Object.keys(options).map((name, index) => [name, orgs[index] as FakeOrg])));
  for (const app of apps) await write(home, `eca/${app.name}.eca.yaml`, specOf(app));
  const limited = orgs[Object.keys(options).indexOf('limit')] as FakeOrg;
  limited.addFault({ kind: 'requestLimit', match: 'POST .*deployRequest', times: 100 });
  const args = [
    'eca',
    'deploy',
    '--no-prompt',
    '--concise',
    '--api-version',
    '67.0',
    ...Object.keys(options).flatMap((name) => ['-o', name]),
  ];
  human = await runSf(args, { home });
  machine = await runSf([...args, '--json'], { home });
  if (!machine.stdout.includes('"orgs"')) throw new Error(machine.stdout + machine.stderr);
  results = (JSON.parse(machine.stdout) as { readonly data: { readonly orgs: readonly Org[] } }).data.orgs;
});
afterAll(async () => {
  await Promise.all(orgs.map(async (org) => org.close()));
});

describe('what sf eca deploy says about a failure', () => {
  it('gives the whole object of a large error to a pipe', () => {
    expect(machine.stdout.length).toBeGreaterThan(100_000);
    expect(Object.keys(JSON.parse(machine.stdout) as object)).toContain('data');
  });

  it('knows every cause of the table', () => {
    const played = ['oauth-settings-failed'];
    const causes = new Set(failurePatterns.map(({ id }) => id));
    expect([...causes].filter((id) => !apps.some(({ cause }) => cause === id))).toEqual(played);
  });

  it.each(apps.map((app) => [app.text, app] as const))('explains "%s"', (text, { name, cause, line }) => {
    const component = resultOf('table')
      .apps.find((app) => app.name === name)
      ?.components.find(({ fullName }) => fullName === `${name}_plcy`);
    expect(component?.problem).toBe(text);
    expect(component?.cause).toMatch(/^\S.{15,}\.$/);
    expect(component?.remedy).toMatch(/^[A-Z].{15,}/);
    expect(`${component?.cause} ${component?.remedy}`).not.toMatch(/%s|[{](name|element|version)[}]/);
    expect([cause, component?.line]).toEqual([cause, line]);
    if (line !== undefined) expect(component?.file).toBe(`eca/${name}.eca.yaml`);
    for (const shown of [text, component?.cause, line === undefined ? name : `eca/${name}.eca.yaml:${line}:`])
      expect(human.stdout).toContain(shown);
    for (const sentence of component?.remedy?.split(/(?<=\.) (?=[A-Z])/) ?? [])
      expect(human.stdout).toContain(sentence);
  });

  it.each([
    [
      'manifest',
      "package.xml: Unknown type name 'ExtlClntAppOauthSecuritySettings' specified in package.xml",
      'The org does not know this type of metadata in the API version of the deploy.',
      'Deploy with a newer API version',
    ],
    [
      'denied',
      'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
      'The user of this login may not do that.',
      'The user needs "Modify Metadata Through Metadata API Functions"',
    ],
    [
      'jwt',
      // Known beforehand, so that nothing is asked.
      'API version 67.0',
      'it gives access tokens in JWT format',
      'sf org login web --alias jwt',
    ],
    ['limit', 'TotalRequests Limit exceeded', 'The org has used up its API requests (deploy)', 'sf limits api display'],
  ])('explains what is wrong with the whole job or the whole org: %s', (name, text, cause, remedy) => {
    const { problem = '', cause: told = '', remedy: advice = '' } = resultOf(name);
    expect(`${problem} ${told}`).toContain(text);
    expect(`${problem} ${told}`).toContain(cause);
    expect(advice).toContain(remedy);
    const shown = human.stdout + human.stderr;
    for (const sentence of [text, cause, remedy]) expect(shown).toContain(sentence);
  });

  it('explains at every component that the org does not have the feature', () => {
    const failed = resultOf('without').apps.flatMap(({ components }) => components.filter(({ problem }) => problem));
    expect(failed.length).toBeGreaterThanOrEqual(apps.length);
    for (const { problem, cause } of failed)
      if (problem === 'Not available for deploy for this organization')
        expect(cause).toBe('The org has a feature switched off that this needs.');
    expect(human.stdout).toContain('Not available for deploy for this organization');
  });

  it('ends with 1 and lists every org', () => {
    expect(human.status).toBe(1);
    for (const name of Object.keys(options))
      expect(human.stdout).toMatch(new RegExp(`^  ${name} +(Failed|Error)`, 'm'));
  });
});
