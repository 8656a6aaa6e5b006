import { createHash, createSign, type KeyObject } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { appFiles, deployed, policyFile } from './metadataClient.js';
import { selfSignedCertificate } from '../../fakeOrg/selfSignedCertificate.js';

type Values = Readonly<Record<string, string>>;
type Answer = { readonly status: number; readonly body: Readonly<Record<string, string>> };

const CALLBACK = 'https://app.example.com/callback';
const RUN_AS = 'integration@fake.example.com';
const CODE_FLOW = { response_type: 'code', redirect_uri: CALLBACK };
const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-1234';
const CHALLENGE = {
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};
const PROBLEM = (error: string, description: string): Answer => ({
  status: 400,
  body: { error, error_description: description },
});

const orgs: FakeOrg[] = [];
afterEach(async () => {
  for (const org of orgs.splice(0)) await org.close();
});

/** An org with the app Demo. */
async function start(
  parts: { global?: Values; oauth?: Values; policy?: Values },
  options: FakeOrgOptions = {},
): Promise<FakeOrg> {
  const org = await startFakeOrg({ pollsUntilDone: 0, deviceInterval: 0, ...options });
  orgs.push(org);
  const { global = {}, oauth = {}, policy = {} } = parts;
  await deployed(org, { ...appFiles('Demo', { global, oauth }), ...policyFile('Demo', policy) });
  return org;
}

const client = (org: FakeOrg): { client_id: string; client_secret: string } => {
  const consumer = org.state.consumers.get('demo');
  return { client_id: consumer?.key ?? '', client_secret: consumer?.secret ?? '' };
};

async function post(org: FakeOrg, endpoint: string, values: Values, host = org.url): Promise<Answer> {
  const response = await fetch(`${host}/services/oauth2/${endpoint}`, {
    method: 'POST',
    body: new URLSearchParams(values),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, string> };
}

/** Where the authorize endpoint sends a browser, one step. */
async function authorize(org: FakeOrg, values: Values): Promise<{ status: number; location: string; text: string }> {
  const query = new URLSearchParams({ ...CODE_FLOW, client_id: client(org).client_id, ...values });
  const response = await fetch(`${org.url}/services/oauth2/authorize?${query.toString()}`, { redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() };
}

/** Plays the browser of a user who is logged in: the parameters that come back to the client. */
async function consent(org: FakeOrg, values: Values = CHALLENGE): Promise<Values> {
  const { location } = await authorize(org, values);
  const response = await fetch(location, { redirect: 'manual' });
  return Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams);
}

async function codeTokens(org: FakeOrg): Promise<Answer> {
  const { code = '' } = await consent(org);
  return post(org, 'token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    ...client(org),
  });
}

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

describe('the web server flow', () => {
  it('leads a good request to the consent page', async () => {
    const org = await start({});
    const { status, location } = await authorize(org, CHALLENGE);
    expect([status, new URL(location).pathname]).toEqual([302, '/setup/secur/RemoteAccessAuthorizationPage.apexp']);
  });

  it('tells a wrong client or callback on its own page, other errors to the callback', async () => {
    const org = await start({});
    const wrongClient = await authorize(org, { ...CHALLENGE, client_id: 'wrong' });
    expect([wrongClient.status, wrongClient.text]).toEqual([
      400,
      expect.stringContaining('error=invalid_client_id&error_description=client%20identifier%20invalid'),
    ]);
    expect((await authorize(org, { ...CHALLENGE, redirect_uri: `${CALLBACK}/` })).text).toContain(
      'error=redirect_uri_mismatch',
    );
    expect((await authorize(org, { ...CHALLENGE, scope: 'api web' })).location).toMatch(
      /^https:\/\/app\.example\.com\/callback\?error=invalid_scope&/,
    );
    expect((await authorize(org, { state: 'abc' })).location).toContain(
      'error=invalid_request&error_description=missing+required+code+challenge&state=abc',
    );
  });

  it('redeems a code once, with the right verifier and callback, for a token and a refresh token', async () => {
    const org = await start({ oauth: { commaSeparatedOauthScopes: 'Api, RefreshToken, OpenID' } });
    const { code = '' } = await consent(org);
    const redeem = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: VERIFIER };
    expect(await post(org, 'token', { ...redeem, ...client(org), code_verifier: 'other' })).toEqual(
      PROBLEM('invalid_grant', 'invalid code verifier'),
    );
    expect(
      (await post(org, 'token', { ...redeem, ...client(org), redirect_uri: 'https://x.example.com' })).body['error'],
    ).toBe('redirect_uri_mismatch');
    expect(await post(org, 'token', { ...redeem, client_id: client(org).client_id })).toEqual(
      PROBLEM('invalid_client', 'invalid client credentials'),
    );
    const { status, body } = await post(org, 'token', { ...redeem, ...client(org) });
    expect([status, body['scope']]).toEqual([200, 'api refresh_token openid']);
    expect([body['refresh_token'], body['id_token']]).toEqual([
      expect.stringMatching(/^5Aep861/),
      expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    ]);
    expect(await post(org, 'token', { ...redeem, ...client(org) })).toEqual(
      PROBLEM('invalid_grant', 'expired authorization code'),
    );
  });

  it('needs no secret of a public client', async () => {
    const org = await start({ global: { isConsumerSecretOptional: 'true' } });
    const { code = '' } = await consent(org);
    const redeem = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
      client_id: client(org).client_id,
    };
    expect((await post(org, 'token', redeem)).status).toBe(200);
  });

  it('lets only approved users in where an admin approves', async () => {
    const org = await start({
      policy: { permittedUsersPolicyType: 'AdminApprovedPreAuthorized', commaSeparatedPermissionSet: 'Order_Sync_API' },
    });
    expect(await consent(org)).toMatchObject({ error: 'OAUTH_APP_ACCESS_DENIED' });
    org.setup.assignPermissionSet(org.username, 'Order_Sync_API');
    expect(await consent(org)).toHaveProperty('code');
    org.state.consent.allow = false;
    expect(await consent(org)).toMatchObject({ error: 'access_denied' });
  });
});

