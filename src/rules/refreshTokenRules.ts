import type { Spec } from '../catalog/spec.js';
import { canRefresh, idleDays, isPublicClient, lifetimeDays } from './clientFacts.js';
import { at, when, type Rule, type RuleFinding } from './rule.js';
import { rfc, securityControlsOfNewApps } from './sources.js';

const policy = 'policies.refreshToken';
const rotation = 'security.rotateRefreshTokens';
const clientKeys = [
  'scopes',
  rotation,
  'security.requireSecretForWebServerFlow',
  'security.requireSecretForRefreshTokenFlow',
  'security.allowDpop',
  'security.allowMutualTls',
];

/** Rules about refresh tokens. */
export const refreshTokenRules: readonly Rule[] = [
  {
    id: 'refresh-token/unprotected-public-client',
    severity: 'error',
    keys: clientKeys,
    source: rfc(9700, '2.2.2'),
    check: ({ spec }) => when(isUnprotected(spec), () => at(rotation)),
  },
  {
    id: 'refresh-token/rotation-off',
    severity: 'warning',
    keys: clientKeys,
    source: rfc(9700, '4.14.2'),
    // For an unprotected public client the error above says it already.
    check: ({ spec }) =>
      when(canRefresh(spec) && spec.security?.rotateRefreshTokens === false && !isUnprotected(spec), () =>
        at(rotation),
      ),
  },
  {
    id: 'refresh-token/secret-not-required',
    severity: 'warning',
    keys: ['scopes', 'security.requireSecretForWebServerFlow', 'security.requireSecretForRefreshTokenFlow'],
    source: rfc(9700, '2.5'),
    check: ({ spec }) =>
      when(canRefresh(spec) && !isPublicClient(spec) && spec.security?.requireSecretForRefreshTokenFlow === false, () =>
        at('security.requireSecretForRefreshTokenFlow'),
      ),
  },
  {
    id: 'refresh-token/long-lived',
    severity: 'warning',
    keys: ['scopes', policy],
    source: rfc(9700, '4.14.2'),
    check: ({ spec }) => (canRefresh(spec) ? longLived(spec) : []),
  },
  {
    id: 'refresh-token/idle-timeout-conflict',
    severity: 'error',
    keys: [policy, 'security.enforceRefreshTokenIdleTimeout'],
    source: securityControlsOfNewApps,
    check: ({ spec }) =>
      when(
        spec.security?.enforceRefreshTokenIdleTimeout === true && (idleDays(spec.policies?.refreshToken) ?? 0) > 30,
        () => at(durationKey(spec)),
      ),
  },
  {
    id: 'refresh-token/policy-without-scope',
    severity: 'note',
    keys: ['scopes', policy],
    source: rfc(6749, '1.5'),
    check: ({ spec, written }) => when(written.has(policy) && !canRefresh(spec), () => at(policy, {}, 'key')),
  },
];

function isUnprotected(spec: Spec): boolean {
  const { security } = spec;
  const bound = security?.allowDpop === true || security?.allowMutualTls === true;
  const anonymous = isPublicClient(spec) && security?.requireSecretForRefreshTokenFlow === false;
  return canRefresh(spec) && anonymous && security.rotateRefreshTokens === false && !bound;
}

function longLived(spec: Spec): readonly RuleFinding[] {
  const value = spec.policies?.refreshToken;
  const [idle, lifetime] = [idleDays(value), lifetimeDays(value)];
  if (value === 'valid-until-revoked') return [at(policy, { reason: 'infinite' })];
  if (idle !== undefined && idle > 30) return [at(durationKey(spec), { reason: 'idle' })];
  return lifetime !== undefined && lifetime > 365 ? [at(durationKey(spec), { reason: 'lifetime' })] : [];
}

/** The key that holds the duration, or the policy itself when it is a word. */
export function durationKey({ policies }: Spec): string {
  const value = policies?.refreshToken;
  const [kind] = typeof value === 'object' ? Object.keys(value) : [];
  return kind === undefined ? policy : `${policy}.${kind}`;
}
