/** What an OAuth error of Salesforce means for an External Client App. */
export type OauthErrorCause = {
  readonly code: RegExp;
  /** The description of the server must match, too. */
  readonly description?: RegExp;
  /** Name of the sentence in `messages/oauth-errors.md`. */
  readonly cause: string;
  /** The key of the spec that decides on it. */
  readonly key?: string;
  /** A command that helps; `{name}` and `{org}` are filled in. */
  readonly command?: string;
};

const deploy = 'sf eca deploy --target-org {org}';
const plan = 'sf eca plan --target-org {org}';
const list = 'sf eca credentials list --target-org {org}';

/**
 * Errors of the authorize and token endpoints with their causes, first match first.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm
 */
export const oauthErrors: readonly OauthErrorCause[] = [
  // What we find out ourselves; the description may quote anything.
  { code: /^private-key$/, cause: 'private-key', key: 'flows.jwtBearer.certificate' },
  { code: /^api-call$/, cause: 'api-call', key: 'scopes' },
  { code: /^unreachable$/, cause: 'unreachable' },
  { code: /^unreadable-answer$/, cause: 'unreadable' },
  { code: /^invalid_client_id$/, cause: 'unknown-key', command: list },
  { code: /^OAUTH_EC_APP_NOT_FOUND$/, cause: 'not-installed', command: deploy },
  {
    code: /^OAUTH_APPROVAL_ERROR_GENERIC$/,
    cause: 'not-approved-in-org',
    key: 'policies.permittedUsers',
    command: plan,
  },
  {
    code: /./,
    description: /must be installed into org/i,
    cause: 'not-approved-in-org',
    key: 'policies.permittedUsers',
    command: plan,
  },
  { code: /^app_blocked$/, cause: 'app-blocked', key: 'policies.enabled', command: deploy },
  { code: /^(ecapp_policy_not_found|oauth_policy_not_found)$/, cause: 'no-policy', key: 'policies', command: deploy },
  { code: /^invalid_distribution_state$/, cause: 'distribution', key: 'distribution', command: plan },
  { code: /^invalid_session_level$/, cause: 'session-level', key: 'policies.sessionLevel', command: plan },
  { code: /^(invalid_dpop_proof|use_dpop_nonce)$/, cause: 'dpop', key: 'security.allowDpop', command: plan },
  {
    code: /^invalid_client$/,
    cause: 'wrong-secret',
    key: 'flows.jwtBearer.certificate',
    command: 'sf eca credentials show --target-org {org} --name {name}',
  },
  { code: /^redirect_uri_m/, cause: 'callback', key: 'callback', command: deploy },
  { code: /^(unsupported_grant_type|unsupported_response_type)$/, cause: 'no-such-flow', key: 'flows', command: plan },
  {
    code: /./,
    description: /no client credentials user enabled/i,
    cause: 'no-run-as',
    key: 'flows.clientCredentials.runAs',
    command: deploy,
  },
  {
    code: /./,
    description: /client credentials flow not enabled/i,
    cause: 'client-credentials-off',
    key: 'flows.clientCredentials',
    command: deploy,
  },
  {
    code: /./,
    description: /jwt bearer flow not enabled/i,
    cause: 'flow-off',
    key: 'flows.jwtBearer',
    command: deploy,
  },
  { code: /./, description: /device flow not enabled/i, cause: 'flow-off', key: 'flows.device', command: deploy },
  { code: /^oauth_flow_disabled$/, cause: 'flow-off', key: 'flows', command: deploy },
  { code: /./, description: /not supported on this domain/i, cause: 'wrong-host' },
  {
    code: /./,
    description: /hasn'?t approved this consumer/i,
    cause: 'not-preauthorized',
    key: 'policies.permittedUsers',
    command: deploy,
  },
  {
    code: /./,
    description: /refresh_token scope is required/i,
    cause: 'no-refresh-scope',
    key: 'scopes',
    command: deploy,
  },
  { code: /./, description: /audience is invalid/i, cause: 'audience' },
  { code: /./, description: /invalid assertion/i, cause: 'assertion', key: 'flows.jwtBearer.certificate' },
  {
    code: /./,
    description: /not admin approved/i,
    cause: 'user-not-approved',
    key: 'policies.permissionSets',
    command: deploy,
  },
  { code: /^OAUTH_APP_ACCESS_DENIED$/, cause: 'user-not-approved', key: 'policies.permissionSets', command: deploy },
  { code: /./, description: /authentication failure|invalid user credentials/i, cause: 'user-credentials' },
  {
    code: /./,
    description: /ip restricted|login hours/i,
    cause: 'network',
    key: 'policies.ipRelaxation',
    command: plan,
  },
  {
    code: /./,
    description: /expired access\/refresh token/i,
    cause: 'token-over',
    key: 'policies.refreshToken',
    command: plan,
  },
  { code: /./, description: /expired|invalid authorization code/i, cause: 'code-over' },
  { code: /./, description: /code challenge/i, cause: 'pkce-missing', key: 'security.requirePkce', command: plan },
  { code: /./, description: /code verifier/i, cause: 'pkce-verifier', key: 'security.requirePkce' },
  { code: /./, description: /must use HTTP GET|HTTPS required/i, cause: 'transport' },
  { code: /^invalid_scope$/, cause: 'scope', key: 'scopes', command: deploy },
  { code: /^access_denied$/, cause: 'denied' },
  { code: /^(authorization_pending|slow_down)$/, cause: 'pending' },
  { code: /^inactive_user$/, cause: 'inactive-user', key: 'flows.clientCredentials.runAs' },
  { code: /^inactive_org$/, cause: 'inactive-org' },
  { code: /^rate_limit_exceeded$/, cause: 'rate-limit' },
  { code: /^server_error$/, cause: 'server-error' },
  { code: /^immediate_unsuccessful$/, cause: 'immediate' },
  { code: /^invalid_grant$/, cause: 'grant' },
  { code: /^invalid_token$/, cause: 'token-over' },
];

/** The cause of an error; `unknown` for one that the table does not know. */
export function causeOfOauthError(code: string, description: string): OauthErrorCause {
  const known = oauthErrors.find((one) => one.code.test(code) && (one.description?.test(description) ?? true));
  return known ?? { code: /./, cause: 'unknown' };
}