describe('a refresh token', () => {
  const use = async (org: FakeOrg, token: string | undefined): Promise<Answer> =>
    post(org, 'token', { grant_type: 'refresh_token', refresh_token: token ?? '', ...client(org) });

  it('is rotated, and its second use ends the whole authorization', async () => {
    const org = await start({});
    const first = await codeTokens(org);
    const second = await use(org, first.body['refresh_token']);
    expect(second.body['refresh_token']).not.toBe(first.body['refresh_token']);
    expect(await use(org, first.body['refresh_token'])).toEqual(
      PROBLEM('invalid_grant', 'expired access/refresh token'),
    );
    expect((await use(org, second.body['refresh_token'])).status).toBe(400);
    expect(org.state.sessions.has(second.body['access_token'] ?? '')).toBe(false);
  });

  it('stays the same without rotation', async () => {
    const org = await start({ global: { isRefreshTokenRotationEnabled: 'false' } }, { lockNewApps: false });
    const { body } = await codeTokens(org);
    expect((await use(org, body['refresh_token'])).body['refresh_token']).toBeUndefined();
    expect((await use(org, body['refresh_token'])).status).toBe(200);
  });

  it('works without a secret only where none is required', async () => {
    const org = await start({});
    const { body } = await codeTokens(org);
    const bare = {
      grant_type: 'refresh_token',
      refresh_token: body['refresh_token'] ?? '',
      client_id: client(org).client_id,
    };
    expect((await post(org, 'token', bare)).body['error']).toBe('invalid_client');
  });

  it('is introspected and revoked with all that came from it', async () => {
    const org = await start({});
    const { body } = await codeTokens(org);
    const token = body['access_token'] ?? '';
    expect((await post(org, 'introspect', { token, ...client(org) })).body).toMatchObject({
      active: true,
      scope: 'api refresh_token',
      username: org.username,
    });
    expect((await post(org, 'introspect', { token: org.accessToken, ...client(org) })).body).toEqual({ active: false });
    expect((await post(org, 'revoke', { token: body['refresh_token'] ?? '' })).status).toBe(200);
    expect((await post(org, 'introspect', { token, ...client(org) })).body).toEqual({ active: false });
    expect((await post(org, 'revoke', { token })).body['error']).toBe('invalid_token');
  });
});

