import { header, open, web, type RuleCase } from './ruleCase.js';

const approved = 'permittedUsers: admin-approved, permissionSets: [App_Users]';
const scopesFirst = `${header}callback: https://app.example.com/callback\npolicies: {${approved}}\n`;
const jwt = `${open}security: {issueJwtAccessTokens: @@}\n`;
const anonymous = 'requireSecretForWebServerFlow: false, requireSecretForRefreshTokenFlow: false';

/** Scopes, refresh tokens and JWT access tokens. */
export const tokenCases: readonly RuleCase[] = [
  {
    rule: 'scopes/full-access',
    spec: `${scopesFirst}scopes: [refresh_token, @@]`,
    bad: 'full',
    good: 'api',
    at: '5:25',
  },
  {
    rule: 'scopes/redundant',
    spec: `${scopesFirst}scopes: [api, @@]`,
    bad: 'chatter_api',
    good: 'web',
    at: '5:15',
  },
  {
    rule: 'scopes/redundant',
    spec: `${scopesFirst}scopes: [api, refresh_token, @@]`,
    bad: 'offline_access',
    good: 'openid',
    at: '5:30',
  },
  {
    rule: 'id-token/openid-scope',
    spec: `${scopesFirst}scopes: [api, @@]\nidToken:\n  includeStandardClaims: true`,
    bad: 'refresh_token',
    good: 'openid',
    at: '6:1',
  },
  {
    rule: 'refresh-token/unprotected-public-client',
    spec: `${web}security: {${anonymous}, rotateRefreshTokens: @@}`,
    bad: 'false',
    good: 'true',
    at: '6:112',
    implied: ['platform-lock/new-app 6:112'],
  },
  {
    rule: 'refresh-token/unprotected-public-client',
    spec: `${web}security: {${anonymous}, rotateRefreshTokens: false, allowDpop: @@}`,
    bad: 'false',
    good: 'true',
    at: '6:112',
    implied: ['platform-lock/new-app 6:112'],
  },
  {
    rule: 'refresh-token/rotation-off',
    spec: `${web}security: {rotateRefreshTokens: @@}`,
    bad: 'false',
    good: 'true',
    at: '6:33',
    implied: ['platform-lock/new-app 6:33'],
  },
  {
    rule: 'refresh-token/secret-not-required',
    spec: `${web}security: {requireSecretForRefreshTokenFlow: @@}`,
    bad: 'false',
    good: 'true',
    at: '6:46',
  },
  {
    rule: 'refresh-token/long-lived',
    spec: `${open}policies: {${approved}, refreshToken: @@}`,
    bad: 'valid-until-revoked',
    good: 'expire-immediately',
    at: '5:87',
  },
  {
    rule: 'refresh-token/long-lived',
    spec: `${open}policies: {${approved}, refreshToken: {expiresAfter: @@}}`,
    bad: '366 days',
    good: '365 days',
    at: '5:102',
  },
  {
    rule: 'refresh-token/long-lived',
    spec: `${open}policies: {${approved}, refreshToken: {expiresIfUnusedFor: @@}}`,
    bad: '2 months',
    good: '720 hours',
    at: '5:108',
    implied: ['platform-lock/new-app 5:108'],
  },
  {
    rule: 'refresh-token/idle-timeout-conflict',
    spec: `${open}policies: {${approved}, refreshToken: {expiresIfUnusedFor: 60 days}}\nsecurity: {enforceRefreshTokenIdleTimeout: @@}`,
    bad: 'true',
    good: 'false',
    at: '5:108',
    implied: ['refresh-token/long-lived 5:108'],
  },
  {
    rule: 'refresh-token/idle-timeout-conflict',
    spec: `${open}security: {enforceRefreshTokenIdleTimeout: true}\npolicies: {${approved}, refreshToken: @@}`,
    bad: 'valid-until-revoked',
    good: '{expiresAfter: 300 days}',
    at: '6:87',
    implied: ['refresh-token/long-lived 6:87'],
  },
  {
    rule: 'refresh-token/policy-without-scope',
    spec: `${header}callback: https://app.example.com/callback\npolicies: {${approved}, refreshToken: {expiresIfUnusedFor: 30 days}}\nscopes: [api, @@]`,
    bad: 'openid',
    good: 'refresh_token',
    at: '4:73',
  },
  {
    rule: 'jwt-access-token/needs-jwt-access-tokens',
    spec: `${jwt}policies: {${approved}, jwtAccessTokenTimeout: 15}`,
    bad: 'false',
    good: 'true',
    at: '6:73',
  },
  {
    rule: 'jwt-access-token/no-session-timeout',
    spec: `${jwt}policies: {${approved}, sessionTimeoutMinutes: 15}`,
    bad: 'true',
    good: 'false',
    at: '6:73',
  },
  {
    rule: 'jwt-access-token/long-lived',
    spec: `${open}security: {issueJwtAccessTokens: true}\npolicies: {${approved}, jwtAccessTokenTimeout: @@}`,
    bad: '60',
    good: '30',
    at: '6:96',
  },
  {
    rule: 'jwt-access-token/needed-by-scope',
    spec: `${scopesFirst}scopes: [mcp_api, refresh_token]\nsecurity: {issueJwtAccessTokens: @@}`,
    bad: 'false',
    good: 'true',
    at: '5:10',
  },
  {
    rule: 'jwt-access-token/needed-by-scope',
    spec: `${scopesFirst}scopes: [api, refresh_token, chatbot_api, @@]`,
    bad: 'sfap_api',
    good: 'openid',
    at: '5:30',
  },
];
