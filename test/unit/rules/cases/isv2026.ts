import { open, web, type RuleCase } from './ruleCase.js';

const context = { profile: 'isv-2026' } as const;
const listed = 'tokenIpRanges: [{start: 203.0.113.10, end: 203.0.113.20}]';
const app = `${web}distribution: packaged\n`;

/** What Salesforce demands of partners' apps. */
export const isv2026Cases: readonly RuleCase[] = [
  {
    rule: 'isv-2026/pkce',
    spec: `${app}security: {${listed}, requirePkce: @@}`,
    bad: 'false',
    good: 'true',
    at: '7:84',
    implied: ['pkce/off 7:84', 'platform-lock/new-app 7:84'],
    context,
  },
  {
    rule: 'isv-2026/refresh-token-rotation',
    spec: `${app}security: {${listed}, rotateRefreshTokens: @@}`,
    bad: 'false',
    good: 'true',
    at: '7:92',
    implied: ['platform-lock/new-app 7:92', 'refresh-token/rotation-off 7:92'],
    context,
  },
  {
    rule: 'isv-2026/idle-timeout',
    spec: `${app}security: {${listed}, enforceRefreshTokenIdleTimeout: @@}`,
    bad: 'false',
    good: 'true',
    at: '7:103',
    implied: ['platform-lock/new-app 7:103'],
    context,
  },
  {
    rule: 'isv-2026/idle-timeout',
    spec: `${open}security: {${listed}}\npolicies: {permissionSets: [App_Users], refreshToken: {@@: 30 days}}`,
    bad: 'expiresAfter',
    good: 'expiresIfUnusedFor',
    at: '6:55',
    context,
  },
  {
    rule: 'isv-2026/ip-allow-list',
    spec: `${app}security: {requirePkce: true, tokenIpRanges: @@}`,
    bad: '[]',
    good: '[{start: 203.0.113.10, end: 203.0.113.20}]',
    at: '7:31',
    context,
  },
];
