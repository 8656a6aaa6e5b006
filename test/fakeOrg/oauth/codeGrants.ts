import { createHash } from 'node:crypto';
import type { OrgState } from '../orgState.js';
import { grantedScopes, oauthApp } from './oauthApp.js';
import { OauthError } from './oauthError.js';
import { issueTokens } from './issueTokens.js';
import { checkSecret, type TokenRequest } from './tokenRequest.js';

/**
 * Redeems an authorization code, once, with its redirect URI and PKCE verifier.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm
 */
export function redeemCode(state: OrgState, call: TokenRequest): unknown {
  const app = oauthApp(state, call.clientId);
  checkSecret(app, call.secret, !app.has('isConsumerSecretOptional'));
  const code = state.grants.codes.get(call.form.get('code') ?? '');
  if (code === undefined || code.clientId !== app.key)
    throw new OauthError('invalid_grant', 'invalid authorization code');
  if (code.used) throw new OauthError('invalid_grant', 'expired authorization code');
  if (code.redirectUri !== call.form.get('redirect_uri')) {
    throw new OauthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  const verifier = call.form.get('code_verifier');
  if (code.challenge !== undefined && challengeOf(verifier ?? '') !== code.challenge) {
    throw new OauthError('invalid_grant', 'invalid code verifier');
  }
  code.used = true;
  const withRefreshToken = code.scopes.some((scope) => ['refresh_token', 'offline_access'].includes(scope));
  const { username, scopes, nonce } = code;
  return issueTokens(state, app, { username, scopes, withRefreshToken, ...(nonce === undefined ? {} : { nonce }) });
}

/**
 * Refreshes. With rotation each refresh token works once; a second use ends its whole line, access tokens too.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm
 */
export function refresh(state: OrgState, call: TokenRequest): unknown {
  const app = oauthApp(state, call.clientId);
  checkSecret(app, call.secret, app.has('isSecretRequiredForRefreshToken'));
  const expired = new OauthError('invalid_grant', 'expired access/refresh token');
  const grant = state.grants.refreshTokens.get(call.form.get('refresh_token') ?? '');
  if (grant === undefined || grant.appName !== app.name) throw expired;
  if (grant.state === 'rotated') revokeFamily(state, grant.family);
  // A refresh token of policy Zero is over at once (reference metadata §3.6).
  if (grant.state !== 'current' || app.policy('refreshTokenPolicyType') === 'Zero') throw expired;
  const rotates = app.has('isRefreshTokenRotationEnabled');
  if (rotates) grant.state = 'rotated';
  const asked = call.form.get('scope');
  const scopes = asked === null ? grant.scopes : grantedScopes({ ...app, scopes: grant.scopes }, asked);
  return issueTokens(state, app, { username: grant.username, scopes, withRefreshToken: rotates, family: grant.family });
}

/** Ends every token of one authorization. */
export function revokeFamily(state: OrgState, family: string): void {
  for (const grant of state.grants.refreshTokens.values()) if (grant.family === family) grant.state = 'revoked';
  for (const [token, session] of state.sessions) if (session.family === family) state.sessions.delete(token);
}

/** The S256 challenge of a verifier (RFC 7636 §4.2). */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
