import type { Clock } from '../org/clock.js';
import { OauthFailure } from '../org/oauthFailure.js';

/** How long to wait for a new app or a new key, and whom to tell. */
export type Patience = {
  readonly clock: Clock;
  /** When to give up, in milliseconds since the epoch. */
  readonly deadline: number;
  /** Called before each pause with the milliseconds waited so far. */
  readonly onWait: (elapsed: number) => void;
};

/** Failures that pass: the key is not known everywhere yet, or the endpoint is not to be reached at the moment. */
const passing = ['invalid_client_id', 'unreachable'];

/**
 * Repeats what an OAuth endpoint refuses because it does not know the key yet: a second apart at first, at most 30.
 * Gives the last refusal when the time is over and the key still unknown.
 */
export async function untilKnown<Result>(
  patience: Patience,
  work: () => Promise<Result>,
): Promise<Result | OauthFailure> {
  const { clock, deadline, onWait } = patience;
  const begin = clock.now();
  for (let pause = 1_000; ; pause = Math.min(pause * 1.5, 30_000)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OauthFailure) || !passing.includes(error.code)) throw error;
      const left = deadline - clock.now();
      if (left <= 0 && error.code === 'unreachable') throw error;
      if (left <= 0) return error;
      onWait(clock.now() - begin);
      await clock.sleep(Math.min(pause, left));
    }
  }
}
