import { randomBytes } from 'node:crypto';
import { notFound, redirectReply, type OrgRequest, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { grantedScopes, isAdminApproved, isApproved, oauthApp, type OauthApp } from './oauthApp.js';
import { OauthError } from './oauthError.js';

const CONSENT_PAGE = '/setup/secur/RemoteAccessAuthorizationPage.apexp';

/**
 * The authorize endpoint. A client or redirect URI that is not known is told on a page of its own, everything else to the
 * redirect URI; an accepted request leads to the consent page (reference oauth §3.1, peers (e) "no-human probe").
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm
 */
export function authorizeEndpoint(state: OrgState, request: OrgRequest): Reply {
  if (request.method !== 'GET') return errorPage(new OauthError('invalid_request', 'must use HTTP GET'));
  const { query } = request;
  const redirectUri = query.get('redirect_uri');
  let app: OauthApp;
  try {
    app = oauthApp(state, query.get('client_id') ?? undefined);
    if (redirectUri === null) throw new OauthError('redirect_uri_missing', 'redirect_uri not provided');
    if (!app.callbacks.includes(redirectUri))
      throw new OauthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  } catch (error) {
    if (error instanceof OauthError) return errorPage(error);
    throw error;
  }
  try {
    // The implicit flow is not played here: `response_type=token` is refused as if the org blocked it.
    if (query.get('response_type') !== 'code')
      throw new OauthError('unsupported_response_type', 'response type must be code');
    if (app.has('isPkceRequired') && query.get('code_challenge') === null) {
      throw new OauthError('invalid_request', 'missing required code challenge');
    }
    if (query.get('code_challenge') !== null && query.get('code_challenge_method') !== 'S256') {
      throw new OauthError('invalid_request', 'code challenge method must be S256');
    }
    grantedScopes(app, query.get('scope'));
  } catch (error) {
    if (error instanceof OauthError)
      return backToClient(redirectUri, query.get('state'), { error: error.code, error_description: error.message });
    throw error;
  }
  return redirectReply(`${state.url}${CONSENT_PAGE}?${query.toString()}`);
}

/**
 * The consent page. Whoever opens it plays the browser of a user who is logged in: what that user decides is
 * `state.consent`, which tests set.
 */
export function consentPage(state: OrgState, request: OrgRequest): Reply {
  if (request.path !== CONSENT_PAGE) return notFound();
  const { query } = request;
  const redirectUri = query.get('redirect_uri') ?? '';
  const { username, allow } = state.consent;
  const answer = (values: Readonly<Record<string, string>>): Reply =>
    backToClient(redirectUri, query.get('state'), values);
  const app = oauthApp(state, query.get('client_id') ?? undefined);
  if (!allow) return answer({ error: 'access_denied', error_description: 'end-user denied authorization' });
  if (isAdminApproved(app) && !isApproved(state, app, username)) {
    return answer({
      error: 'OAUTH_APP_ACCESS_DENIED',
      error_description: 'user is not admin approved to access this app',
    });
  }
  const code = `aPrx${randomBytes(40).toString('base64url')}`;
  const [challenge, nonce] = [query.get('code_challenge'), query.get('nonce')];
  state.grants.codes.set(code, {
    clientId: app.key,
    redirectUri,
    username,
    scopes: grantedScopes(app, query.get('scope')),
    ...(challenge === null ? {} : { challenge }),
    ...(nonce === null ? {} : { nonce }),
    used: false,
  });
  return answer({ code });
}

function backToClient(
  redirectUri: string | null,
  state: string | null,
  values: Readonly<Record<string, string>>,
): Reply {
  const url = new URL(redirectUri ?? '');
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return redirectReply(url.href);
}

function errorPage(error: OauthError): Reply {
  const text = `error=${error.code}&error_description=${encodeURIComponent(error.message)}`;
  return {
    status: 400,
    headers: { 'content-type': 'text/html;charset=UTF-8' },
    body: `<html><body>${text}</body></html>`,
  };
}
