import { at, when, type Rule } from './rule.js';

const policiesPage =
  'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappoauthconfigurablepolicies.htm';
const guestTimeout = 'flows.authorizationCodeAndCredentials.guest.jwtTimeout';
const namedTimeout = 'policies.jwtAccessTokenTimeout';
const issue = 'security.issueJwtAccessTokens';

/** Rules about access tokens that are JWTs. */
export const jwtAccessTokenRules: readonly Rule[] = [
  {
    id: 'jwt-access-token/needs-jwt-access-tokens',
    severity: 'error',
    keys: [namedTimeout, issue],
    source: policiesPage,
    check: ({ spec: { policies, security } }) =>
      when(policies?.jwtAccessTokenTimeout !== undefined && security?.issueJwtAccessTokens === false, () =>
        at(namedTimeout, {}, 'key'),
      ),
  },
  {
    id: 'jwt-access-token/no-session-timeout',
    severity: 'error',
    keys: ['policies.sessionTimeoutMinutes', issue, namedTimeout, guestTimeout],
    source: policiesPage,
    check: ({ spec: { policies, security, flows } }) => {
      const flow = flows?.authorizationCodeAndCredentials;
      const guest = typeof flow === 'object' && typeof flow.guest === 'object' ? flow.guest.jwtTimeout : undefined;
      const jwt =
        security?.issueJwtAccessTokens === true || policies?.jwtAccessTokenTimeout !== undefined || guest !== undefined;
      return when(policies?.sessionTimeoutMinutes !== undefined && jwt, () =>
        at('policies.sessionTimeoutMinutes', {}, 'key'),
      );
    },
  },
  {
    id: 'jwt-access-token/long-lived',
    severity: 'note',
    keys: [namedTimeout, guestTimeout],
    source: policiesPage,
    *check({ spec: { policies, flows } }) {
      const flow = flows?.authorizationCodeAndCredentials;
      const guest = typeof flow === 'object' && typeof flow.guest === 'object' ? flow.guest.jwtTimeout : undefined;
      for (const [key, timeout] of [
        [namedTimeout, policies?.jwtAccessTokenTimeout],
        [guestTimeout, guest],
      ] as const)
        if (typeof timeout === 'number' && timeout > 30) yield at(key, { minutes: String(timeout) });
    },
  },
  {
    id: 'jwt-access-token/needed-by-scope',
    severity: 'warning',
    keys: ['scopes', issue],
    source: 'https://developer.salesforce.com/docs/platform/hosted-mcp-servers/guide/create-external-client-app.html',
    check: ({ spec: { scopes = [], security } }) => {
      // The Agent API wants both scopes; sfap_api alone serves other services, which take opaque tokens.
      const scope = scopes.includes('mcp_api') ? 'mcp_api' : scopes.includes('sfap_api') ? 'chatbot_api' : undefined;
      const index = scope === undefined ? -1 : scopes.indexOf(scope);
      return when(index >= 0 && security?.issueJwtAccessTokens === false, () => ({
        path: ['scopes', index],
        tokens: { scope: scope ?? '' },
      }));
    },
  },
];