describe('the JWT bearer flow', () => {
  const { base64, privateKey } = selfSignedCertificate();
  const approved = {
    permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
    commaSeparatedProfile: 'System Administrator',
  };

  function assertion(org: FakeOrg, claims: object = {}, key: KeyObject = privateKey): Values {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const standard = {
      iss: client(org).client_id,
      sub: org.username,
      aud: 'https://login.salesforce.com',
      exp: Math.floor(Date.now() / 1000) + 180,
    };
    const input = `${part({ alg: 'RS256' })}.${part({ ...standard, ...claims })}`;
    const signed = `${input}.${createSign('RSA-SHA256').update(input).sign(key, 'base64url')}`;
    return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: signed };
  }

  it('gives an approved user a token without refresh token', async () => {
    const org = await start({ global: { certificate: base64 }, policy: approved });
    const { status, body } = await post(org, 'token', assertion(org));
    expect([status, body['refresh_token']]).toEqual([200, undefined]);
  });

  it('refuses a wrong signature, audience, time, user and missing approval', async () => {
    const org = await start({ global: { certificate: base64 }, policy: approved });
    const errors = async (values: Values): Promise<string> =>
      Object.values((await post(org, 'token', values)).body).join(': ');
    expect(await errors(assertion(org, {}, selfSignedCertificate().privateKey))).toBe(
      'invalid_client: invalid client credentials',
    );
    expect(await errors(assertion(org, { aud: 'https://test.salesforce.com' }))).toBe(
      'invalid_grant: audience is invalid',
    );
    expect(await errors(assertion(org, { exp: 1 }))).toBe('invalid_grant: expired authorization code');
    expect(await errors(assertion(org, { exp: Math.floor(Date.now() / 1000) + 3600 }))).toBe(
      'invalid_grant: invalid assertion',
    );
    expect(await errors(assertion(org, { sub: 'nobody@example.com' }))).toBe(
      "invalid_grant: user hasn't approved this consumer",
    );
    expect(await errors(assertion(org, { sub: 'person@fake.example.com' }))).toBe(
      'invalid_grant: user is not admin approved to access this app',
    );
    const open = await start({ global: { certificate: base64 } });
    expect((await post(open, 'token', assertion(open))).body['error_description']).toBe(
      "user hasn't approved this consumer",
    );
    const narrow = await start({
      global: { certificate: base64 },
      oauth: { commaSeparatedOauthScopes: 'Api' },
      policy: approved,
    });
    expect((await post(narrow, 'token', assertion(narrow))).body['error_description']).toMatch(
      /^refresh_token scope is required/,
    );
    const none = await start({ policy: approved });
    expect((await post(none, 'token', assertion(none))).body['error']).toBe('oauth_flow_disabled');
  });

  it('wants the test audience in a sandbox', async () => {
    const org = await start({ global: { certificate: base64 }, policy: approved }, { kind: 'sandbox' });
    expect((await post(org, 'token', assertion(org))).body['error_description']).toBe('audience is invalid');
    expect((await post(org, 'token', assertion(org, { aud: 'https://test.salesforce.com' }))).status).toBe(200);
  });
});

describe('the device flow', () => {
  const decide = async (org: FakeOrg, body: object): Promise<Response> =>
    fetch(`${org.url}/fake/device`, { method: 'POST', body: JSON.stringify(body) });

  it('waits for the user and then gives tokens', async () => {
    const org = await start({ global: { isDeviceFlowEnabled: 'true' } });
    const { body } = await post(org, 'token', {
      response_type: 'device_code',
      client_id: client(org).client_id,
      scope: 'api',
    });
    const poll = { grant_type: 'device', client_id: client(org).client_id, code: body['device_code'] ?? '' };
    expect((await post(org, 'token', poll)).body['error']).toBe('authorization_pending');
    expect((await decide(org, { userCode: 'WRONG' })).status).toBe(400);
    await decide(org, { userCode: body['user_code'] });
    expect((await post(org, 'token', poll)).body['scope']).toBe('api');
    expect((await post(org, 'token', poll)).body['error']).toBe('invalid_grant');
  });

  it('ends when the user says no, and slows a hasty device down', async () => {
    const org = await start({ global: { isDeviceFlowEnabled: 'true' } }, { deviceInterval: 1 });
    const { body } = await post(org, 'token', { response_type: 'device_code', client_id: client(org).client_id });
    const poll = { grant_type: 'device', client_id: client(org).client_id, code: body['device_code'] ?? '' };
    expect((await post(org, 'token', poll)).body['error']).toBe('authorization_pending');
    expect((await post(org, 'token', poll)).body['error']).toBe('slow_down');
    await decide(org, { userCode: body['user_code'], allow: false });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await post(org, 'token', poll)).body['error']).toBe('access_denied');
  });

  it('is off unless the app has it on', async () => {
    const org = await start({});
    expect(
      (await post(org, 'token', { response_type: 'device_code', client_id: client(org).client_id })).body['error'],
    ).toBe('oauth_flow_disabled');
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
