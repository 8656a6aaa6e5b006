import { OauthFailure } from '../org/oauthFailure.js';
import type { OauthTokens } from '../org/oauthPort.js';
import { failedFlow, flowResult, type FlowResult } from './flowResult.js';
import { proveToken } from './proveToken.js';
import { untilKnown, type Patience } from './untilKnown.js';
import type { HeldTokens, VerifyRequest, VerifyWorld } from './verifyWorld.js';

/** The device flow: shows the code and asks until somebody has entered it, as often as the server allows. */
export async function proveDevice(
  world: VerifyWorld,
  { spec, key, secret, hasPerson }: VerifyRequest,
  hold: (held: HeldTokens) => void,
  patience: Patience,
): Promise<FlowResult> {
  // Without a person the start of the flow still shows whether it is open.
  const started = await untilKnown(patience, async () => world.oauth.startDevice(key, []));
  if (started instanceof OauthFailure) throw started;
  if (!hasPerson) return flowResult('device', 'skipped', 'device-starts');
  const { deviceCode, userCode, verificationUrl, lifetime } = started;
  world.tell('device', { code: userCode, url: verificationUrl });
  const end = world.clock.now() + lifetime * 1_000;
  let interval = started.interval;
  let tokens: OauthTokens | undefined;
  let last = new OauthFailure('authorization_pending', '');
  while (tokens === undefined) {
    const left = end - world.clock.now();
    if (left <= 0) return { ...failedFlow('device', last), note: 'no-device', tokens: { seconds: String(lifetime) } };
    await world.clock.sleep(Math.min(interval * 1_000, left));
    try {
      tokens = await world.oauth.pollDevice({ key, ...(secret === undefined ? {} : { secret }) }, deviceCode);
    } catch (error) {
      if (!(error instanceof OauthFailure) || !['authorization_pending', 'slow_down'].includes(error.code)) throw error;
      last = error;
      // RFC 8628 §3.5: five seconds more each time.
      if (error.code === 'slow_down') interval += 5;
    }
  }
  hold({ flow: 'device', tokens });
  return proveToken(world, spec, 'device', tokens);
}
