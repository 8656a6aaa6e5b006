import type { Spec } from '../catalog/spec.js';
import { OauthFailure } from '../org/oauthFailure.js';
import type { OauthTokens } from '../org/oauthPort.js';
import { compareScopes } from './compareScopes.js';
import { failedFlow, flowResult, type FlowName, type FlowResult } from './flowResult.js';
import type { VerifyWorld } from './verifyWorld.js';

/**
 * What a fresh token is worth: one real API call with it, the user that it stands for, its scopes against the spec.
 * `expectedUser` is the user that the flow must run as.
 */
export async function proveToken(
  world: Pick<VerifyWorld, 'callAsClient'>,
  spec: Spec,
  flow: FlowName,
  tokens: OauthTokens,
  expectedUser?: string,
): Promise<FlowResult> {
  const { scopes } = tokens;
  const known = scopes === undefined ? {} : { scopes };
  const mayCall = scopes === undefined || scopes.includes('api') || scopes.includes('full');
  let user = '';
  if (mayCall) {
    try {
      user = (await world.callAsClient(tokens)).username;
    } catch (error) {
      if (error instanceof OauthFailure) return { ...failedFlow(flow, error), ...known };
      throw error;
    }
  }
  const all = { ...known, ...(user === '' ? {} : { user }) };
  if (expectedUser !== undefined && user !== '' && user.toLowerCase() !== expectedUser.toLowerCase())
    return { ...flowResult(flow, 'failed', 'other-user', { user, expected: expectedUser }), ...all };
  const { missing, extra } = scopes === undefined ? { missing: [], extra: [] } : compareScopes(spec, flow, scopes);
  if (missing.length > 0)
    return { ...flowResult(flow, 'failed', 'scopes-missing', { missing: missing.join(', ') }), ...all };
  if (extra.length > 0)
    return { ...flowResult(flow, 'passed', 'scopes-extra', { extra: extra.join(', '), user }), ...all };
  return { ...flowResult(flow, 'passed', mayCall ? 'token-works' : 'token-without-api', { user }), ...all };
}
