import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EcaVerifyResult } from '../../src/commands/eca/verify.js';
import { oauthErrors, type OauthErrorCause } from '../../src/org/oauthErrors.js';
import { verifyText } from '../../src/report/verifyText.js';
import { decideDevice } from '../fakeOrg/oauth/deviceGrant.js';
import { selfSignedCertificate } from '../fakeOrg/selfSignedCertificate.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { readMessages } from '../messages/messageFiles.js';
import { freePort } from '../unit/operations/verifyStage.js';
import { addClientCredentialsApp, consumerOf, runAs } from './clientStage.js';
import { flowKeys, oauthErrorCases, type AppSetup, type OauthErrorCase } from './oauthErrorCases.js';
import { homeOf, write } from './planHome.js';
import { runBin, runSf, type SfHome } from './sfCli.js';

// One run proves fifty apps, on machines that may be busy.
jest.setTimeout(180_000);

type Run = 'main' | 'elsewhere' | 'wrongKey';
type Outcome = { readonly status: number; readonly text: string; readonly apps: Required<EcaVerifyResult>['apps'] };

const sentences = new Map(
  readMessages()
    .filter(({ bundle }) => bundle === 'oauth-errors')
    .map(({ key, lines }) => [key, lines[0] ?? '']),
);
const own = selfSignedCertificate();
const other = selfSignedCertificate();
const outcomes = new Map<Run, Outcome>();
let org: FakeOrg;
let home: SfHome;
let deciding: NodeJS.Timeout;

/** Logs in by following the redirections, as a browser with a session; some callbacks stand for a login that goes wrong. */
const browser = `#!${process.execPath}
const asked = new URL(process.argv[2]);
const callback = asked.searchParams.get('redirect_uri');
if (callback.endsWith('/changes-challenge')) asked.searchParams.set('code_challenge', 'x'.repeat(43));
let next = asked.href;
while (!next.startsWith(callback)) next = (await fetch(next, { redirect: 'manual' })).headers.get('location');
const answer = new URL(next);
if (callback.endsWith('/changes-code')) answer.searchParams.set('code', 'of-somebody-else');
await fetch(answer);
`;

function setupOf(name: string): AppSetup {
  const { setValue } = org.setup;
  return {
    name,
    global: (element, text) => setValue('ExtlClntAppGlobalOauthSettings', `${name}_glbloauth`, element, text),
    policy: (element, text) => setValue('ExtlClntAppOauthConfigurablePolicies', `${name}_oauthPlcy`, element, text),
    settings: (element, text) => setValue('ExtlClntAppOauthSettings', `${name}_oauth`, element, text),
    header: (element, text) => setValue('ExtlClntAppConfigurablePolicies', `${name}_plcy`, element, text),
  };
}

/** Makes the app of a case in the org as it should be, and its spec. */
async function install(one: OauthErrorCase): Promise<void> {
  const { app, flow, spec = '', login, run = 'main' } = one;
  addClientCredentialsApp(org, app);
  const setup = setupOf(app);
  if (flow === 'device') setup.global('isDeviceFlowEnabled', 'true');
  if (flow === 'jwtBearer') {
    setup.global('certificate', (app === 'OtherCertificate' ? other : own).base64);
    setup.policy('permittedUsersPolicyType', 'AdminApprovedPreAuthorized');
    setup.policy('commaSeparatedPermissionSet', 'Order_Sync_API');
  }
  const callback =
    login === undefined ? 'https://app.example.com/callback' : `http://127.0.0.1:${await freePort()}/${login}`;
  setup.global('callbackUrl', callback);
  const keys = { name: app, contactEmail: 'a@example.com', callback, scopes: '[api, refresh_token]' };
  const lines = Object.entries(keys).filter(([key]) => !spec.includes(`${key}:`));
  const text = lines.map(([key, value]) => `${key}: ${value}\n`).join('');
  await write(home, `${run}/${app}.eca.yaml`, `${text}${spec}${flowKeys(one)}`);
}

