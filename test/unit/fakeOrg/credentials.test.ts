import { describe, expect, it } from '@jest/globals';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { appFiles, deployed, policyFile, read } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const startOrg = useOrgs({ secretAccess: true });

async function start(options: FakeOrgOptions = {}): Promise<FakeOrg> {
  const org = await startOrg(options);
  const policy = policyFile('Demo', {
    clientCredentialsFlowUser: 'integration@fake.example.com',
    isClientCredentialsFlowEnabled: 'true',
  });
  await deployed(org, { ...appFiles('Demo', { global: { isClientCredentialsFlowEnabled: 'true' } }), ...policy });
  return org;
}

type Body = Readonly<Record<string, unknown>>;
type Pair = {
  readonly id: string;
  readonly key: string;
  readonly secret: string;
  readonly state: string;
  readonly expirationDate: string;
};

async function call(
  org: FakeOrg,
  method: string,
  path: string,
  body?: object,
  version = 67,
): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${org.url}/services/data/v${version}.0/apps/oauth/${path}`, {
    method,
    headers: { authorization: `Bearer ${org.accessToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
}

function paths(org: FakeOrg): { app: string; consumer: string; staged: string } {
  const app = `credentials/${org.state.components.get('ExternalClientApplication:demo')?.id ?? ''}`;
  const consumer = `${app}/${org.state.consumers.get('demo')?.id ?? ''}`;
  return { app, consumer, staged: `${consumer}/staged` };
}

async function canLogIn(org: FakeOrg, { key, secret }: { key: string; secret: string }): Promise<boolean> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: key, client_secret: secret });
  return (await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body })).status === 200;
}

describe('reading credentials', () => {
  it('lists consumers and gives only the part that is asked for', async () => {
    const org = await start();
    const { app, consumer } = paths(org);
    const key = (await read(org, 'ExtlClntAppGlobalOauthSettings', 'Demo_glbloauth'))?.['consumerKey'];
    const { body } = await call(org, 'GET', app);
    expect(body).toMatchObject({ consumers: [{ key, id: expect.stringMatching(/^888/) }], nextPageUrl: null });
    expect(JSON.stringify(body)).not.toContain(org.state.consumers.get('demo')?.secret);
    expect(Object.keys((await call(org, 'GET', consumer)).body)).toEqual(['id', 'key']);
    expect(Object.keys((await call(org, 'GET', `${consumer}?part=secret`)).body)).toEqual(['id', 'secret']);
    expect(Object.keys((await call(org, 'GET', `${consumer}?part=keyandsecret`)).body)).toEqual([
      'id',
      'key',
      'secret',
    ]);
    expect((await call(org, 'GET', `${consumer}?part=all`)).status).toBe(400);
  });

  it('takes ids of 15 characters', async () => {
    const org = await start();
    const [, app = '', consumer = ''] = paths(org).consumer.split('/');
    expect((await call(org, 'GET', `credentials/${app.slice(0, 15)}/${consumer.slice(0, 15)}`)).status).toBe(200);
    expect((await call(org, 'GET', 'credentials/0xIFk0000000000')).status).toBe(404);
  });

  it('is refused while the switch of the org is off, and names it', async () => {
    const org = await start({ secretAccess: false });
    const { status, body } = await call(org, 'GET', paths(org).app);
    expect([status, JSON.stringify(body)]).toEqual([403, expect.stringContaining('not currently enabled')]);
  });

  it('is refused without the user permissions', async () => {
    const org = await start({
      profiles: [
        {
          name: 'System Administrator',
          permissions: ['ModifyMetadata', 'ExternalClientAppAdmin', 'ExternalClientAppDeveloper'],
        },
      ],
      users: [{ username: 'integration@fake.example.com', profile: 'System Administrator' }],
    });
    expect(await call(org, 'GET', paths(org).app)).toMatchObject({
      status: 403,
      body: [{ errorCode: 'INSUFFICIENT_ACCESS' }],
    });
    org.setup.addPermissionSet({ name: 'Secrets', permissions: ['ViewClientSecret'] });
    org.setup.assignPermissionSet(org.username, 'Secrets');
    expect((await call(org, 'GET', paths(org).app)).status).toBe(200);
  });

  it('came with version 60, staged pairs with 65', async () => {
    const org = await start();
    expect((await call(org, 'GET', paths(org).app, undefined, 59)).status).toBe(404);
    expect((await call(org, 'GET', paths(org).app, undefined, 60)).status).toBe(200);
    expect((await call(org, 'GET', paths(org).staged, undefined, 64)).status).toBe(404);
  });

  it('shows used apps only, page by page', async () => {
    const org = await start();
    expect((await call(org, 'GET', 'usage')).body['apps']).toEqual([]);
    org.setup.createApp({ name: 'Other' });
    org.state.grants.usedApps.add('Demo').add('Other');
    const first = (await call(org, 'GET', 'usage?page=0&pageSize=1')).body;
    expect(first).toMatchObject({
      apps: [{ developerName: 'Demo', identifier: expect.stringMatching(/^0xI/) }],
      nextPageUrl: expect.stringContaining('page=1'),
    });
    expect((await call(org, 'GET', 'usage?page=1&pageSize=1')).body).toMatchObject({
      apps: [{ developerName: 'Other' }],
      nextPageUrl: null,
    });
  });
});

