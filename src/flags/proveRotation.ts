import { provePair, type PairProof } from '../operations/provePair.js';
import type { StagedSecret } from '../operations/rotateRequest.js';
import { readAppFlows } from '../operations/readAppFlows.js';
import { openOauth } from '../org/oauthClient.js';
import type { OpenedCredentials } from './openCredentials.js';

/** How a new pair is tried: by a token of the client credentials flow where the app has it, else by its key alone. */
export function proveRotation(
  { world }: OpenedCredentials,
  waitMinutes: number,
  onWait: (elapsed: number) => void,
): (pair: StagedSecret, appName: string) => Promise<PairProof> {
  return async ({ key, secret }, name) => {
    const { callback, usesClientCredentials } = await readAppFlows(world, name);
    const deadline = world.clock.now() + waitMinutes * 60_000;
    const patience = { clock: world.clock, deadline, onWait };
    const oauth = openOauth(world.org.identity.instanceUrl);
    return provePair(oauth, { name, key, secret, callback, usesClientCredentials, patience });
  };
}
