import { appRecords } from '../org/appRecords.js';
import { stagedSince } from '../org/credentialsApi.js';
import type { AppRecord, StagedPair } from '../org/credentialsPort.js';
import { CredentialsFailure } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { explainRefusal } from './explainRefusal.js';
import { inParallel } from './inParallel.js';
import type { RotationRecord } from './rotationRecord.js';

/** Which credentials to list. */
export type ListRequest = {
  /** Only this app. */
  readonly name?: string;
  /** Only pairs that are older, or whose age nobody knows. */
  readonly olderThanDays?: number;
  /** What this computer remembers of rotations. */
  readonly recordOf: (appName: string) => Promise<RotationRecord | undefined>;
};

/** One consumer of an app with all its pairs. */
export type ListedCredentials = {
  readonly name: string;
  readonly label: string;
  readonly consumerKey: string;
  /** When the current pair replaced another one, as a date with time; undefined when nobody knows. */
  readonly since?: string;
  readonly staged: readonly StagedPair[];
};

const concurrency = 5;
const day = 86_400_000;

/** The credentials of every app with OAuth. */
export async function listCredentials(
  world: CredentialsWorld,
  request: ListRequest,
): Promise<readonly ListedCredentials[]> {
  const all = await appRecords(world.org);
  const apps = all.filter(
    ({ name }) => request.name === undefined || name.toLowerCase() === request.name.toLowerCase(),
  );
  if (apps.length === 0 && request.name !== undefined)
    throw new CredentialsFailure('app-not-found', {
      name: request.name,
      username: world.org.identity.username,
      nearest: '',
    });
  const listed = (await inParallel(apps, concurrency, async (app) => listApp(world, request, app))).flat();
  const { olderThanDays } = request;
  if (olderThanDays === undefined) return listed;
  const limit = world.clock.now() - olderThanDays * day;
  return listed.filter(({ since }) => since === undefined || Date.parse(since) <= limit);
}

async function listApp(
  world: CredentialsWorld,
  { recordOf }: ListRequest,
  { id, name, label }: AppRecord,
): Promise<readonly ListedCredentials[]> {
  const { credentials, org } = world;
  const consumers = await explainRefusal(world, async () => credentials.consumers(id)).catch(unlessWithoutOauth);
  const record = await recordOf(name);
  return Promise.all(
    consumers.map(async (consumer) => {
      const place = { appId: id, consumerId: consumer.id };
      const staged = org.identity.apiVersion < stagedSince ? [] : await credentials.stagedPairs(place);
      const promoted = record?.key === consumer.key ? record.promoted : undefined;
      // The org makes the entry of the replaced pair when the current one takes its place.
      const since = promoted ?? staged.find(({ state }) => state === 'Rotated')?.createdDate;
      return { name, label, consumerKey: consumer.key, ...(since === undefined ? {} : { since }), staged };
    }),
  );
}

/** An app without OAuth has no credentials. */
function unlessWithoutOauth(error: unknown): readonly [] {
  if (error instanceof Error && 'details' in error && (error.details as { readonly status?: number }).status === 404)
    return [];
  throw error;
}
