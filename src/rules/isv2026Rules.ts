import { canRefresh, idleDays, isNativeClient } from './clientFacts.js';
import { at, when, type Rule } from './rule.js';
import { partnerRequirements as source } from './sources.js';

const profiles = ['isv-2026'] as const;

/** What Salesforce demands of apps that partners distribute, since 2026. */
export const isv2026Rules: readonly Rule[] = [
  {
    id: 'isv-2026/pkce',
    severity: 'error',
    keys: ['security.requirePkce'],
    source,
    profiles,
    check: ({ spec }) => when(spec.security?.requirePkce === false, () => at('security.requirePkce')),
  },
  {
    id: 'isv-2026/refresh-token-rotation',
    severity: 'error',
    keys: ['scopes', 'security.rotateRefreshTokens'],
    source,
    profiles,
    check: ({ spec }) =>
      when(canRefresh(spec) && spec.security?.rotateRefreshTokens === false, () => at('security.rotateRefreshTokens')),
  },
  {
    id: 'isv-2026/idle-timeout',
    severity: 'error',
    keys: ['scopes', 'security.enforceRefreshTokenIdleTimeout', 'policies.refreshToken'],
    source,
    profiles,
    check: ({ spec }) => {
      if (!canRefresh(spec) || spec.security === undefined) return [];
      const enforced = spec.security.enforceRefreshTokenIdleTimeout;
      if (enforced === false) return [at('security.enforceRefreshTokenIdleTimeout')];
      // A lifetime of its own leaves the idle time open; the platform's switch closes it.
      const policy = spec.policies?.refreshToken;
      const idle = policy === undefined || policy === 'expire-immediately' ? 0 : (idleDays(policy) ?? Infinity);
      return when(enforced !== true && idle > 30, () => at('policies.refreshToken'));
    },
  },
  {
    id: 'isv-2026/ip-allow-list',
    severity: 'error',
    keys: ['scopes', 'callback', 'security.tokenIpRanges'],
    source,
    profiles,
    // Apps on the users' own devices have no addresses of their own.
    check: ({ spec }) =>
      when(
        canRefresh(spec) &&
          spec.security !== undefined &&
          spec.security.tokenIpRanges === undefined &&
          !isNativeClient(spec),
        () => at('security.tokenIpRanges', {}, 'key'),
      ),
  },
];
