import { scopes } from '../../../src/catalog/scopes.js';
import { jsonReply, type Reply } from '../http/reply.js';
import type { OrgState } from '../orgState.js';
import { tokenKey } from './issueTokens.js';

/**
 * The discovery document, with the client authentication methods that Salesforce offers (reference oauth §3).
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export function discovery(state: OrgState): Reply {
  const at = (path: string): string => `${state.url}${path}`;
  return jsonReply(200, {
    issuer: state.url,
    authorization_endpoint: at('/services/oauth2/authorize'),
    token_endpoint: at('/services/oauth2/token'),
    revocation_endpoint: at('/services/oauth2/revoke'),
    introspection_endpoint: at('/services/oauth2/introspect'),
    userinfo_endpoint: at('/services/oauth2/userinfo'),
    jwks_uri: at('/id/keys'),
    scopes_supported: scopes.map(({ word }) => word),
    response_types_supported: ['code', 'token', 'token id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    code_challenge_methods_supported: ['S256'],
  });
}

/** The keys that verify ID tokens. */
export function signingKeys(): Reply {
  return jsonReply(200, {
    keys: [{ ...tokenKey().publicKey.export({ format: 'jwk' }), kid: 'fake', use: 'sig', alg: 'RS256' }],
  });
}
