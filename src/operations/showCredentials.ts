import type { SecretSink, StoredPair } from '../files/secretSink.js';
import { CredentialsFailure } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { explainRefusal } from './explainRefusal.js';
import { findAppRecord, findConsumer } from './findConsumer.js';
import { readKey } from './readKey.js';

/** Which credentials, and where the secret goes. */
export type ShowRequest = {
  readonly name: string;
  /** Chooses among several consumers. */
  readonly consumerKey?: string;
  readonly sinks: readonly SecretSink[];
  /** Gives the secret back to the caller, too. */
  readonly show: boolean;
};

/** The consumer key, and the secret only when it was asked for. */
export type ShownCredentials = {
  readonly name: string;
  readonly consumerKey: string;
  readonly consumerSecret?: string;
};

/** Reads the credentials of an app and brings the secret to its sinks; every sink is checked before the org is asked. */
export async function showCredentials(world: CredentialsWorld, request: ShowRequest): Promise<ShownCredentials> {
  const { sinks, show } = request;
  for (const sink of sinks) await sink.check();
  const app = await findAppRecord(world, request.name);
  if (sinks.length === 0 && !show)
    return { name: app.name, consumerKey: await readKey(world, app, request.consumerKey) };
  const { place } = await findConsumer(world, app, request.consumerKey);
  const { key, secret } = await explainRefusal(world, async () => world.credentials.pair(place));
  const pair: StoredPair = {
    name: app.name,
    consumerKey: key,
    consumerSecret: secret,
    instanceUrl: world.org.identity.instanceUrl,
  };
  for (const sink of sinks) {
    await sink.store(pair);
    if ((await sink.readBack(pair)) === false) throw new CredentialsFailure('read-back', { file: sink.file ?? '' });
  }
  return { name: app.name, consumerKey: key, ...(show ? { consumerSecret: secret } : {}) };
}
