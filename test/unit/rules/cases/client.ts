import { header, open, web, type RuleCase } from './ruleCase.js';

const native = `${header}callback: http://127.0.0.1:1717/callback
scopes: [api, refresh_token]
policies: {permittedUsers: admin-approved, permissionSets: [App_Users]}
`;

const callbacks = `${header}scopes: [api, refresh_token]
callback:
  - https://first.example.com/callback
  - @@
policies: {permittedUsers: admin-approved, permissionSets: [App_Users]}
`;

/** PKCE, client secret and callback. */
export const clientCases: readonly RuleCase[] = [
  {
    rule: 'pkce/required-for-public-clients',
    spec: `${web}security: {requirePkce: false, requireSecretForWebServerFlow: @@}`,
    bad: 'false',
    good: 'true',
    at: '6:25',
    implied: ['pkce/off 6:25', 'platform-lock/new-app 6:25'],
  },
  {
    rule: 'pkce/off',
    spec: `${web}security:\n  requirePkce: @@`,
    bad: 'false',
    good: 'true',
    at: '7:16',
    implied: ['platform-lock/new-app 7:16'],
  },
  {
    rule: 'client-secret/optional-for-confidential-flow',
    spec: `${web}flows: {clientCredentials: {runAs: robot@example.com}}\nsecurity: {requireSecretForWebServerFlow: @@}`,
    bad: 'false',
    good: 'true',
    at: '7:43',
    implied: ['client-credentials/prefer-jwt-bearer 6:9'],
  },
  {
    rule: 'client-secret/optional-for-confidential-flow',
    spec: `${web}flows: {tokenExchange: true}\nsecurity: {requireSecretForTokenExchange: @@, requireSecretForWebServerFlow: false}`,
    bad: 'true',
    good: 'false',
    at: '7:80',
    implied: ['token-exchange/handler-needed 6:9'],
  },
  {
    rule: 'client-secret/public-client-with-secret',
    spec: `${native}security: {requireSecretForWebServerFlow: @@}`,
    bad: 'true',
    good: 'false',
    at: '6:43',
  },
  {
    rule: 'client-secret/public-client-with-secret',
    spec: `${header}callback: @@\nscopes: [api]\npolicies: {permittedUsers: admin-approved, permissionSets: [App_Users]}\n`,
    bad: 'com.example.app:/callback',
    good: 'https://app.example.com/callback',
    at: '3:11',
  },
  ...(
    [
      ['callback/no-plain-http', 'http://app.example.com/callback', 'https://app.example.com/callback'],
      ['callback/no-plain-http', 'http://localhost.example.com/callback', 'http://127.0.0.1:8080/callback'],
      ['callback/no-plain-http', 'HTTP://app.example.com/callback', 'http://[::1]:8080/callback'],
      ['callback/no-wildcard', 'https://*.example.com/callback', 'https://app.example.com/callback'],
      ['callback/exact-match', 'https://app.example.com/#callback', 'https://app.example.com/?callback'],
      ['callback/exact-match', 'https://user:pass@app.example.com/', 'https://app.example.com/'],
      ['callback/custom-scheme', 'orders:/callback', 'com.example.orders:/callback'],
    ] as const
  ).map(([rule, bad, good]) => ({ rule, bad, good, at: '6:5', spec: callbacks })),
  {
    rule: 'callback/localhost-name',
    spec: `${native.replace('http://127.0.0.1:1717/callback', '@@')}security: {requireSecretForWebServerFlow: false}`,
    bad: 'http://localhost:1717/callback',
    good: 'http://127.0.0.1:1717/callback',
    at: '3:11',
  },
  {
    rule: 'platform-lock/new-app',
    spec: `${web}security: {enforceRefreshTokenIdleTimeout: @@}`,
    bad: 'false',
    good: 'true',
    at: '6:44',
  },
  {
    rule: 'platform-lock/new-app',
    spec: `${open}policies:\n  permittedUsers: admin-approved\n  permissionSets: [App_Users]\n  refreshToken: {expiresIfUnusedFor: @@}`,
    bad: '31 days',
    good: '30 days',
    at: '8:38',
    implied: ['refresh-token/long-lived 8:38'],
  },
];
