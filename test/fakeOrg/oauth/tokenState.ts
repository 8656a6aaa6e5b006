import { userByName } from '../directory.js';
import { jsonReply, type OrgRequest, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { revokeFamily } from './codeGrants.js';
import { oauthApp } from './oauthApp.js';
import { OauthError } from './oauthError.js';
import { answering, checkSecret, readTokenRequest } from './tokenRequest.js';

/**
 * Introspection: an app sees its own tokens, those of others only with `isIntrospectAllTokens`.
 * @see https://www.rfc-editor.org/rfc/rfc7662
 */
export function introspectEndpoint(state: OrgState, request: OrgRequest): Reply {
  return answering(() => {
    const call = readTokenRequest(request);
    const app = oauthApp(state, call.clientId);
    checkSecret(app, call.secret, true);
    const token = call.form.get('token') ?? '';
    const session = state.sessions.get(token);
    const grant = state.grants.refreshTokens.get(token);
    const found = session ?? (grant?.state === 'current' ? grant : undefined);
    if (found === undefined || (found.appName !== app.name && !app.has('isIntrospectAllTokens')))
      return jsonReply(200, { active: false });
    const user = userByName(state.directory, found.username);
    return jsonReply(200, {
      active: true,
      scope: found.scopes.join(' '),
      client_id: app.key,
      username: found.username,
      sub: `${state.url}/id/${state.settings.orgId}/${user?.id ?? ''}`,
      token_type: session === undefined ? 'refresh_token' : 'access_token',
    });
  });
}

/**
 * Revocation: a refresh token takes its access tokens with it, an access token goes alone.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_revoke_token.htm
 */
export function revokeEndpoint(state: OrgState, request: OrgRequest): Reply {
  return answering(() => {
    const token = new URLSearchParams(request.body.toString('utf8')).get('token') ?? request.query.get('token') ?? '';
    const grant = state.grants.refreshTokens.get(token);
    if (grant !== undefined && grant.state === 'current') revokeFamily(state, grant.family);
    else if (!state.sessions.delete(token)) throw new OauthError('invalid_token', 'invalid token');
    return { status: 200, headers: {}, body: '' };
  });
}
