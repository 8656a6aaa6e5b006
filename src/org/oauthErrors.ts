/** What an OAuth error of Salesforce means for an External Client App. */
export type OauthErrorCause = {
  readonly code: RegExp;
  /** The description of the server must match, too. */
  readonly description?: RegExp;
  /** Only in this flow, where the same words mean something else. */
  readonly flow?: 'jwtBearer';
  /** Name of the sentence in `messages/oauth-errors.md`. */
  readonly cause: string;
  /** The key of the spec that decides on it, where one does. */
  readonly key?: string;
  /** The command to run next; `{name}` and `{org}` are filled in. */
  readonly command: string;
};

const deploy = 'sf eca deploy --target-org {org}';
const plan = 'sf eca plan --target-org {org}';
const list = 'sf eca credentials list --target-org {org}';
const again = 'sf eca verify --target-org {org}';
const users = 'sf org open --target-org {org} --path lightning/setup/ManageUsers/home';
const newPair = 'sf eca credentials show --target-org {org} --name {name} --output-file new.env';

/**
 * Errors of the authorize and token endpoints with their causes, first match first.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm
 */
export const oauthErrors: readonly OauthErrorCause[] = [
  // What we find out ourselves; the description may quote anything.
  {
    code: /^private-key$/,
    cause: 'private-key',
    key: 'flows.jwtBearer.certificate',
    command: 'sf eca explain flows.jwtBearer.certificate',
  },
  { code: /^api-call$/, cause: 'api-call', key: 'scopes', command: users },
  { code: /^unreachable$/, cause: 'unreachable', command: again },
  { code: /^unreadable-answer$/, cause: 'unreadable', command: again },
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
    flow: 'jwtBearer',
    cause: 'wrong-signature',
    key: 'flows.jwtBearer.certificate',
    command: plan,
  },
  { code: /^invalid_client$/, cause: 'wrong-secret', command: newPair },
  { code: /^(redirect_uri_mismatch|redirect_uri_missing)$/, cause: 'callback', key: 'callback', command: deploy },
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
  {
    code: /./,
    description: /not supported on this domain/i,
    cause: 'wrong-host',
    command: 'sf org login web --instance-url https://your-domain.my.salesforce.com',
  },
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
  { code: /./, description: /audience is invalid/i, cause: 'audience', command: again },
  { code: /./, description: /invalid assertion/i, cause: 'assertion', command: again },
  {
    code: /./,
    description: /not admin approved/i,
    cause: 'user-not-approved',
    key: 'policies.permissionSets',
    command: deploy,
  },
  { code: /^OAUTH_APP_ACCESS_DENIED$/, cause: 'user-not-approved', key: 'policies.permissionSets', command: deploy },
  {
    code: /./,
    description: /authentication failure|invalid user credentials/i,
    cause: 'user-credentials',
    command: users,
  },
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
  // Salesforce says "expired authorization code" of an assertion, too.
  { code: /./, description: /expired/i, flow: 'jwtBearer', cause: 'assertion-over', command: again },
  { code: /./, description: /expired|invalid authorization code/i, cause: 'code-over', command: again },
  { code: /./, description: /code challenge/i, cause: 'pkce-missing', key: 'security.requirePkce', command: plan },
  { code: /./, description: /code verifier/i, cause: 'pkce-verifier', key: 'security.requirePkce', command: again },
  { code: /./, description: /must use HTTP GET|HTTPS required/i, cause: 'transport', command: again },
  { code: /^invalid_scope$/, cause: 'scope', key: 'scopes', command: deploy },
  { code: /^access_denied$/, cause: 'denied', command: again },
  { code: /^(authorization_pending|slow_down)$/, cause: 'pending', command: again },
  { code: /^inactive_user$/, cause: 'inactive-user', key: 'flows.clientCredentials.runAs', command: users },
  { code: /^inactive_org$/, cause: 'inactive-org', command: 'sf org display --target-org {org}' },
  { code: /^rate_limit_exceeded$/, cause: 'rate-limit', command: again },
  { code: /^server_error$/, cause: 'server-error', command: again },
  { code: /^immediate_unsuccessful$/, cause: 'immediate', command: again },
  { code: /^invalid_grant$/, cause: 'grant', command: plan },
  { code: /^invalid_token$/, cause: 'token-over', key: 'policies.refreshToken', command: plan },
];

/** The cause of an error that came up in a flow; `unknown` for one that the table does not know. */
export function causeOfOauthError(code: string, description: string, flow?: string): OauthErrorCause {
  const known = oauthErrors.find(
    (one) =>
      one.code.test(code) &&
      (one.description?.test(description) ?? true) &&
      (one.flow === undefined || one.flow === flow),
  );
  return known ?? { code: /./, cause: 'unknown', command: plan };
}
