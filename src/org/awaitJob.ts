import type { Clock } from './clock.js';
import type { DeployStatus, MetadataOrg, Transport } from './metadataOrg.js';
import { OrgFailure } from './orgFailure.js';
import { pollPause } from './pollPause.js';

/** How long to wait for a job, and whom to tell about it. */
export type AwaitOptions = {
  /** Absent means the API that the org takes. */
  readonly transport?: Transport | undefined;
  /** Milliseconds after which a job that is not done is left alone. */
  readonly wait: number;
  readonly clock: Clock;
  readonly onStatus?: (status: DeployStatus) => void;
};

/** Failures of a question that a job survives: it goes on in the org whether or not we hear of it. */
const passing: readonly string[] = ['unreachable', 'no-answer', 'unavailable', 'unreadable-answer'];

/**
 * Asks for the state of a job until it is done or the time is over, and gives the last state.
 * An org that does not answer for a while is asked again until the time is over; then, as for any other failure,
 * it rejects with the OrgFailure, which names the job.
 */
export async function awaitJob(
  org: Pick<MetadataOrg, 'deployStatus'>,
  jobId: string,
  { transport, wait, clock, onStatus }: AwaitOptions,
): Promise<DeployStatus> {
  const begin = clock.now();
  for (let polls = 0; ; polls += 1) {
    const state = await ask(org, jobId, transport);
    const left = wait - (clock.now() - begin);
    if (!(state instanceof OrgFailure)) {
      onStatus?.(state);
      if (state.done || left <= 0) return state;
    } else if (left <= 0) throw state;
    await clock.sleep(Math.max(0, Math.min(pollPause(polls, clock.now() - begin), left)));
  }
}

async function ask(
  org: Pick<MetadataOrg, 'deployStatus'>,
  jobId: string,
  transport: Transport | undefined,
): Promise<DeployStatus | OrgFailure> {
  try {
    return await org.deployStatus(jobId, transport);
  } catch (error) {
    if (!(error instanceof OrgFailure)) throw error;
    const failure = new OrgFailure(error.reason, { ...error.details, jobId });
    if (passing.includes(error.reason)) return failure;
    throw failure;
  }
}
