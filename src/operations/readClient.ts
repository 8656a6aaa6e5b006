import type { AppRecord } from '../org/credentialsPort.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { CredentialsFailure } from './credentialsFailure.js';
import { explainRefusal } from './explainRefusal.js';
import { findAppRecord, findConsumer } from './findConsumer.js';
import { isClosed, readKey } from './readKey.js';
import type { VerifyRequest } from './verifyWorld.js';

/** What is known of a client: its key, and its secret or why there is none. */
export type ReadClient = Pick<VerifyRequest, 'key' | 'secret' | 'noSecret'>;

/** A pair from outside the org. */
export type GivenPair = { readonly consumerKey?: string; readonly consumerSecret?: string };

/**
 * Key and secret of an app, in memory only: the given ones, else those of the org. Where the org keeps the secret, the key
 * still comes. Rejects with a CredentialsFailure, `app-not-found` for an app that is not in the org.
 */
export async function readClient(
  world: CredentialsWorld,
  name: string,
  given: GivenPair | undefined,
  wantsSecret: boolean,
): Promise<ReadClient> {
  const app = await findAppRecord(world, name);
  const { consumerKey, consumerSecret } = given ?? {};
  if (consumerSecret !== undefined) {
    const key = await readKey(world, app).catch(() => undefined);
    if (
      key !== undefined &&
      consumerKey !== undefined &&
      key !== consumerKey &&
      !(await isSecondPair(world, app, consumerKey))
    )
      throw new CredentialsFailure('other-key', { name, key: consumerKey, current: key });
    return { key: consumerKey ?? key ?? (await readKey(world, app)), secret: consumerSecret };
  }
  if (!wantsSecret) return { key: await readKey(world, app) };
  try {
    const { place } = await findConsumer(world, app, undefined);
    return await explainRefusal(world, async () => world.credentials.pair(place));
  } catch (error) {
    if (!isClosed(error)) throw error;
    return { key: await readKey(world, app), noSecret: { note: `no-secret-${error.reason}`, tokens: error.tokens } };
  }
}

/** A staged or replaced pair works, too; where the org does not tell its pairs, the key is given the benefit of the doubt. */
async function isSecondPair(world: CredentialsWorld, app: AppRecord, key: string): Promise<boolean> {
  try {
    const { place } = await findConsumer(world, app, undefined);
    return (await world.credentials.stagedPairs(place)).some((pair) => pair.key === key);
  } catch {
    return true;
  }
}
