import { createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { userByName } from '../directory.js';
import type { OrgState } from '../orgState.js';
import { identityUrl } from './userInfo.js';
import type { OauthApp } from './oauthApp.js';

/** What is granted to whom. */
export type Grant = {
  readonly username: string;
  readonly scopes: readonly string[];
  readonly withRefreshToken: boolean;
  /** The line of refresh tokens that this one continues. */
  readonly family?: string;
  readonly nonce?: string;
};

let signingKey: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;

/** The key pair that signs ID tokens and JWT access tokens, made when it is first needed. */
export function tokenKey(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  signingKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return signingKey;
}

/** Hands out tokens: opaque ones, or JWTs where the app issues them; the answer of the token endpoint. */
export function issueTokens(state: OrgState, app: OauthApp, grant: Grant): Readonly<Record<string, unknown>> {
  const user = userByName(state.directory, grant.username);
  const id = identityUrl(state, user?.id ?? '');
  const issuedAt = Date.now();
  const isJwt = app.has('isNamedUserJwtEnabled');
  const times = { iat: Math.floor(issuedAt / 1000), exp: Math.floor(issuedAt / 1000) + 1800 };
  const family = grant.family ?? randomBytes(8).toString('hex');
  const accessToken = isJwt
    ? signJwt({
        iss: state.url,
        sub: `uid:${user?.id ?? ''}`,
        aud: [state.url],
        scp: grant.scopes.join(' '),
        client_id: app.key,
        jti: family,
        ...times,
      })
    : `${state.settings.orgId.slice(0, 15)}!${randomBytes(48).toString('base64url')}`;
  const session = {
    username: grant.username,
    format: isJwt ? ('jwt' as const) : ('opaque' as const),
    appName: app.name,
    scopes: grant.scopes,
  };
  state.sessions.set(accessToken, { ...session, family });
  state.grants.usedApps.add(app.name);
  const refreshToken = grant.withRefreshToken ? `5Aep861${randomBytes(60).toString('base64url')}` : undefined;
  if (refreshToken !== undefined) {
    const { username, scopes } = grant;
    state.grants.refreshTokens.set(refreshToken, { appName: app.name, username, scopes, family, state: 'current' });
  }
  const idToken = { iss: state.url, aud: app.key, sub: id, nonce: grant.nonce, ...times };
  return {
    access_token: accessToken,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(grant.scopes.includes('openid') ? { id_token: signJwt(idToken) } : {}),
    ...(isJwt ? { token_format: 'jwt' } : {}),
    signature: randomBytes(32).toString('base64'),
    scope: grant.scopes.join(' '),
    instance_url: state.url,
    id,
    token_type: 'Bearer',
    issued_at: String(issuedAt),
  };
}

function signJwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg: 'RS256', typ: 'JWT', kid: 'fake' })}.${part(claims)}`;
  return `${input}.${createSign('RSA-SHA256').update(input).sign(tokenKey().privateKey, 'base64url')}`;
}
