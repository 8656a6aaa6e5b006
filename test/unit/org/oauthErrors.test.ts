import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { causeOfOauthError, oauthErrors } from '../../../src/org/oauthErrors.js';
import { readAuthorizeAnswer } from '../../../src/org/readAuthorizeAnswer.js';
import { isLoopbackCallback } from '../../../src/org/loopbackListener.js';

const sentences = readFileSync(new URL('../../../messages/oauth-errors.md', import.meta.url), 'utf8');

describe('causeOfOauthError', () => {
  it.each([
    ['invalid_client_id', 'client identifier invalid', 'unknown-key'],
    ['OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org', 'not-installed'],
    ['OAUTH_APPROVAL_ERROR_GENERIC', '', 'not-approved-in-org'],
    ['invalid_client', 'app must be installed into org', 'not-approved-in-org'],
    ['invalid_client', 'invalid client credentials', 'wrong-secret'],
    ['redirect_uri_mismatch', 'redirect_uri must match configuration', 'callback'],
    ['redirect_uri_missing', '', 'callback'],
    ['unsupported_grant_type', 'grant type not supported', 'no-such-flow'],
    ['unsupported_response_type', '', 'no-such-flow'],
    ['oauth_flow_disabled', '', 'flow-off'],
    ['invalid_grant', 'no client credentials user enabled', 'no-run-as'],
    ['oauth_flow_disabled', 'Client credentials flow not enabled', 'client-credentials-off'],
    ['invalid_grant', 'request not supported on this domain', 'wrong-host'],
    ['invalid_grant', "user hasn't approved this consumer", 'not-preauthorized'],
    [
      'invalid_request',
      'refresh_token scope is required and the connected app should be installed and preauthorized',
      'no-refresh-scope',
    ],
    ['invalid_grant', 'audience is invalid', 'audience'],
    ['invalid_grant', 'invalid assertion', 'assertion'],
    ['invalid_grant', 'user is not admin approved to access this app', 'user-not-approved'],
    ['OAUTH_APP_ACCESS_DENIED', '', 'user-not-approved'],
    ['invalid_grant', 'authentication failure', 'user-credentials'],
    ['invalid_grant', 'ip restricted', 'network'],
    ['invalid_grant', 'invalid login hours', 'network'],
    ['invalid_grant', 'expired access/refresh token', 'token-over'],
    ['invalid_grant', 'expired authorization code', 'code-over'],
    ['invalid_request', 'missing required code challenge', 'pkce-missing'],
    ['invalid_grant', 'invalid code verifier', 'pkce-verifier'],
    ['invalid_request', 'must use HTTP GET', 'transport'],
    ['invalid_scope', 'the requested scope is not allowed', 'scope'],
    ['access_denied', 'end-user denied authorization', 'denied'],
    ['slow_down', '', 'pending'],
    ['inactive_user', '', 'inactive-user'],
    ['inactive_org', '', 'inactive-org'],
    ['rate_limit_exceeded', '', 'rate-limit'],
    ['server_error', '', 'server-error'],
    ['immediate_unsuccessful', '', 'immediate'],
    ['app_blocked', '', 'app-blocked'],
    ['ecapp_policy_not_found', '', 'no-policy'],
    ['oauth_policy_not_found', '', 'no-policy'],
    ['invalid_distribution_state', '', 'distribution'],
    ['invalid_session_level', '', 'session-level'],
    ['invalid_dpop_proof', '', 'dpop'],
    ['use_dpop_nonce', '', 'dpop'],
    ['something_new', 'never seen', 'unknown'],
  ])('knows %s %s', (code, description, cause) => {
    expect(causeOfOauthError(code, description).cause).toBe(cause);
  });

  it('tells the same words of JWT bearer in another way', () => {
    expect(causeOfOauthError('invalid_client', 'invalid client credentials', 'jwtBearer').cause).toBe(
      'wrong-signature',
    );
    expect(causeOfOauthError('invalid_client', 'invalid client credentials', 'clientCredentials').cause).toBe(
      'wrong-secret',
    );
    expect(causeOfOauthError('invalid_grant', 'expired authorization code', 'jwtBearer').cause).toBe('assertion-over');
    expect(causeOfOauthError('invalid_grant', 'expired authorization code', 'webServer').cause).toBe('code-over');
  });

  it('has a sentence for every cause, and no sentence without one', () => {
    const told = [...sentences.matchAll(/^# (.+)$/gm)].map(([, name]) => name ?? '');
    const causes = [...new Set(oauthErrors.map(({ cause }) => cause)), 'unknown'];
    expect(told.toSorted()).toEqual(causes.toSorted());
  });
});

describe('readAuthorizeAnswer', () => {
  it('takes the way to a login or consent page for a yes', () => {
    expect(
      readAuthorizeAnswer(
        302,
        'https://x.my.salesforce.com/setup/secur/RemoteAccessAuthorizationPage.apexp?source=abc',
        '',
      ),
    ).toEqual({ kind: 'accepted' });
    expect(readAuthorizeAnswer(302, '/?startURL=%2Fsetup%3Ferror%3Dx', '')).toEqual({ kind: 'accepted' });
    expect(readAuthorizeAnswer(200, '', '<form id="login">')).toEqual({ kind: 'accepted' });
  });

  it('finds the error in the address, in its fragment and in a page', () => {
    const refused = { kind: 'refused', code: 'invalid_scope', description: 'not allowed' };
    expect(
      readAuthorizeAnswer(
        302,
        'https://app.example.com/cb?error=invalid_scope&error_description=not+allowed&state=1',
        '',
      ),
    ).toEqual(refused);
    expect(
      readAuthorizeAnswer(302, 'https://app.example.com/cb#error=invalid_scope&error_description=not%20allowed', ''),
    ).toEqual(refused);
    expect(readAuthorizeAnswer(400, '', '<p>error=invalid_scope&amp;error_description=not%20allowed</p>')).toEqual(
      refused,
    );
    expect(readAuthorizeAnswer(200, '', 'error=invalid_scope&error_description=not%20allowed')).toEqual(refused);
    expect(readAuthorizeAnswer(404, '', 'gone')).toEqual({ kind: 'refused', code: 'HTTP 404', description: '' });
  });

  it('does not mistake a server in trouble for an answer', () => {
    expect(() => readAuthorizeAnswer(503, '', '<h1>busy</h1>')).toThrow('unreachable');
  });
});

describe('isLoopbackCallback', () => {
  it.each([
    ['http://localhost:33333', true],
    ['http://127.0.0.1:80/x', true],
    ['http://[::1]:1717/cb', true],
    ['https://localhost:33333', false],
    ['http://localhost.example.com', false],
    ['myapp://callback', false],
    ['nonsense', false],
  ])('%s: %s', (callback, isLoopback) => {
    expect(isLoopbackCallback(callback)).toBe(isLoopback);
  });
});
