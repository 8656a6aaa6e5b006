import { notFound, type OrgRequest, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { authorizeEndpoint, consentPage } from './authorizeEndpoint.js';
import { discovery, signingKeys } from './discovery.js';
import { injectedError } from './injectedError.js';
import { introspectEndpoint, revokeEndpoint } from './tokenState.js';
import { tokenEndpoint } from './tokenEndpoint.js';
import { sessionOf, userInfo } from './userInfo.js';

/** The OAuth endpoints of the org's own host, or undefined for a path that is none of them. */
export function oauthRoutes(state: OrgState, request: OrgRequest): Reply | undefined {
  const path = request.path.replace(/\/$/, '');
  const injected = injectedError(state, request, path.slice('/services/oauth2/'.length));
  if (injected !== undefined && path.startsWith('/services/oauth2/')) return injected;
  switch (path) {
    case '/services/oauth2/userinfo':
      return userInfo(state, request);
    case '/services/oauth2/token':
      return tokenEndpoint(state, request);
    case '/services/oauth2/authorize':
      return authorizeEndpoint(state, request);
    case '/services/oauth2/introspect':
      return introspectEndpoint(state, request);
    case '/services/oauth2/revoke':
      return revokeEndpoint(state, request);
    case '/.well-known/openid-configuration':
      return discovery(state);
    case '/id/keys':
      return signingKeys();
    default:
      if (path.startsWith('/setup/')) return consentPage(state, request);
      if (path.startsWith('/id/')) return identity(state, request);
      return undefined;
  }
}

/** The identity URL answers like userinfo, to the token of that org only. */
function identity(state: OrgState, request: OrgRequest): Reply {
  const session = sessionOf(state, request);
  const info = userInfo(state, request);
  if (session === undefined || info.status !== 200) return info;
  return request.path.includes(state.settings.orgId) ? info : notFound();
}
