import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { startConnectProxy, type ConnectProxy } from './connectProxy.js';
import { homeOf, write } from './planHome.js';
import { runBin, runSf, type SfHome } from './sfCli.js';

jest.setTimeout(120_000);

let org: FakeOrg;
let near: FakeOrg;
let proxy: ConnectProxy;
let home: SfHome;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  org = await startFakeOrg({ pollsUntilDone: 0 });
  near = await startFakeOrg({ username: 'near@fake.example.com' });
  proxy = await startConnectProxy({ 'acme.proxied.test': org.url });
  env = {
    HTTPS_PROXY: proxy.url,
    HTTP_PROXY: proxy.url,
    NO_PROXY: 'localhost,127.0.0.1',
    // The CLI looks names up before it asks a proxy, and nobody signed the certificate of the test.
    SF_DISABLE_DNS_CHECK: 'true',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  };
  home = await homeOf({ near });
  const login = 'org login access-token --instance-url https://acme.proxied.test --no-prompt --alias far'.split(' ');
  const { status, stderr } = await runSf(login, { home, env: { ...env, SF_ACCESS_TOKEN: org.accessToken } });
  if (status !== 0) throw new Error(stderr);
  await write(
    home,
    'eca/Shop.eca.yaml',
    'name: Shop\ncontactEmail: team@example.com\ncallback: https://shop.example.com/callback\nscopes: [api]\n',
  );
});
afterAll(async () => {
  await Promise.all([org.close(), near.close(), proxy.close()]);
});

describe('sf eca behind a proxy', () => {
  it('deploys into an org that only the proxy can reach, and lets nobody on the way read along', async () => {
    const before = proxy.requests.length;
    const { stdout, status } = await runBin('eca deploy -o far --no-prompt --concise'.split(' '), { home, env });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('Shop: created (5 components)') });
    expect(new Set(proxy.requests.slice(before))).toEqual(new Set(['CONNECT acme.proxied.test:443']));
    expect(org.state.deployJobs.size).toBe(1);
  });

  it('asks an org that NO_PROXY names without the proxy', async () => {
    const before = proxy.requests.length;
    const { status } = await runBin('eca deploy -o near --no-prompt --concise --dry-run'.split(' '), { home, env });
    expect(status).toBe(0);
    expect(near.state.deployJobs.size).toBe(1);
    expect(proxy.requests.slice(before)).toEqual([]);
  });
});
