import type { StateFile } from '../files/stateFile.js';
import { CredentialsFailure } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { openRotation } from './openRotation.js';
import type { RotationRecord } from './rotationRecord.js';

/** Which app, and where its rotation is noted. */
export type EndRequest = {
  readonly name: string;
  readonly consumerKey?: string;
  readonly record: StateFile<RotationRecord>;
};

/** What is left of the rotation. */
export type EndedRotation = {
  readonly name: string;
  readonly state: 'finished' | 'cancelled';
  readonly consumerKey: string;
  /** The consumer key that is no longer valid. */
  readonly revokedKey?: string;
};

/** Revokes the pair that a rotation replaced; one that is already gone counts as revoked. */
export async function finishRotation(world: CredentialsWorld, request: EndRequest): Promise<EndedRotation> {
  const { found, staged } = await openRotation(world, request.name, request.consumerKey);
  const { name } = found.app;
  const consumerKey = found.consumer.key;
  const old = staged.find(({ state }) => state === 'Rotated' || state === 'Expired');
  const known = await request.record.read();
  const isPending = known?.key === consumerKey && ['promoted', 'revoking'].includes(known.step);
  if (old === undefined && staged.length > 0) throw new CredentialsFailure('not-promoted', { name });
  if (old === undefined && !isPending) throw new CredentialsFailure('nothing-rotated', { name });
  if (old !== undefined) await world.credentials.revoke(found.place, old.id);
  if (isPending) await request.record.write({ ...known, step: 'finished' });
  return { name, state: 'finished', consumerKey, ...(old === undefined ? {} : { revokedKey: old.key }) };
}

/** Takes back a staged pair that was not promoted; the current pair stays as it is. */
export async function cancelRotation(world: CredentialsWorld, request: EndRequest): Promise<EndedRotation> {
  const { found, staged } = await openRotation(world, request.name, request.consumerKey);
  const { name } = found.app;
  const waiting = staged.find(({ state }) => state === 'Active');
  if (waiting === undefined) throw new CredentialsFailure('nothing-staged', { name });
  await world.credentials.revoke(found.place, waiting.id);
  // A note about a pair that is gone does no harm.
  await request.record.remove().catch(() => undefined);
  return { name, state: 'cancelled', consumerKey: found.consumer.key, revokedKey: waiting.key };
}
