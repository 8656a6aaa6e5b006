import { jsonReply, type OrgRequest, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { isApproved, isAdminApproved, grantedScopes, oauthApp } from './oauthApp.js';
import { redeemCode, refresh } from './codeGrants.js';
import { pollDevice, startDevice } from './deviceGrant.js';
import { verifyAssertion } from './jwtAssertion.js';
import { OauthError, oauthErrorReply } from './oauthError.js';
import { issueTokens } from './issueTokens.js';
import { answering, checkSecret, readTokenRequest, type TokenRequest } from './tokenRequest.js';
import { userByName } from '../directory.js';

/**
 * The token endpoint.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flows.htm
 */
export function tokenEndpoint(state: OrgState, request: OrgRequest): Reply {
  if (request.method !== 'POST') return oauthErrorReply(new OauthError('invalid_request', 'must use HTTP POST'));
  return answering(() => {
    const call = readTokenRequest(request);
    if (call.form.get('response_type') === 'device_code') return jsonReply(200, startDevice(state, call));
    return jsonReply(200, grant(state, request, call));
  });
}

function grant(state: OrgState, request: OrgRequest, call: TokenRequest): unknown {
  const type = call.form.get('grant_type') ?? '';
  switch (type) {
    case 'client_credentials':
      return clientCredentials(state, request, call);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return jwtBearer(state, call);
    case 'authorization_code':
      return redeemCode(state, call);
    case 'refresh_token':
      return refresh(state, call);
    case 'device':
      return pollDevice(state, call);
    default:
      // Username-password and SAML bearer do not exist for External Client Apps (reference oauth §3.8, §3.10).
      throw new OauthError('unsupported_grant_type', 'grant type not supported');
  }
}

/**
 * Client credentials: only on the org's own host, with both switches on and a run-as user; never `full`, `web` or a refresh
 * token (reference oauth §2, §3.3). 127.0.0.1 stands for My Domain and `localhost` for login.salesforce.com.
 */
function clientCredentials(state: OrgState, request: OrgRequest, call: TokenRequest): unknown {
  if (/^localhost(:|$)/.test(request.headers['host'] ?? ''))
    throw new OauthError('invalid_grant', 'request not supported on this domain');
  const app = oauthApp(state, call.clientId);
  checkSecret(app, call.secret, true);
  if (!app.has('isClientCredentialsFlowEnabled'))
    throw new OauthError('oauth_flow_disabled', 'Client credentials flow not enabled');
  const username = app.policy('clientCredentialsFlowUser');
  const user = username === undefined ? undefined : userByName(state.directory, username);
  if (app.policy('isClientCredentialsFlowEnabled') !== 'true' || user?.active !== true) {
    throw new OauthError('invalid_grant', 'no client credentials user enabled');
  }
  const scopes = grantedScopes(app, call.form.get('scope')).filter(
    (scope) => !['full', 'web', 'refresh_token', 'offline_access'].includes(scope),
  );
  return issueTokens(state, app, { username: user.username, scopes, withRefreshToken: false });
}

/** JWT bearer: a certificate, an approved user and the refresh token scope are needed (reference oauth §3.5, §3.13). */
function jwtBearer(state: OrgState, call: TokenRequest): unknown {
  const { app, username } = verifyAssertion(state, call.form.get('assertion') ?? '');
  const user = userByName(state.directory, username);
  if (user?.active !== true || !isAdminApproved(app))
    throw new OauthError('invalid_grant', "user hasn't approved this consumer");
  if (!isApproved(state, app, username))
    throw new OauthError('invalid_grant', 'user is not admin approved to access this app');
  if (!app.scopes.some((scope) => ['refresh_token', 'offline_access'].includes(scope))) {
    throw new OauthError(
      'invalid_request',
      'refresh_token scope is required and the connected app should be installed and preauthorized',
    );
  }
  return issueTokens(state, app, { username: user.username, scopes: app.scopes, withRefreshToken: false });
}
