import { OauthFailure } from '../org/oauthFailure.js';
import type { OauthClientPair } from '../org/oauthPort.js';
import { failedFlow, flowResult, type FlowResult } from './flowResult.js';
import { proveToken } from './proveToken.js';
import type { HeldTokens, VerifyRequest, VerifyWorld } from './verifyWorld.js';

/** Refreshes once, and looks whether the refresh token is replaced as the spec says. */
export async function proveRefresh(
  world: VerifyWorld,
  { spec, key, secret }: VerifyRequest,
  held: readonly HeldTokens[],
  hold: (held: HeldTokens) => void,
): Promise<FlowResult> {
  const before = held.findLast(({ tokens }) => tokens.refreshToken !== undefined)?.tokens.refreshToken;
  if (before === undefined) return flowResult('refreshToken', 'skipped', 'needs-login');
  const tokens = await world.oauth.refresh({ key, ...(secret === undefined ? {} : { secret }) }, before);
  hold({ flow: 'refreshToken', tokens });
  const isRotated = tokens.refreshToken !== undefined && tokens.refreshToken !== before;
  const wantsRotation = spec.security?.rotateRefreshTokens !== false;
  if (wantsRotation && !isRotated) return flowResult('refreshToken', 'failed', 'not-rotated');
  const result = await proveToken(world, spec, 'refreshToken', tokens);
  if (result.status === 'failed') return result;
  return { ...result, note: isRotated ? (wantsRotation ? 'refreshed-rotated' : 'rotated-anyway') : 'refreshed' };
}

/** Asks the org about a token that was just obtained. */
export async function proveIntrospection(
  world: VerifyWorld,
  { key, secret, noSecret }: VerifyRequest,
  held: readonly HeldTokens[],
): Promise<FlowResult> {
  const last = held.at(-1);
  if (last === undefined) return flowResult('introspection', 'skipped', 'needs-token');
  if (secret === undefined)
    return noSecret === undefined
      ? flowResult('introspection', 'skipped', 'public-client')
      : flowResult('introspection', 'skipped', noSecret.note, noSecret.tokens);
  const { active } = await world.oauth.introspect({ key, secret }, last.tokens.accessToken);
  return active
    ? flowResult('introspection', 'passed', 'token-active')
    : flowResult('introspection', 'failed', 'token-inactive');
}

/** Revokes everything that was obtained, the newest first, and asks whether it is really over. */
export async function revokeAll(
  world: VerifyWorld,
  { key, secret }: VerifyRequest,
  held: readonly HeldTokens[],
): Promise<FlowResult> {
  const pair: OauthClientPair = { key, ...(secret === undefined ? {} : { secret }) };
  let failure: FlowResult | undefined;
  for (const { flow, tokens } of held.toReversed()) {
    for (const token of [tokens.refreshToken, tokens.accessToken]) {
      if (token === undefined) continue;
      const error = await world.oauth.revoke(pair, token).catch((thrown: unknown) => thrown);
      if (error === undefined) continue;
      if (!(error instanceof OauthFailure)) throw error as Error;
      // A refresh token takes its access tokens with it.
      if (error.code === 'invalid_token') continue;
      failure = {
        ...failedFlow('revocation', error),
        note: 'not-revoked',
        tokens: { flow, code: error.code, description: error.description },
      };
    }
  }
  const last = held.at(-1);
  if (failure !== undefined || last === undefined) return failure ?? flowResult('revocation', 'skipped', 'needs-token');
  if (secret === undefined) return flowResult('revocation', 'passed', 'revoked');
  const { active } = await world.oauth.introspect(pair, last.tokens.accessToken).catch(() => ({ active: false }));
  return active ? flowResult('revocation', 'failed', 'still-active') : flowResult('revocation', 'passed', 'revoked');
}