describe('rotating credentials', () => {
  it('keeps both pairs working until the old one is deleted', async () => {
    const org = await start();
    const { consumer, staged } = paths(org);
    const { key, secret } = org.state.consumers.get('demo') ?? { key: '', secret: '' };
    const fresh = (await call(org, 'POST', staged, {})).body as Pair;
    expect(fresh.state).toBe('Active');
    expect([await canLogIn(org, { key, secret }), await canLogIn(org, fresh)]).toEqual([true, true]);
    expect(await canLogIn(org, { key: fresh.key, secret })).toBe(false);
    const rotated = await call(org, 'PATCH', `${staged}/${fresh.id}`, { command: 'rotate' });
    expect([rotated.status, rotated.body]).toEqual([200, expect.objectContaining({ key, secret, state: 'Rotated' })]);
    expect((await call(org, 'GET', `${consumer}?part=keyandsecret`)).body).toMatchObject({
      key: fresh.key,
      secret: fresh.secret,
    });
    expect(await read(org, 'ExtlClntAppGlobalOauthSettings', 'Demo_glbloauth')).toMatchObject({
      consumerKey: fresh.key,
    });
    expect([await canLogIn(org, { key, secret }), await canLogIn(org, fresh)]).toEqual([true, true]);
    const old = (await call(org, 'GET', staged)).body['stagedCredentials'] as Pair[];
    expect((await call(org, 'DELETE', `${staged}/${old[0]?.id ?? ''}`)).status).toBe(204);
    expect([await canLogIn(org, { key, secret }), await canLogIn(org, fresh)]).toEqual([false, true]);
    expect((await call(org, 'DELETE', `${staged}/${old[0]?.id ?? ''}`)).status).toBe(404);
  });

  it('allows one staged pair, which lives 30 days', async () => {
    const org = await start();
    const { staged } = paths(org);
    const fresh = (await call(org, 'POST', staged, {})).body as Pair;
    expect(Math.round((Date.parse(fresh.expirationDate) - Date.now()) / 86_400_000)).toBe(30);
    expect((await call(org, 'POST', staged, {})).status).toBe(400);
    const pair = org.state.consumers.get('demo')?.staged;
    if (pair !== undefined) pair.expirationDate = '2020-01-01T00:00:00.000Z';
    expect((await call(org, 'GET', `${staged}/${fresh.id}`)).body).toMatchObject({ state: 'Expired' });
    expect(await canLogIn(org, fresh)).toBe(false);
    expect((await call(org, 'PATCH', `${staged}/${fresh.id}`, { command: 'rotate' })).status).toBe(400);
  });

  it('resets the connection on a POST without a body', async () => {
    const org = await start();
    await expect(call(org, 'POST', paths(org).staged)).rejects.toThrow('fetch failed');
    expect(org.state.consumers.get('demo')?.staged).toBeUndefined();
  });
});
