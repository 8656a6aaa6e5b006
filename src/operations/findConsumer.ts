import { appRecords } from '../org/appRecords.js';
import type { AppConsumer, AppRecord, ConsumerPlace } from '../org/credentialsPort.js';
import { nearestWords } from '../source/nearestWords.js';
import { CredentialsFailure } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { explainRefusal } from './explainRefusal.js';

/** An app of an org with its OAuth consumer. */
export type FoundConsumer = { readonly app: AppRecord; readonly consumer: AppConsumer; readonly place: ConsumerPlace };

/** The app of that name, case ignored. Rejects with `app-not-found`, which names the nearest. */
export async function findAppRecord({ org }: Pick<CredentialsWorld, 'org'>, name: string): Promise<AppRecord> {
  const apps = await appRecords(org);
  const same =
    apps.find((app) => app.name === name) ?? apps.find((app) => app.name.toLowerCase() === name.toLowerCase());
  if (same !== undefined) return same;
  const nearest = nearestWords(
    name,
    apps.map((app) => app.name),
  );
  throw new CredentialsFailure('app-not-found', {
    name,
    username: org.identity.username,
    nearest: nearest.join(' or '),
  });
}

/** The one consumer of an app, or the one with the key that was asked for. */
export async function findConsumer(
  world: Pick<CredentialsWorld, 'org' | 'credentials'>,
  app: AppRecord,
  key: string | undefined,
): Promise<FoundConsumer> {
  const consumers = await explainRefusal(world, async () => world.credentials.consumers(app.id));
  const { name } = app;
  const keys = consumers.map((one) => one.key).join(', ');
  const matching = key === undefined ? consumers : consumers.filter((one) => one.key === key);
  const [consumer, second] = matching;
  if (consumers.length === 0) throw new CredentialsFailure('no-consumer', { name });
  if (consumer === undefined) throw new CredentialsFailure('no-such-consumer', { name, keys });
  if (second !== undefined) throw new CredentialsFailure('several-consumers', { name, keys });
  return { app, consumer, place: { appId: app.id, consumerId: consumer.id } };
}