async function verify(run: Run, more: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const flows = ['webServer', 'clientCredentials', 'jwtBearer', 'device', 'refreshToken', 'introspection'];
  const args = [
    'eca',
    'verify',
    '-f',
    run,
    '-w',
    '0',
    '--jwt-user',
    runAs,
    ...flows.flatMap((one) => ['--flow', one]),
    ...more,
  ];
  const options = { home, env: { BROWSER: join(home.work, 'browser.mjs'), ...env } };
  const { stdout, stderr, status } = await runSf([...args, '--json'], options);
  const json = JSON.parse(stdout) as { result?: EcaVerifyResult; data?: EcaVerifyResult };
  const { apps = [] } = json.result ?? json.data ?? {};
  if (apps.length === 0) throw new Error(stdout + stderr);
  const people = await (run === 'main' ? runSf : runBin)(args, options);
  expect({ run, status: people.status }).toEqual({ run, status });
  outcomes.set(run, { status, apps, text: people.stdout });
}

beforeAll(async () => {
  const injections = oauthErrorCases.flatMap(({ app, injectedAt: at, code, description }) =>
    at === undefined
      ? []
      : [{ app, at, error: { unreachable: 'reset', 'unreadable-answer': 'html' }[code] ?? code, description }],
  );
  const minutes = 60_000;
  org = await startFakeOrg({
    secretAccess: true,
    pollsUntilDone: 0,
    deviceInterval: 0,
    deviceLifetime: 1,
    clockAhead: { ClockAhead: -10 * minutes, ClockBehind: 10 * minutes },
    oauthErrors: injections,
    profiles: [
      {
        name: 'System Administrator',
        permissions: [
          'ApiEnabled',
          'ModifyAllData',
          'ModifyMetadata',
          'ViewSetup',
          'ExternalClientAppDeveloper',
          'ViewClientSecret',
        ],
      },
      { name: 'Standard User', permissions: ['ApiEnabled'] },
      { name: 'No API' },
    ],
    users: [
      { username: runAs, permissionSets: ['Order_Sync_API'] },
      { username: 'noapi@fake.example.com', profile: 'No API' },
    ],
  });
  home = await homeOf({ fake: org });
  const login = [
    'org',
    'login',
    'access-token',
    '--instance-url',
    org.url.replace('127.0.0.1', 'localhost'),
    '--no-prompt',
    '--alias',
    'login',
  ];
  await Promise.all(['main', 'elsewhere', 'wrongKey'].map(async (run) => mkdir(join(home.work, run))));
  for (const one of oauthErrorCases) await install(one);
  for (const { app, arrange } of oauthErrorCases) arrange?.(setupOf(app), org);
  consumerOf(org, 'Unknown').pollsUntilActive = 1_000_000;
  const pem = own.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const certificate = `-----BEGIN CERTIFICATE-----\n${own.base64}\n-----END CERTIFICATE-----\n`;
  for (const run of ['main', 'elsewhere', 'wrongKey']) await write(home, `${run}/jwt.crt`, certificate);
  await write(home, 'jwt.key', pem);
  await write(home, 'wrong.key', 'no key at all');
  await write(home, 'browser.mjs', browser);
  await chmod(join(home.work, 'browser.mjs'), 0o755);
  await write(home, 'wrong.env', 'SALESFORCE_APP=WrongSecret\nSALESFORCE_CONSUMER_SECRET=wrong\n');
  deciding = setInterval(() => {
    for (const { clientId, userCode, decision } of org.state.grants.devices.values())
      if (clientId === consumerOf(org, 'Denied').key && decision === 'pending')
        decideDevice(org.state, userCode, false, runAs);
  }, 20);
  await verify('main', ['-o', 'fake', '--key-file', 'jwt.key', '--credentials-file', 'wrong.env'], {});
  await verify('wrongKey', ['-o', 'fake', '--key-file', 'wrong.key'], {});
  // The CLI keeps one login per user: from here on it is the one at the host that stands for login.salesforce.com.
  await runSf(login, { home, env: { SF_ACCESS_TOKEN: org.accessToken } });
  await verify('elsewhere', ['-o', 'login', '--key-file', 'jwt.key'], {
    SF_AUDIENCE_URL: 'https://audience.example.com',
  });
});
afterAll(async () => {
  clearInterval(deciding);
  await org.close();
});

