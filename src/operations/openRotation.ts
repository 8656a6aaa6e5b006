import { stagedSince } from '../org/credentialsApi.js';
import type { StagedPair } from '../org/credentialsPort.js';
import { CredentialsFailure } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { explainRefusal } from './explainRefusal.js';
import { findAppRecord, findConsumer, type FoundConsumer } from './findConsumer.js';

/** An app whose credentials are about to change, and its second pair. */
export type OpenedRotation = { readonly found: FoundConsumer; readonly staged: readonly StagedPair[] };

/**
 * Finds the consumer of an app and its staged or replaced pair. Refuses an org without staging, and the app that the
 * session of the CLI itself was opened with: its rotation would end the session in between.
 */
export async function openRotation(
  world: CredentialsWorld,
  name: string,
  consumerKey: string | undefined,
): Promise<OpenedRotation> {
  const { apiVersion, sessionClientId, username } = world.org.identity;
  if (apiVersion < stagedSince)
    throw new CredentialsFailure('no-staging', { version: `${apiVersion}.0`, since: `${stagedSince}.0` });
  const app = await findAppRecord(world, name);
  const found = await findConsumer(world, app, consumerKey);
  const staged = await explainRefusal(world, async () => world.credentials.stagedPairs(found.place));
  const keys = [found.consumer.key, ...staged.map(({ key }) => key)];
  if (sessionClientId !== undefined && keys.includes(sessionClientId))
    throw new CredentialsFailure('session-app', { name: app.name, username });
  return { found, staged };
}
