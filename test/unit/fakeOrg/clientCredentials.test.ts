import { describe, expect, it } from '@jest/globals';
import { client, post, PROBLEM, RUN_AS, useDemo, type Values } from './oauthClient.js';

const start = useDemo();

describe('client credentials', () => {
  const on = {
    global: { isClientCredentialsFlowEnabled: 'true' },
    policy: { clientCredentialsFlowUser: RUN_AS, isClientCredentialsFlowEnabled: 'true' },
  };
  const grant = { grant_type: 'client_credentials' };

  it('gives the run-as user a token without refresh token and without the scopes that need a person', async () => {
    const org = await start({ ...on, oauth: { commaSeparatedOauthScopes: 'Api, Web, Full, RefreshToken' } });
    const { status, body } = await post(org, 'token', { ...grant, ...client(org) });
    expect([status, body['scope'], body['refresh_token'], body['instance_url']]).toEqual([
      200,
      'api',
      undefined,
      org.url,
    ]);
    const info = await fetch(`${org.url}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${body['access_token']}` },
    });
    expect(await info.json()).toMatchObject({ preferred_username: RUN_AS });
  });

  it('takes the credentials in a Basic header too', async () => {
    const org = await start(on);
    const { client_id: id, client_secret: secret } = client(org);
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const response = await fetch(`${org.url}/services/oauth2/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams(grant),
    });
    expect(response.status).toBe(200);
  });

  it('refuses each thing that is missing with its own error', async () => {
    const org = await start(on);
    expect(await post(org, 'token', { ...grant, ...client(org), client_secret: 'wrong' })).toEqual(
      PROBLEM('invalid_client', 'invalid client credentials'),
    );
    expect(await post(org, 'token', { ...grant, client_id: 'wrong', client_secret: 'wrong' })).toEqual(
      PROBLEM('invalid_client_id', 'client identifier invalid'),
    );
    expect((await post(org, 'token', { ...grant, ...client(org), scope: 'web' })).body['error']).toBe('invalid_scope');
    const login = org.url.replace('127.0.0.1', 'localhost');
    expect(await post(org, 'token', { ...grant, ...client(org) }, login)).toEqual(
      PROBLEM('invalid_grant', 'request not supported on this domain'),
    );
    org.setup.setUserActive(RUN_AS, false);
    expect(await post(org, 'token', { ...grant, ...client(org) })).toEqual(
      PROBLEM('invalid_grant', 'no client credentials user enabled'),
    );
    const half = await start({ global: on.global });
    expect(await post(half, 'token', { ...grant, ...client(half) })).toEqual(
      PROBLEM('invalid_grant', 'no client credentials user enabled'),
    );
    const off = await start({ policy: on.policy });
    expect(await post(off, 'token', { ...grant, ...client(off) })).toEqual(
      PROBLEM('oauth_flow_disabled', 'Client credentials flow not enabled'),
    );
  });

  it('does not know a new app for as many requests as it is told', async () => {
    const org = await start(on, { activationPolls: 3 });
    const seen: string[] = [];
    for (let request = 0; request < 4; request += 1)
      seen.push((await post(org, 'token', { ...grant, ...client(org) })).body['error'] ?? 'token');
    expect(seen).toEqual(['invalid_client_id', 'invalid_client_id', 'invalid_client_id', 'token']);
  });

  it('blocks an app that is switched off', async () => {
    const org = await start(on);
    org.setup.setValue('ExtlClntAppConfigurablePolicies', 'Demo_defaultPolicy', 'isEnabled', 'false');
    expect((await post(org, 'token', { ...grant, ...client(org) })).body['error']).toBe('app_blocked');
  });

  it('gives tokens in JWT format where the app issues them, and SOAP refuses those', async () => {
    const org = await start({ ...on, global: { ...on.global, isNamedUserJwtEnabled: 'true' } });
    const { body } = await post(org, 'token', { ...grant, ...client(org) });
    expect(body['access_token']?.split('.')).toHaveLength(3);
    expect(org.state.sessions.get(body['access_token'] ?? '')?.format).toBe('jwt');
  });

  it('has no username-password flow', async () => {
    const org = await start(on);
    expect((await post(org, 'token', { grant_type: 'password', ...client(org) })).body['error']).toBe(
      'unsupported_grant_type',
    );
  });
});

describe('discovery', () => {
  it('names the endpoints below its own address', async () => {
    const org = await start({});
    const document = (await (await fetch(`${org.url}/.well-known/openid-configuration`)).json()) as Values;
    expect([document['issuer'], document['token_endpoint']]).toEqual([org.url, `${org.url}/services/oauth2/token`]);
    expect(await (await fetch(document['jwks_uri'] ?? '')).json()).toMatchObject({
      keys: [{ kty: 'RSA', alg: 'RS256' }],
    });
  });
});
