import type { FlowName } from '../../src/operations/flowResult.js';
import type { FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { runAs } from './clientStage.js';

/** An OAuth error as `verify` must tell it, and how the app of that name comes to it. */
export type OauthErrorCase = {
  readonly app: string;
  readonly flow: FlowName;
  readonly code: string;
  readonly description: string;
  /** Name of the sentence in `messages/oauth-errors.md`. */
  readonly cause: string;
  readonly key?: string;
  readonly command: string;
  /** Injected into the endpoint or grant, because the fake org cannot play what is behind it. */
  readonly injectedAt?: string;
  /** Makes the condition behind the error. */
  readonly arrange?: (app: AppSetup, org: FakeOrg) => void;
  /** Keys of the spec that differ. */
  readonly spec?: string;
  /** The path of a callback on this computer, at which the browser of the test logs in. */
  readonly login?: string;
  /** Which run: `main`, one at another host with a wrong audience, or one with a wrong key file and no time. */
  readonly run?: 'elsewhere' | 'wrongKey';
};

/** Sets an element of the app in Setup, or takes it away with `null`. */
export type AppSetup = Readonly<
  Record<'global' | 'policy' | 'settings' | 'header', (element: string, text: string | null) => void>
> & { readonly name: string };

const deploy = 'sf eca deploy --target-org fake';
const plan = 'sf eca plan --target-org fake';
const again = 'sf eca verify --target-org fake';
const users = 'sf org open --target-org fake --path lightning/setup/ManageUsers/home';
const grant = 'invalid_grant';
const permitted = 'policies.permittedUsers';
const runAsKey = 'flows.clientCredentials.runAs';
const approve = (set: string) => (app: AppSetup) => {
  app.policy('permittedUsersPolicyType', 'AdminApprovedPreAuthorized');
  app.policy('commaSeparatedPermissionSet', set);
};
const [web, server, jwt, device] = ['webServer', 'clientCredentials', 'jwtBearer', 'device'] as const;

/** Where the condition itself can be played: an app that is set up in the wrong way. */
const played: readonly OauthErrorCase[] = [
  {
    app: 'WrongKey',
    flow: jwt,
    code: 'private-key',
    description: '',
    cause: 'private-key',
    key: 'flows.jwtBearer.certificate',
    command: 'sf eca explain flows.jwtBearer.certificate',
    run: 'wrongKey',
  },
  {
    app: 'NoApi',
    flow: server,
    code: 'api-call',
    description: 'API is not enabled for this Organization or Partner',
    cause: 'api-call',
    key: 'scopes',
    command: users,
    spec: 'flows:\n  clientCredentials: {runAs: noapi@fake.example.com}\n',
    arrange: (app) => app.policy('clientCredentialsFlowUser', 'noapi@fake.example.com'),
  },
  {
    app: 'Unknown',
    flow: web,
    code: 'invalid_client_id',
    description: 'client identifier invalid',
    cause: 'unknown-key',
    command: 'sf eca credentials list --target-org fake',
    run: 'wrongKey',
  },
  {
    app: 'Blocked',
    flow: web,
    code: 'app_blocked',
    description: 'this app is blocked by admin',
    cause: 'app-blocked',
    key: 'policies.enabled',
    command: deploy,
    arrange: (app) => app.header('isEnabled', 'false'),
  },
  {
    app: 'OtherCertificate',
    flow: jwt,
    code: 'invalid_client',
    description: 'invalid client credentials',
    cause: 'wrong-signature',
    key: 'flows.jwtBearer.certificate',
    command: plan,
  },
  {
    app: 'WrongSecret',
    flow: server,
    code: 'invalid_client',
    description: 'invalid client credentials',
    cause: 'wrong-secret',
    command: 'sf eca credentials show --target-org fake --name WrongSecret --output-file new.env',
  },
  {
    app: 'OtherCallback',
    flow: web,
    code: 'redirect_uri_mismatch',
    description: 'redirect_uri must match configuration',
    cause: 'callback',
    key: 'callback',
    command: deploy,
    spec: 'callback: https://app.example.com/callback/\n',
  },
  {
    app: 'NoRunAs',
    flow: server,
    code: grant,
    description: 'no client credentials user enabled',
    cause: 'no-run-as',
    key: runAsKey,
    command: deploy,
    arrange: (app) => app.policy('clientCredentialsFlowUser', null),
  },
  {
    app: 'ServerOff',
    flow: server,
    code: 'oauth_flow_disabled',
    description: 'Client credentials flow not enabled',
    cause: 'client-credentials-off',
    key: 'flows.clientCredentials',
    command: deploy,
    arrange: (app) => app.global('isClientCredentialsFlowEnabled', 'false'),
  },
  {
    app: 'JwtOff',
    flow: jwt,
    code: 'oauth_flow_disabled',
    description: 'JWT bearer flow not enabled',
    cause: 'flow-off',
    key: 'flows.jwtBearer',
    command: deploy,
    arrange: (app) => app.global('certificate', null),
  },
  {
    app: 'DeviceOff',
    flow: device,
    code: 'oauth_flow_disabled',
    description: 'device flow not enabled',
    cause: 'flow-off',
    key: 'flows.device',
    command: deploy,
    arrange: (app) => app.global('isDeviceFlowEnabled', 'false'),
  },
  {
    app: 'LoginHost',
    flow: server,
    code: grant,
    description: 'request not supported on this domain',
    cause: 'wrong-host',
    command: 'sf org login web --instance-url https://your-domain.my.salesforce.com',
    run: 'elsewhere',
  },
  {
    app: 'SelfAuthorized',
    flow: jwt,
    code: grant,
    description: "user hasn't approved this consumer",
    cause: 'not-preauthorized',
    key: permitted,
    command: deploy,
    arrange: (app) => app.policy('permittedUsersPolicyType', 'AllSelfAuthorized'),
  },
  {
    app: 'NoRefreshScope',
    flow: jwt,
    code: 'invalid_request',
    description: 'refresh_token scope is required and the connected app should be installed and preauthorized',
    cause: 'no-refresh-scope',
    key: 'scopes',
    command: deploy,
    arrange: (app) => app.settings('commaSeparatedOauthScopes', 'Api'),
    spec: 'scopes: [api]\n',
  },
  {
    app: 'Audience',
    flow: jwt,
    code: grant,
    description: 'audience is invalid',
    cause: 'audience',
    command: 'sf eca verify --target-org login',
    run: 'elsewhere',
  },
  { app: 'ClockAhead', flow: jwt, code: grant, description: 'invalid assertion', cause: 'assertion', command: again },
  {
    app: 'ClockBehind',
    flow: jwt,
    code: grant,
    description: 'expired authorization code',
    cause: 'assertion-over',
    command: again,
  },
  {
    app: 'NotAssigned',
    flow: jwt,
    code: grant,
    description: 'user is not admin approved to access this app',
    cause: 'user-not-approved',
    key: 'policies.permissionSets',
    command: deploy,
    arrange: approve('Integration_Access'),
  },
  {
    app: 'NotAssignedWeb',
    flow: web,
    code: 'OAUTH_APP_ACCESS_DENIED',
    description: 'user is not admin approved to access this app',
    cause: 'user-not-approved',
    key: 'policies.permissionSets',
    command: deploy,
    arrange: approve('Integration_Access'),
    login: 'callback',
  },
  {
    app: 'OverAtOnce',
    flow: 'refreshToken',
    code: grant,
    description: 'expired access/refresh token',
    cause: 'token-over',
    key: 'policies.refreshToken',
    command: plan,
    arrange: (app) => app.policy('refreshTokenPolicyType', 'Zero'),
    login: 'callback',
  },
  {
    app: 'OtherCode',
    flow: web,
    code: grant,
    description: 'invalid authorization code',
    cause: 'code-over',
    command: again,
    login: 'changes-code',
  },
  {
    app: 'OtherLogin',
    flow: web,
    code: grant,
    description: 'invalid code verifier',
    cause: 'pkce-verifier',
    key: 'security.requirePkce',
    command: again,
    login: 'changes-challenge',
  },
  {
    app: 'NoScope',
    flow: web,
    code: 'invalid_scope',
    description: 'the requested scope is not allowed: chatter_api',
    cause: 'scope',
    key: 'scopes',
    command: deploy,
    spec: 'scopes: [api, refresh_token, chatter_api]\n',
  },
  {
    app: 'Denied',
    flow: device,
    code: 'access_denied',
    description: 'end-user denied authorization',
    cause: 'denied',
    command: again,
  },
  {
    app: 'Pending',
    flow: device,
    code: 'authorization_pending',
    description: 'End-user authorization is pending',
    cause: 'pending',
    command: again,
  },
];

/** Where only the answer can be played: each is injected, with the words that documents and reports quote. */
const injected: readonly OauthErrorCase[] = [
  {
    app: 'Reset',
    flow: server,
    code: 'unreachable',
    description: 'read ECONNRESET',
    cause: 'unreachable',
    command: again,
    injectedAt: 'client_credentials',
  },
  {
    app: 'Portal',
    flow: server,
    code: 'unreadable-answer',
    description: '',
    cause: 'unreadable',
    command: again,
    injectedAt: 'client_credentials',
  },
  {
    app: 'NotHere',
    flow: web,
    code: 'OAUTH_EC_APP_NOT_FOUND',
    description: 'External client app is not installed in this org',
    cause: 'not-installed',
    command: deploy,
    injectedAt: 'authorize',
  },
  {
    app: 'Approval',
    flow: web,
    code: 'OAUTH_APPROVAL_ERROR_GENERIC',
    description: 'An unexpected error has occurred during authentication',
    cause: 'not-approved-in-org',
    key: permitted,
    command: plan,
    injectedAt: 'authorize',
  },
  {
    app: 'Installed',
    flow: web,
    code: 'invalid_client',
    description: 'app must be installed into org',
    cause: 'not-approved-in-org',
    key: permitted,
    command: plan,
    injectedAt: 'authorize',
  },
  {
    app: 'Distribution',
    flow: web,
    code: 'invalid_distribution_state',
    description: '',
    cause: 'distribution',
    key: 'distribution',
    command: plan,
    injectedAt: 'authorize',
  },
  {
    app: 'SessionLevel',
    flow: web,
    code: 'invalid_session_level',
    description: '',
    cause: 'session-level',
    key: 'policies.sessionLevel',
    command: plan,
    injectedAt: 'authorize',
  },
  {
    app: 'DpopProof',
    flow: server,
    code: 'invalid_dpop_proof',
    description: '',
    cause: 'dpop',
    key: 'security.allowDpop',
    command: plan,
    injectedAt: 'client_credentials',
  },
  {
    app: 'DpopNonce',
    flow: server,
    code: 'use_dpop_nonce',
    description: '',
    cause: 'dpop',
    key: 'security.allowDpop',
    command: plan,
    injectedAt: 'client_credentials',
  },
  // This command always sends a callback, a known grant type and a code challenge.
  {
    app: 'NoCallback',
    flow: web,
    code: 'redirect_uri_missing',
    description: 'redirect_uri not provided',
    cause: 'callback',
    key: 'callback',
    command: deploy,
    injectedAt: 'authorize',
  },
  {
    app: 'GrantType',
    flow: server,
    code: 'unsupported_grant_type',
    description: 'grant type not supported',
    cause: 'no-such-flow',
    key: 'flows',
    command: plan,
    injectedAt: 'client_credentials',
  },
  {
    app: 'ResponseType',
    flow: web,
    code: 'unsupported_response_type',
    description: 'response type not supported',
    cause: 'no-such-flow',
    key: 'flows',
    command: plan,
    injectedAt: 'authorize',
  },
  {
    app: 'Challenge',
    flow: web,
    code: 'invalid_request',
    description: 'missing required code challenge',
    cause: 'pkce-missing',
    key: 'security.requirePkce',
    command: plan,
    injectedAt: 'authorize',
  },
  {
    app: 'HttpGet',
    flow: web,
    code: 'invalid_request',
    description: 'must use HTTP GET',
    cause: 'transport',
    command: again,
    injectedAt: 'authorize',
  },
  {
    app: 'HttpsRequired',
    flow: server,
    code: 'invalid_request',
    description: 'HTTPS required',
    cause: 'transport',
    command: again,
    injectedAt: 'client_credentials',
  },
  {
    app: 'OrgBlocks',
    flow: server,
    code: 'oauth_flow_disabled',
    description: 'flow is blocked',
    cause: 'flow-off',
    key: 'flows',
    command: deploy,
    injectedAt: 'client_credentials',
  },
  {
    app: 'AccessDenied',
    flow: web,
    code: 'OAUTH_APP_ACCESS_DENIED',
    description: '',
    cause: 'user-not-approved',
    key: 'policies.permissionSets',
    command: deploy,
    injectedAt: 'authorize',
  },
  {
    app: 'Frozen',
    flow: server,
    code: grant,
    description: 'authentication failure',
    cause: 'user-credentials',
    command: users,
    injectedAt: 'client_credentials',
  },
  {
    app: 'Password',
    flow: jwt,
    code: grant,
    description: 'invalid user credentials',
    cause: 'user-credentials',
    command: users,
    injectedAt: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  },
  {
    app: 'OutsideIp',
    flow: server,
    code: grant,
    description: 'ip restricted',
    cause: 'network',
    key: 'policies.ipRelaxation',
    command: plan,
    injectedAt: 'client_credentials',
  },
  {
    app: 'AtNight',
    flow: jwt,
    code: grant,
    description: 'invalid login hours',
    cause: 'network',
    key: 'policies.ipRelaxation',
    command: plan,
    injectedAt: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  },
  {
    app: 'TooLate',
    flow: web,
    code: grant,
    description: 'expired authorization code',
    cause: 'code-over',
    command: again,
    injectedAt: 'authorization_code',
    login: 'callback',
  },
  {
    app: 'Hasty',
    flow: device,
    code: 'slow_down',
    description: 'Device is polling too frequently',
    cause: 'pending',
    command: again,
    injectedAt: 'device',
  },
  {
    app: 'InactiveUser',
    flow: server,
    code: 'inactive_user',
    description: 'user is inactive',
    cause: 'inactive-user',
    key: runAsKey,
    command: users,
    injectedAt: 'client_credentials',
  },
  {
    app: 'InactiveOrg',
    flow: server,
    code: 'inactive_org',
    description: 'organization is inactive',
    cause: 'inactive-org',
    command: 'sf org display --target-org fake',
    injectedAt: 'client_credentials',
  },
  {
    app: 'TooMany',
    flow: server,
    code: 'rate_limit_exceeded',
    description: 'number of logins exceeded',
    cause: 'rate-limit',
    command: again,
    injectedAt: 'client_credentials',
  },
  {
    app: 'OrgFault',
    flow: server,
    code: 'server_error',
    description: 'the org failed',
    cause: 'server-error',
    command: again,
    injectedAt: 'client_credentials',
  },
  {
    app: 'Immediate',
    flow: web,
    code: 'immediate_unsuccessful',
    description: '',
    cause: 'immediate',
    command: again,
    injectedAt: 'authorize',
  },
  {
    app: 'OtherGrant',
    flow: server,
    code: grant,
    description: 'something about the grant',
    cause: 'grant',
    command: plan,
    injectedAt: 'client_credentials',
  },
  {
    app: 'TokenGone',
    flow: 'introspection',
    code: 'invalid_token',
    description: 'invalid token',
    cause: 'token-over',
    key: 'policies.refreshToken',
    command: plan,
    injectedAt: 'introspect',
  },
  {
    app: 'NeverSeen',
    flow: server,
    code: 'quantum_flux',
    description: 'an error of next year',
    cause: 'unknown',
    command: plan,
    injectedAt: 'client_credentials',
  },
];

/** Setup would give these their policies back with its next change, so they are made last. */
const halves: readonly OauthErrorCase[] = [
  {
    app: 'NoAppPolicy',
    flow: web,
    code: 'ecapp_policy_not_found',
    description: 'external client app policy not found',
    cause: 'no-policy',
    key: 'policies',
    command: deploy,
    arrange: ({ name }, org) =>
      void org.state.components.delete(`ExtlClntAppConfigurablePolicies:${name.toLowerCase()}_plcy`),
  },
  {
    app: 'NoOauthPolicy',
    flow: web,
    code: 'oauth_policy_not_found',
    description: 'OAuth policy not found',
    cause: 'no-policy',
    key: 'policies',
    command: deploy,
    arrange: ({ name }, org) =>
      void org.state.components.delete(`ExtlClntAppOauthConfigurablePolicies:${name.toLowerCase()}_oauthplcy`),
  },
];

/** Every documented answer of the OAuth endpoints, one app for each. */
export const oauthErrorCases: readonly OauthErrorCase[] = [...played, ...injected, ...halves];

/** The keys of the spec of a case that open its flow. */
export function flowKeys({ flow, spec }: OauthErrorCase): string {
  if (spec?.includes('flows:') === true) return '';
  if (flow === jwt) return 'flows:\n  jwtBearer: {certificate: jwt.crt}\n';
  if (flow === device) return 'flows:\n  device: true\n';
  return flow === server || flow === 'introspection' ? `flows:\n  clientCredentials: {runAs: ${runAs}}\n` : '';
}
