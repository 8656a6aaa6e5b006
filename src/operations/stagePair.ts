import type { StagedPair } from '../org/credentialsPort.js';
import { OrgFailure } from '../org/orgFailure.js';
import { CredentialsFailure } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';
import { explainRefusal } from './explainRefusal.js';
import type { FoundConsumer } from './findConsumer.js';
import type { RotateRequest, StagedSecret } from './rotateRequest.js';

/**
 * The new pair of a rotation: staged now, or the one that our own run before left behind. An expired pair is cleared
 * away; the pair of somebody else is taken only when the request says so.
 */
export async function stagePair(
  world: CredentialsWorld,
  { record, useStaged, onStep }: RotateRequest,
  { app, place }: FoundConsumer,
  staged: readonly StagedPair[],
): Promise<StagedSecret> {
  const { orgId } = world.org.identity;
  for (const { id } of staged.filter(({ state }) => state === 'Expired')) await world.credentials.revoke(place, id);
  const waiting = staged.find(isWaiting);
  const known = await record.read();
  if (waiting !== undefined && !useStaged && !isOurs(known, waiting))
    throw new CredentialsFailure('staged-elsewhere', {
      name: app.name,
      since: waiting.createdDate ?? '',
      by: waiting.createdBy ?? '',
    });
  if (waiting === undefined) {
    await record.write({ orgId, name: app.name, step: 'staging' });
    await explainRefusal(world, async () => world.credentials.stage(place)).catch(unlessUnknown);
  }
  const found =
    waiting ?? (await explainRefusal(world, async () => world.credentials.stagedPairs(place))).find(isWaiting);
  if (found === undefined) throw new CredentialsFailure('not-staged', { name: app.name });
  const { key, secret } = await explainRefusal(world, async () => world.credentials.stagedSecret(place, found.id));
  await record.write({ orgId, name: app.name, step: 'staged', key, stagedId: found.id });
  onStep(waiting === undefined ? 'staged' : 'resumed');
  return { id: found.id, key, secret };
}

function isWaiting({ state }: StagedPair): boolean {
  return state === 'Active';
}

/** A run that broke off while it staged could not yet note the key. */
function isOurs(known: { readonly step: string; readonly key?: string } | undefined, { key }: StagedPair): boolean {
  return known?.step === 'staging' || (known?.key === key && ['staged', 'stored'].includes(known.step));
}

/** Whether a lost request staged a pair, the list of pairs tells. */
function unlessUnknown(error: unknown): void {
  if (!(error instanceof OrgFailure) || error.reason !== 'deploy-unknown') throw error;
}