/** The part of the output for people that is about an app. */
function blockOf(text: string, app: string): string {
  return text.split(/\n\n(?=\w+: )/).find((block) => block.startsWith(`${app}: `)) ?? '';
}

/** The row of the product's table that explains a case: the first that fits, as there. */
function rowOf({ code, description, flow }: OauthErrorCase): OauthErrorCause | undefined {
  return oauthErrors.find(
    (row) => row.code.test(code) && (row.description?.test(description) ?? true) && (row.flow ?? flow) === flow,
  );
}

/** The answers that a row stands for: `/^(slow_down|authorization_pending)$/` are two. */
function answersOf({ code, description }: OauthErrorCause): readonly RegExp[] {
  const { source } = description ?? code;
  return source
    .replace(/^\^\(?|\)?\$$/g, '')
    .split('|')
    .map((one) => new RegExp(one, 'i'));
}

describe('sf eca verify, for every answer in the table of OAuth errors', () => {
  it('has an app that comes to it, for each row and for each answer of the row', () => {
    const missing = oauthErrors.flatMap((row) =>
      answersOf(row)
        .filter((answer) => {
          const text = ({ code, description }: OauthErrorCase): string =>
            row.description === undefined ? code : description;
          return !oauthErrorCases.some((one) => rowOf(one) === row && answer.test(text(one)));
        })
        .map((answer) => `${row.cause}: ${answer.source}`),
    );
    expect(missing).toEqual([]);
  });

  it('ends with 1 when every app failed, and with 69 when one is not active yet', () => {
    expect([...outcomes].map(([run, { status }]) => [run, status])).toEqual([
      ['main', 1],
      ['wrongKey', 69],
      ['elsewhere', 1],
    ]);
    expect(outcomes.get('main')?.apps.length).toBe(oauthErrorCases.filter(({ run }) => run === undefined).length);
  });

  it.each(oauthErrorCases.map((one) => [`${one.code} ${one.description}`.trim(), one] as const))(
    'explains %s',
    (_title, one) => {
      const { app, flow, code, description, cause, key, command, run = 'main' } = one;
      const outcome = outcomes.get(run);
      const found = outcome?.apps.find(({ name }) => name === app);
      const error =
        found?.lastAnswer ?? found?.flows.find((result) => result.flow === flow && result.status === 'failed')?.error;
      const meaning = sentences.get(cause) ?? '';
      expect(meaning).not.toBe('');
      // What a library says about an answer that is none is its own business.
      const said = code === 'unreadable-answer' ? expect.stringMatching(/./) : description;
      expect(error).toEqual({ code, description: said, meaning, ...(key === undefined ? {} : { key }), command });
      const block = blockOf(outcome?.text ?? '', app);
      const lines = block.split('\n').map((line) => line.trim());
      expect(lines).toContain(`What it means: ${meaning}`);
      expect(lines).toContain(`Run: ${command}`);
      expect(lines.filter((line) => line.startsWith('Key in the spec:'))).toEqual(
        key === undefined ? [] : [`Key in the spec: ${key}`],
      );
      // A device code that ran out is told as such, and explained by the last answer.
      const isOver = code === 'authorization_pending' || code === 'slow_down';
      expect(block).toContain(isOver ? 'Nobody entered the code before it was over (0:01).' : code);
      if (!isOver) expect(block).toContain(description);
    },
  );

  it('tells people and programs the same', () => {
    for (const { apps, text } of outcomes.values()) expect(text.trimEnd()).toBe(apps.map(verifyText).join('\n\n'));
  });

  it('leaves no token behind, and shows none', async () => {
    const left = [...org.state.sessions.values()].filter(({ appName }) => appName !== undefined);
    expect(left).toEqual([]);
    const secret = consumerOf(org, 'NoRunAs').secret;
    for (const { text, apps } of outcomes.values()) expect(text + JSON.stringify(apps)).not.toContain(secret);
    expect(await readFile(join(home.work, 'jwt.key'), 'utf8')).toContain('PRIVATE KEY');
  });
});
