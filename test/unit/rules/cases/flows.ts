import { header, open, web, type RuleCase } from './ruleCase.js';

const files = new Map<string, Uint8Array>();
const bearer = `${header}callback: https://app.example.com/callback\nflows: {jwtBearer: {certificate: server.crt}}\n`;
const context = { files };

/** The flows that have a switch. */
export const flowCases: readonly RuleCase[] = [
  {
    rule: 'client-credentials/run-as-user',
    spec: `${web}flows:\n  clientCredentials: {allowedByPolicy: @@}`,
    bad: 'true',
    good: 'false',
    at: '7:3',
    implied: ['client-credentials/prefer-jwt-bearer 7:3'],
  },
  {
    rule: 'client-credentials/prefer-jwt-bearer',
    spec: `${web}flows: {clientCredentials: @@}`,
    bad: '{runAs: robot@example.com}',
    good: 'false',
    at: '6:9',
  },
  { rule: 'device-flow/phishing', spec: `${web}flows: {device: @@}`, bad: 'true', good: 'false', at: '6:17' },
  {
    rule: 'authorization-code-and-credentials/not-needed-for-web-server',
    spec: `${web}flows: {authorizationCodeAndCredentials: @@}`,
    bad: 'true',
    good: 'false',
    at: '6:9',
  },
  {
    rule: 'authorization-code-and-credentials/not-needed-for-web-server',
    spec: `${web}firstParty: {enabled: @@}\nflows: {authorizationCodeAndCredentials: {postBodyOnly: true}}`,
    bad: 'false',
    good: 'true',
    at: '7:9',
  },
  {
    rule: 'guest-flow/needs-jwt-access-tokens',
    spec: `${web}security: {issueJwtAccessTokens: @@}\nflows: {authorizationCodeAndCredentials: {guest: {jwtTimeout: 15}}}`,
    bad: 'false',
    good: 'true',
    at: '7:43',
  },
  {
    rule: 'token-exchange/handler-needed',
    spec: `${web}flows: {tokenExchange: @@}`,
    bad: 'true',
    good: 'false',
    at: '6:9',
  },
  {
    rule: 'token-introspection/all-tokens',
    spec: `${web}security: {introspectAllTokens: @@}`,
    bad: 'true',
    good: 'false',
    at: '6:33',
  },
  {
    rule: 'jwt-bearer/needs-admin-approved',
    spec: `${bearer}scopes: [api, refresh_token]\npolicies: {permissionSets: [Ci], permittedUsers: @@}`,
    bad: 'self-authorize',
    good: 'admin-approved',
    at: '6:50',
    implied: ['permitted-users/approvals-without-effect 6:12', 'permitted-users/self-authorize 6:50'],
    context,
  },
  {
    rule: 'jwt-bearer/needs-approved-users',
    spec: `${bearer}scopes: [api, refresh_token]\npolicies: {permittedUsers: admin-approved, permissionSets: @@}`,
    bad: '[]',
    good: '[Ci]',
    at: '6:44',
    context,
  },
  {
    rule: 'jwt-bearer/needs-refresh-token-scope',
    spec: `${bearer}scopes: [api, @@]\npolicies: {permissionSets: [Ci]}`,
    bad: 'web',
    good: 'refresh_token',
    at: '5:9',
    context,
  },
  {
    rule: 'jwt-bearer/needs-another-scope',
    spec: `${bearer}scopes: [refresh_token, @@]\npolicies: {permissionSets: [Ci]}`,
    bad: 'offline_access',
    good: 'api',
    at: '5:9',
    implied: ['scopes/redundant 5:25'],
    context,
  },
  {
    rule: 'session-level/raise-needs-a-user',
    spec: `${bearer}scopes: [api, refresh_token]\npolicies: {permissionSets: [Ci], sessionLevel: high-assurance, sessionLevelAction: @@}`,
    bad: 'raise-session-level',
    good: 'block',
    at: '6:84',
    context,
  },
  {
    rule: 'jwt-access-token/long-lived',
    spec: `${open}policies: {permissionSets: [Guests]}\nsecurity: {issueJwtAccessTokens: true}\nflows: {authorizationCodeAndCredentials: {guest: {jwtTimeout: @@}}}`,
    bad: '60',
    good: 'user-session',
    at: '7:63',
  },
];
