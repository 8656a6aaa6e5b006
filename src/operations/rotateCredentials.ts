import type { SecretSink } from '../files/secretSink.js';
import type { StagedPair } from '../org/credentialsPort.js';
import { OrgFailure } from '../org/orgFailure.js';
import { CredentialsFailure } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { explainRefusal } from './explainRefusal.js';
import type { FoundConsumer } from './findConsumer.js';
import { openRotation } from './openRotation.js';
import type { PairProof } from './provePair.js';
import type { RotationRecord } from './rotationRecord.js';
import type { RotateRequest, StagedSecret } from './rotateRequest.js';
import { stagePair } from './stagePair.js';

/** How far a rotation came. */
export type RotationResult = {
  readonly name: string;
  /** `staged` when the new pair did not answer in time. */
  readonly state: 'staged' | 'promoted' | 'finished';
  readonly consumerKey: string;
  readonly proof: PairProof | 'not-asked';
  /** The pair that was replaced and still works. */
  readonly old?: StagedPair;
};

/**
 * Rotates the credentials of an app: stage, store, read back, prove, promote. Nothing is promoted before the new secret is
 * safe; broken off at any step, the next call goes on from there.
 */
export async function rotateCredentials(world: CredentialsWorld, request: RotateRequest): Promise<RotationResult> {
  const { record, sinks, onStep } = request;
  for (const sink of sinks) await sink.check('same-pair');
  const { found, staged } = await openRotation(world, request.name, request.consumerKey);
  const known = await record.read();
  const rotated = staged.find(({ state }) => state === 'Rotated');
  const isCurrentOurs = known?.key !== undefined && known.key === found.consumer.key;
  if (isCurrentOurs && known.step === 'revoking') return conclude(world, request, found, 'not-asked');
  if (rotated !== undefined) {
    if (!isCurrentOurs || (known.step === 'promoted' && !request.revokeOld))
      throw new CredentialsFailure('unfinished-rotation', {
        name: found.app.name,
        expires: rotated.expirationDate ?? '',
      });
    // The run before this one broke off after the promotion.
    onStep('resumed');
    return conclude(world, request, found, 'not-asked');
  }
  const pair = await stagePair(world, request, found, staged);
  for (const sink of sinks) {
    request.stopIfInterrupted();
    const stored = toStored(world, found, pair);
    await sink.store(stored);
    if ((await sink.readBack(stored)) === false) throw new CredentialsFailure('read-back', { file: sink.file ?? '' });
  }
  request.onSecret?.(pair);
  await note(world, request, found, { step: 'stored', key: pair.key, stagedId: pair.id });
  onStep('stored');
  request.stopIfInterrupted();
  const proof = await request.prove(pair, found.app.name);
  if (proof === 'waiting') return { name: found.app.name, state: 'staged', consumerKey: pair.key, proof };
  onStep(`probed.${proof}`);
  request.stopIfInterrupted();
  await promote(world, found, pair);
  return conclude(world, request, { ...found, consumer: { ...found.consumer, key: pair.key } }, proof);
}

/** A promotion whose answer got lost is looked up in the org. */
async function promote(world: CredentialsWorld, { app, place }: FoundConsumer, pair: StagedSecret): Promise<void> {
  const failure = await world.credentials.promote(place, pair.id).then(
    () => undefined,
    (error: unknown) => error,
  );
  const current = await explainRefusal(world, async () => world.credentials.pair(place));
  if (current.key === pair.key && current.secret === pair.secret) return;
  if (failure instanceof OrgFailure && failure.reason !== 'deploy-unknown') throw failure;
  throw new CredentialsFailure(failure === undefined ? 'promote-differs' : 'promote-unknown', { name: app.name });
}

/** After the promotion: notes it, and revokes the old pair when that was asked for. */
async function conclude(
  world: CredentialsWorld,
  request: RotateRequest,
  found: FoundConsumer,
  proof: RotationResult['proof'],
): Promise<RotationResult> {
  const known = await request.record.read();
  const { key } = found.consumer;
  const promoted = known?.promoted ?? new Date(world.clock.now()).toISOString();
  const isRevoking = known?.step === 'revoking';
  if (!isRevoking) await note(world, request, found, { step: 'promoted', key, promoted });
  request.onStep('promoted');
  const staged = await explainRefusal(world, async () => world.credentials.stagedPairs(found.place));
  const old = staged.find(({ state }) => state === 'Rotated');
  const result = { name: found.app.name, consumerKey: key, proof };
  if (!request.revokeOld && !isRevoking) return { ...result, state: 'promoted', ...(old === undefined ? {} : { old }) };
  await note(world, request, found, { step: 'revoking', key, promoted });
  if (old !== undefined) await world.credentials.revoke(found.place, old.id);
  await note(world, request, found, { step: 'finished', key, promoted });
  request.onStep('revoked');
  return { ...result, state: 'finished' };
}

async function note(
  world: CredentialsWorld,
  { record }: Pick<RotateRequest, 'record'>,
  { app }: FoundConsumer,
  progress: Omit<RotationRecord, 'orgId' | 'name'>,
): Promise<void> {
  await record.write({ orgId: world.org.identity.orgId, name: app.name, ...progress });
}

function toStored(
  world: CredentialsWorld,
  { app }: FoundConsumer,
  { key, secret }: StagedSecret,
): Parameters<SecretSink['store']>[0] {
  return { name: app.name, consumerKey: key, consumerSecret: secret, instanceUrl: world.org.identity.instanceUrl };
}
