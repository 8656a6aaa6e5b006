import { describe, expect, it } from '@jest/globals';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import {
  type Answer,
  authorize,
  CALLBACK,
  CHALLENGE,
  client,
  codeTokens,
  consent,
  post,
  PROBLEM,
  useDemo,
  VERIFIER,
} from './oauthClient.js';

const start = useDemo();

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
