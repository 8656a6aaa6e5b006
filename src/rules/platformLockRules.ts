import { idleDays } from './clientFacts.js';
import { durationKey } from './refreshTokenRules.js';
import { at, type Rule, type RuleFinding } from './rule.js';
import { securityControlsOfNewApps } from './sources.js';

/** What the platform decides in apps created since July 2026, whatever a deploy says. */
export const platformLockRules: readonly Rule[] = [
  {
    id: 'platform-lock/new-app',
    severity: 'warning',
    keys: [
      'security.requirePkce',
      'security.rotateRefreshTokens',
      'security.enforceRefreshTokenIdleTimeout',
      'policies.refreshToken',
    ],
    source: securityControlsOfNewApps,
    *check({ spec, creating }): Iterable<RuleFinding> {
      const certain = creating ? ({ severity: 'error' } as const) : {};
      for (const key of ['requirePkce', 'rotateRefreshTokens', 'enforceRefreshTokenIdleTimeout'] as const)
        if (spec.security?.[key] === false) yield { ...at(`security.${key}`, { reason: key }), ...certain };
      const idle = idleDays(spec.policies?.refreshToken) ?? 0;
      // With the switch written the conflict is an error of its own; `valid-until-revoked` is accepted and without effect.
      if (idle > 30 && idle !== Infinity && spec.security?.enforceRefreshTokenIdleTimeout !== true)
        yield { ...at(durationKey(spec), { reason: 'idleDays' }), ...certain };
    },
  },
];
