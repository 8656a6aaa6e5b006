import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { hostileText, terminalFaults } from './hostileText.js';
import { projectRoot } from './paths.js';
import { homeOf, write } from './planHome.js';
import { runBin, type ProgramResult, type SfHome } from './sfCli.js';

/** Every command that asks an org; `-o ORG` is where it goes. */
const commands: Readonly<Record<string, string>> = {
  list: 'eca list -o ORG',
  plan: 'eca plan -o ORG',
  deploy: 'eca deploy -o ORG --no-prompt',
  'deploy report': 'eca deploy report -o ORG -i 0Af000000000001AAA',
  'deploy resume': 'eca deploy resume -o ORG -i 0Af000000000001AAA',
  delete: 'eca delete -o ORG -n App --no-prompt',
  import: 'eca import -o ORG -d imported',
  migrate: 'eca migrate -o ORG -d migrated',
  verify: 'eca verify -o ORG --no-prompt --wait 0',
  'credentials list': 'eca credentials list -o ORG',
  'credentials show': 'eca credentials show -o ORG -n App --output-file secret.env --no-prompt',
  'credentials rotate': 'eca credentials rotate -o ORG -n App --output-file secret.env --no-prompt',
};

const orgId = '00DFk0000000001';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const canaries = {
  session: `${orgId}!AQcanarySESSION0123456789abcdefghijklmnop`,
  variable: 'canary-variable-0123456789',
  values: 'canary-values-0123456789',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const spec = `name: App
contactEmail: a@example.com
callback: https://app.example.com/cb
scopes: [api, refresh_token]
policies: {permittedUsers: admin-approved, permissionSets: [Order_Sync_API]}
push:
  apple: {environment: sandbox, bundleId: com.example.app, certificate: push.p12, password: "\${pushPassword}"}
  android: {firebaseProject: p, serviceAccount: "\${serviceAccount}"}
variables:
  pushPassword: {description: Password, secret: true}
  serviceAccount: {description: Key, secret: true}
`;

let home: SfHome;
const servers: Server[] = [];

async function run(args: string, env: Readonly<Record<string, string>> = {}): Promise<ProgramResult> {
  // The log file of the CLI is on, at its most talkative.
  const isolated = Object.fromEntries(Object.entries(home.env).filter(([name]) => name !== 'SF_DISABLE_LOG_FILE'));
  return runBin([...args.split(' '), ...(/plan|deploy -o|verify/.test(args) ? ['--values', 'values.yaml'] : [])], {
    home: { ...home, env: isolated },
    env: { SF_LOG_LEVEL: 'trace', SF_ORG_MAX_QUERY_LIMIT: '10', ECA_PUSH_PASSWORD: canaries.variable, ...env },
    timeout: 60_000,
  });
}

/** Everything that a run leaves for others to read: output, logs and state, without the login itself. */
async function traces({ stdout, stderr }: ProgramResult): Promise<string> {
  const entries = await readdir(home.path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/^(00D|admin@|alias|key)|@fake/.test(entry.name));
  const texts = await Promise.all(files.map(async ({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
  return [stdout, stderr, ...texts].join('\n');
}

const keyLine = canaries.privateKey.split('\n')[3] ?? '';
function leaks(text: string): readonly string[] {
  const secrets = { ...canaries, privateKey: keyLine, serviceAccount: Buffer.from(canaries.values).toString('base64') };
  return Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
}

async function expectFailure(args: string, words: RegExp): Promise<void> {
  const [people, machine] = await Promise.all([run(args), run(`${args} --json`)]);
  expect(`${people.status} ${people.stderr}`).toMatch(/^1 /);
  expect(people.stderr).toMatch(words);
  expect(people.stderr).toContain('Try this:');
  expect(people.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(terminalFaults(people.stdout + people.stderr)).toEqual([]);
  expect(machine.stdout).toContain('"actions"');
  const error = JSON.parse(machine.stdout) as { status: number; actions?: string[]; message: string };
  expect(error.status).toBe(1);
  expect(machine.status).toBe(1);
  expect(error.actions?.length).toBeGreaterThan(0);
  expect(leaks(await traces(people))).toEqual([]);
  expect(leaks(await traces(machine))).toEqual([]);
}

/** A server in the place of the org that answers every request in the same way. */
async function answerAlways(url: string, status: number, message: string, errorCode: string): Promise<void> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify([{ message, errorCode }]));
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  servers.push(server);
}

beforeAll(async () => {
  const names = ['gone', 'expired', 'hostile'] as const;
  const orgs = await Promise.all(
    names.map(async (name, index) =>
      startFakeOrg({
        accessToken: canaries.session,
        orgId: `00DFk000000000${index + 1}EAA`,
        username: `${name}@fake.example.com`,
      }),
    ),
  );
  home = await homeOf(Object.fromEntries(names.map((name, index) => [name, orgs[index] as FakeOrg])));
  await Promise.all(orgs.map(async (org) => org.close()));
  const [, expired, hostile] = orgs.map(({ url }) => url);
  await answerAlways(expired ?? '', 401, `Session expired or invalid: ${canaries.session}`, 'INVALID_SESSION_ID');
  await answerAlways(hostile ?? '', 400, `\u001b[31m${hostileText} ${canaries.session}`, 'UNKNOWN_EXCEPTION');
  await write(home, 'eca/App.eca.yaml', spec);
  await write(home, 'eca/push.p12', canaries.privateKey);
  await write(home, 'values.yaml', `serviceAccount: ${canaries.values}\n`);
}, 120_000);
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** All commands in npm run test:deep, else a quarter of them for each fault: every run waits for the retries of the org port. */
const isDeep = process.env['ECA_DEEP'] === '1';
const rows = (quarter: number): [string, string][] =>
  Object.entries(commands).filter((_, index) => isDeep || index % 4 === quarter);

describe('an org that cannot be asked', () => {
  it('is tried with every command that asks one', () => {
    const { commands: all } = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as {
      commands: Record<string, { flags: Record<string, object> }>;
    };
    const asking = Object.entries(all).filter(([, { flags }]) => 'target-org' in flags);
    const names = asking.map(([id]) => id.replace(/^eca:/, '').replaceAll(':', ' '));
    expect(Object.keys(commands).toSorted()).toEqual(names.toSorted());
  });

  it.concurrent.each(rows(0))(
    '%s: nobody is there',
    async (_, args) => {
      await expectFailure(args.replace('ORG', 'gone'), /reached|ECONNREFUSED/i);
    },
    240_000,
  );

  it.concurrent.each(rows(1))(
    '%s: the CLI does not know it',
    async (_, args) => {
      await expectFailure(args.replace('ORG', 'nobody'), /nobody/);
    },
    240_000,
  );

  it.concurrent.each(rows(2))(
    '%s: the session has ended',
    async (_, args) => {
      await expectFailure(args.replace('ORG', 'expired'), /session|log in|login/i);
    },
    240_000,
  );

  it.concurrent.each(rows(3))(
    '%s: its answer is hostile',
    async (_, args) => {
      await expectFailure(args.replace('ORG', 'hostile'), /^Error \(/m);
    },
    240_000,
  );
});
