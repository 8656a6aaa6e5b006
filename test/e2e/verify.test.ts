import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { EcaVerifyResult } from '../../src/commands/eca/verify.js';
import { decideDevice } from '../fakeOrg/oauth/deviceGrant.js';
import { selfSignedCertificate } from '../fakeOrg/selfSignedCertificate.js';
import { clientStage, runAs, type ClientStage } from './clientStage.js';
import { binProgram } from './paths.js';
import { runSf } from './sfCli.js';

// Each test starts several processes, on machines that may be busy.
jest.setTimeout(120_000);

const stages: ClientStage[] = [];

afterEach(async () => {
  await Promise.all(stages.splice(0).map(async ({ org }) => org.close()));
});

async function open(options: Parameters<typeof clientStage>[0] = {}): Promise<ClientStage> {
  const stage = await clientStage(options);
  stages.push(stage);
  return stage;
}

type Json = {
  readonly status: number;
  readonly name?: string;
  readonly result: EcaVerifyResult;
  readonly data?: EcaVerifyResult;
};

const parse = ({ stdout }: { readonly stdout: string }): Json => JSON.parse(stdout) as Json;
const clientCredentials = 'flows:\n  clientCredentials: {runAs: integration@fake.example.com}\n';
const base = 'contactEmail: a@example.com\nscopes: [api, refresh_token]\n';
const callback = 'callback: https://app.example.com/callback\n';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('sf eca verify', () => {
  it('waits three polls for the app and proves client credentials, in the real sf', async () => {
    const { home, consumer, org, isSwitchOn } = await open();
    await writeFile(join(home.work, 'Sync.eca.yaml'), `name: Sync\n${base}${callback}${clientCredentials}`);
    consumer().pollsUntilActive = 3;
    const args = ['eca', 'verify', '-o', 'fake', '-f', 'Sync.eca.yaml', '--enable-secret-access'];
    const { stdout, stderr, status } = await runSf(args, { home });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: [
        'Sync: active',
        '  ✔ passed  webServer          https://app.example.com/callback: The authorize endpoint takes client, callback and scopes; nobody logged in.',
        '  ✔ passed  clientCredentials  A token came, and an API call with it works as integration@fake.example.com.',
        '  – skipped refreshToken       Needs a login: run it in a terminal with a callback on this computer, or with the device flow.',
        '  ✔ passed  introspection      The org says that the token is active.',
        '  ✔ passed  revocation         Everything that was obtained is revoked.',
        '',
      ].join('\n'),
    });
    expect(stderr).toContain('Waiting for the org to know Sync (0:00)');
    expect(isSwitchOn()).toBe(false);
    expect(org.state.sessions.size).toBe(1);
  });

  it('proves every flow in the real sf: login, client credentials, JWT bearer, device, refresh, introspection', async () => {
    const { home, org, consumer } = await open({ secretAccess: true, deviceInterval: 0 });
    const loopback = `http://localhost:${await freePort()}/callback`;
    const { base64, privateKey } = selfSignedCertificate();
    const global = { callbackUrl: loopback, isDeviceFlowEnabled: 'true', certificate: base64 };
    for (const [element, text] of Object.entries(global))
      org.setup.setValue('ExtlClntAppGlobalOauthSettings', 'Sync_glbloauth', element, text);
    const policy = {
      permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
      commaSeparatedPermissionSet: 'Order_Sync_API',
    };
    for (const [element, text] of Object.entries(policy))
      org.setup.setValue('ExtlClntAppOauthConfigurablePolicies', 'Sync_oauthPlcy', element, text);
    for (const user of [org.username, runAs]) org.setup.assignPermissionSet(user, 'Order_Sync_API');
    const flows = `${clientCredentials}  jwtBearer: {certificate: jwt.crt}\n  device: true\n`;
    await writeFile(join(home.work, 'Sync.eca.yaml'), `name: Sync\n${base}callback: ${loopback}\n${flows}`);
    await writeFile(join(home.work, 'jwt.crt'), `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
    await writeFile(join(home.work, 'jwt.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const browser = join(home.work, 'browser');
    await writeFile(browser, `#!${process.execPath}\nfetch(process.argv[2]);\n`);
    await chmod(browser, 0o755);
    // Somebody enters the code after the device has asked once in vain.
    const person = setInterval(() => {
      for (const { polledAt, userCode, decision } of org.state.grants.devices.values())
        if (polledAt > 0 && decision === 'pending') decideDevice(org.state, userCode, true, org.username);
    }, 10);
    const named = ['web-server', 'client-credentials', 'jwtBearer', 'device', 'refreshToken', 'introspection'];
    const options = ['--key-file', 'jwt.key', '--jwt-user', runAs, ...named.flatMap((flow) => ['--flow', flow])];
    const args = ['eca', 'verify', '-o', 'fake', '-f', 'Sync.eca.yaml', ...options, '--json'];
    const { stdout, stderr } = await runSf(args, {
      home,
      // The address of the org itself is an audience that it takes, too.
      env: { BROWSER: browser, SF_AUDIENCE_URL: org.url },
    });
    clearInterval(person);
    expect(parse({ stdout })).toMatchObject({
      status: 0,
      result: {
        org: { username: org.username, orgId: org.orgId },
        apps: [
          {
            name: 'Sync',
            active: true,
            flows: [
              { flow: 'webServer', status: 'passed', user: org.username, scopes: ['api', 'refresh_token'] },
              { flow: 'clientCredentials', status: 'passed', user: runAs, scopes: ['api'] },
              { flow: 'jwtBearer', status: 'passed', user: runAs },
              { flow: 'device', status: 'passed', user: org.username },
              { flow: 'refreshToken', status: 'passed', reason: expect.stringContaining('was replaced by a new one') },
              { flow: 'introspection', status: 'passed' },
              { flow: 'revocation', status: 'passed' },
            ],
          },
        ],
      },
    });
    expect(stderr).toMatch(/Enter the code [0-9A-F]{8} at http/);
    // One API call with each token, as the external client.
    const calls = org.requests.filter(({ path }) => /query\?.*Username/.test(decodeURIComponent(path)));
    expect(calls.length).toBeGreaterThanOrEqual(5);
    expect(org.state.sessions.size).toBe(1);
    expect([...org.state.grants.refreshTokens.values()].filter(({ state }) => state === 'current')).toEqual([]);
    expect(stdout + stderr).not.toContain(consumer().secret);
  });

  it('says that the loopback port is taken before it opens the browser, in the real sf', async () => {
    const { home, org } = await open({ secretAccess: true });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const loopback = `http://127.0.0.1:${port}/callback`;
    org.setup.setValue('ExtlClntAppGlobalOauthSettings', 'Sync_glbloauth', 'callbackUrl', loopback);
    await writeFile(join(home.work, 'Sync.eca.yaml'), `name: Sync\n${base}callback: ${loopback}\n`);
    const args = ['eca', 'verify', '-o', 'fake', '-f', 'Sync.eca.yaml', '--flow', 'webServer'];
    const browser = join(home.work, 'browser');
    await writeFile(browser, `#!${process.execPath}\nrequire('node:fs').writeFileSync('opened', '');\n`);
    await chmod(browser, 0o755);
    const { stdout, stderr, status } = await runSf(args, { home, env: { BROWSER: browser } });
    await new Promise((resolve) => server.close(resolve));
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringContaining(`The port ${port} of the callback cannot be opened here (EADDRINUSE)`),
    });
    expect(stderr).toContain(`lsof -i :${port}`);
    expect(stderr).not.toContain('open this address');
    expect(await readdir(home.work)).not.toContain('opened');
  });

  it('ends a login that nobody makes with Ctrl-C, and frees the port', async () => {
    const { home, org } = await open({ secretAccess: true });
    const loopback = `http://127.0.0.1:${await freePort()}/`;
    org.setup.setValue('ExtlClntAppGlobalOauthSettings', 'Sync_glbloauth', 'callbackUrl', loopback);
    await writeFile(join(home.work, 'Sync.eca.yaml'), `name: Sync\n${base}callback: ${loopback}\n${clientCredentials}`);
    const flows = ['--flow', 'clientCredentials', '--flow', 'webServer'];
    const child = spawn(
      process.execPath,
      [binProgram, 'eca', 'verify', '-o', 'fake', '-f', 'Sync.eca.yaml', ...flows],
      {
        cwd: home.work,
        env: { ...home.env, BROWSER: 'true' },
      },
    );
    const isOpen = new Promise<void>((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('open this address')) resolve();
      });
    });
    await isOpen;
    expect(org.state.sessions.size).toBe(2);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];
    expect({ code, sessions: org.state.sessions.size }).toEqual({ code: 130, sessions: 1 });
  });

  it('ends with the exit codes of the contract', async () => {
    const { home, eca, org, consumer } = await open({ secretAccess: true });
    org.setup.createApp({ name: 'Web' });
    const spec = async (name: string, more: string): Promise<void> =>
      writeFile(join(home.work, `${name}.eca.yaml`), `name: ${name}\n${base}${more}`);
    await spec('Sync', `${callback}${clientCredentials}`);
    await spec('Web', callback);
    await spec('Gone', callback);
    await spec('Wrong', 'callback: 7\n');
    const verify = async (...args: readonly string[]) =>
      parse(
        await eca([
          'verify',
          '-o',
          'fake',
          '--wait',
          '0',
          '--json',
          ...args.flatMap((one) => (one.startsWith('-') ? [one] : ['-f', `${one}.eca.yaml`])),
        ]),
      );

    org.setup.setValue('ExtlClntAppOauthConfigurablePolicies', 'Sync_oauthPlcy', 'clientCredentialsFlowUser', null);
    const failed = await verify('Sync', 'Gone');
    expect(failed).toMatchObject({ status: 1, name: 'FailedError' });
    expect(failed.data?.apps).toMatchObject([
      { name: 'Gone', active: false, error: expect.stringContaining('has no External Client App "Gone"') },
      {
        name: 'Sync',
        flows: [
          { flow: 'webServer', status: 'passed' },
          {
            flow: 'clientCredentials',
            status: 'failed',
            error: {
              code: 'invalid_grant',
              key: 'flows.clientCredentials.runAs',
              command: 'sf eca deploy --target-org fake',
            },
          },
          { flow: 'refreshToken', status: 'skipped' },
          { flow: 'introspection', status: 'skipped' },
          { flow: 'revocation', status: 'skipped' },
        ],
      },
    ]);
    expect(await verify('Sync', 'Web')).toMatchObject({
      status: 68,
      result: { apps: [{ name: 'Sync' }, { name: 'Web' }] },
    });
    consumer().pollsUntilActive = 1_000;
    expect(await verify('Sync', 'Web')).toMatchObject({
      status: 69,
      result: { apps: [{ name: 'Sync', active: false, flows: [] }, { active: true }] },
    });
    expect(await verify('Web')).toMatchObject({ status: 0 });
    expect(await verify('Web', 'Wrong')).toMatchObject({ status: 1, name: 'ProblemsError' });
    expect(
      parse(await eca(['verify', '-o', 'fake', '-f', 'Web.eca.yaml', '--flow', 'samlBearer', '--json'])),
    ).toMatchObject({ status: 2 });
  });

  it('says why it has no secret, and takes one from a file', async () => {
    const { home, eca, consumer } = await open();
    await writeFile(join(home.work, 'Sync.eca.yaml'), `name: Sync\n${base}${callback}${clientCredentials}`);
    const args = ['verify', '-o', 'fake', '-f', 'Sync.eca.yaml'];
    expect(await eca(args)).toMatchObject({ status: 1, stdout: expect.stringContaining('Add --enable-secret-access') });
    const { key, secret } = consumer();
    await writeFile(join(home.work, 'a.env'), `SALESFORCE_CONSUMER_KEY=${key}\nSALESFORCE_CONSUMER_SECRET=${secret}\n`);
    expect(await eca([...args, '--credentials-file', 'a.env'])).toMatchObject({ status: 0 });
    await writeFile(join(home.work, 'a.env'), 'FOO=bar');
    expect(await eca([...args, '--credentials-file', 'a.env'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('a.env'),
    });
  });
});
