import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EcaVerifyResult } from '../../src/commands/eca/verify.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { addClientCredentialsApp, runAs } from './clientStage.js';
import { startConnectProxy, type ConnectProxy } from './connectProxy.js';
import { homeOf, write } from './planHome.js';
import { runBin, runSf, type SfHome } from './sfCli.js';

jest.setTimeout(120_000);

let far: FakeOrg;
let near: FakeOrg;
let proxy: ConnectProxy;
let home: SfHome;
let env: Readonly<Record<string, string>>;
const host = 'acme.proxied.test';
const proves = 'eca verify -f Sync.eca.yaml --json -o'.split(' ');
/** A proxy that nobody runs, whose address has a password as many have. */
const dead = 'http://jane:Pa55word@127.0.0.1:9';

beforeAll(async () => {
  far = await startFakeOrg({ pollsUntilDone: 0, secretAccess: true });
  near = await startFakeOrg({ pollsUntilDone: 0, secretAccess: true, username: 'near@fake.example.com' });
  for (const org of [far, near]) addClientCredentialsApp(org, 'Sync');
  far.state.url = `https://${host}`;
  proxy = await startConnectProxy({ [host]: far.url });
  // The CLI looks names up before it asks a proxy, and nobody signed the certificate of the test.
  env = { SF_DISABLE_DNS_CHECK: 'true', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  home = await homeOf({ near });
  const login = `org login access-token --instance-url https://${host} --no-prompt --alias far`.split(' ');
  const through = { ...env, HTTPS_PROXY: proxy.url, SF_ACCESS_TOKEN: far.accessToken };
  const { status, stderr } = await runSf(login, { home, env: through });
  if (status !== 0) throw new Error(stderr);
  await write(
    home,
    'Sync.eca.yaml',
    `name: Sync\ncontactEmail: a@example.com\ncallback: https://app.example.com/callback\nscopes: [api, refresh_token]\nflows:\n  clientCredentials: {runAs: ${runAs}}\n`,
  );
});
afterAll(async () => {
  await Promise.all([far.close(), near.close(), proxy.close()]);
});

const flowsOf = (stdout: string): readonly string[] => {
  const { result } = JSON.parse(stdout) as { readonly result?: EcaVerifyResult };
  return (result?.apps ?? []).flatMap(({ flows }) => flows.map(({ flow, status }) => `${flow} ${status}`));
};
const everything = [
  'webServer passed',
  'clientCredentials passed',
  'refreshToken skipped',
  'introspection passed',
  'revocation passed',
];

describe('sf eca credentials and verify, behind a proxy', () => {
  it('send every request through it: token, identity, introspection, revocation, credentials', async () => {
    const before = far.requests.length;
    const { stdout, stderr } = await runSf([...proves, 'far'], { home, env: { ...env, HTTPS_PROXY: proxy.url } });
    expect({ flows: flowsOf(stdout), stderr }).toEqual({ flows: everything, stderr: expect.anything() });
    // Nothing but the proxy knows the address of this host, so whatever arrived came through it.
    const arrived = far.requests.slice(before).map(({ method, path }) => `${method} ${path.split('?')[0]}`);
    const wanted = ['token', 'introspect', 'revoke'].map((name) => `POST /services/oauth2/${name}`);
    expect(arrived).toEqual(expect.arrayContaining([...wanted, 'GET /services/oauth2/authorize']));
    expect(far.requests.map(({ path }) => decodeURIComponent(path).replaceAll('+', ' ')).join('\n')).toContain(
      'SELECT Id, Username FROM User',
    );
    expect(arrived.some((path) => path.includes('/apps/oauth/credentials/'))).toBe(true);
    expect(new Set(proxy.requests)).toEqual(new Set([`CONNECT ${host}:443`]));
  });

  it('leave the proxy out where NO_PROXY says so', async () => {
    const { stdout } = await runBin([...proves, 'near'], {
      home,
      env: { ...env, HTTPS_PROXY: dead, HTTP_PROXY: dead, NO_PROXY: 'localhost,127.0.0.1' },
    });
    expect(flowsOf(stdout)).toEqual(everything);
  });

  it('name the variable of a dead proxy, and not its password', async () => {
    const lines = ['eca verify -f Sync.eca.yaml -o far', 'eca credentials show -n Sync -o far'];
    const dying = { home, env: { ...env, HTTPS_PROXY: dead } };
    // Both spend their time on pauses before they try again.
    const ended = await Promise.all(lines.map(async (line) => runBin(line.split(' '), dying)));
    for (const { stdout, stderr, status } of ended) {
      expect({ status, stdout, stderr }).toEqual({
        status: 1,
        stdout: '',
        stderr: expect.stringContaining('connect ECONNREFUSED 127.0.0.1:9, through HTTPS_PROXY=http://127.0.0.1:9'),
      });
      expect(stderr).not.toContain('Pa55word');
    }
  });
});
