import type { StateFile } from '../files/stateFile.js';
import type { SecretAccess } from '../org/secretAccess.js';
import { CredentialsFailure } from './credentialsFailure.js';

/** What is left behind while the switch of an org is on because of us: no secret. */
export type SecretAccessNote = {
  readonly orgId: string;
  readonly username: string;
  /** The state of the switch before, which is the one to come back to. */
  readonly before: false;
  readonly since: string;
  /** Numbers of the processes that need the switch on. */
  readonly processes: readonly number[];
};

/** One run that needs the switch: the org, its note, and how to know about other runs and about Ctrl-C. */
export type AccessRun = {
  readonly access: SecretAccess;
  readonly note: StateFile<SecretAccessNote>;
  readonly orgId: string;
  readonly username: string;
  readonly processId: number;
  readonly isRunning: (processId: number) => boolean;
  readonly now: () => number;
  /** Aborted by Ctrl-C and its like: the work is left, the switch restored. */
  readonly signal: AbortSignal;
  /** Hears what became of the switch, however the work ended. */
  readonly onEnd?: (outcome: AccessOutcome) => void;
};

/**
 * What became of the switch: it was on all the time, was restored (`note-left`: only our note of it could not be removed), or is
 * left on for another run that restores it.
 */
export type AccessOutcome = 'was-on' | 'restored' | 'note-left' | 'left-on';

/**
 * Does the work with the switch of the org on, and brings its former state back however the work ends. The note is written
 * before the switch is turned on; of several runs at once the last one restores.
 */
export async function withSecretAccess<Result>(
  run: AccessRun,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly switch: AccessOutcome }> {
  if (!(await enter(run))) {
    const result = await work();
    run.onEnd?.('was-on');
    return { result, switch: 'was-on' };
  }
  const worked = await interruptible(run.signal, work).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  const outcome = await leave(run).catch((failure: unknown) => Promise.reject(withFormer(failure, worked)));
  run.onEnd?.(outcome);
  if ('error' in worked) throw worked.error as Error;
  return { result: worked.result, switch: outcome };
}

/** The switch that is left on matters more than why the work failed, but hides it not. */
function withFormer(failure: unknown, worked: object): unknown {
  if (!(failure instanceof CredentialsFailure) || !('error' in worked)) return failure;
  const former = worked.error instanceof Error ? worked.error.message : String(worked.error);
  return new CredentialsFailure(failure.reason, {
    ...failure.tokens,
    text: `${failure.tokens['text'] ?? ''}; ${former}`,
  });
}

/** True when the switch is on because of us, and must be restored. */
async function enter(run: AccessRun): Promise<boolean> {
  const { access, note, orgId, username, processId } = run;
  return note.locked(async () => {
    const left = await note.read();
    // Nothing has changed yet, so that an org that hangs keeps nobody here.
    const isOn = await interruptible(run.signal, async () => access.isOn());
    if (left === undefined && isOn) return false;
    const others = (left?.processes ?? []).filter(run.isRunning);
    const since = left?.since ?? new Date(run.now()).toISOString();
    await note.write({ orgId, username, before: false, since, processes: [...others, processId] });
    if (isOn) return true;
    try {
      await access.turn(true);
    } catch (error) {
      // The org may have taken it although no answer came.
      await restore(run).catch(() => undefined);
      throw error;
    }
    return true;
  });
}

async function leave(run: AccessRun): Promise<AccessOutcome> {
  const lock = { isHeld: false };
  try {
    return await run.note.locked(async () => {
      lock.isHeld = true;
      return end(run);
    });
  } catch (error) {
    if (lock.isHeld) throw error;
    // On a full disk there is no lock; a switch that stays on would be worse than two runs that restore it.
    return end(run);
  }
}

async function end(run: AccessRun): Promise<AccessOutcome> {
  const left = await run.note.read();
  const others = (left?.processes ?? []).filter((one) => one !== run.processId && run.isRunning(one));
  if (left === undefined || others.length === 0) return restore(run);
  // A note that still names this process does no harm: one that has ended does not count.
  await run.note.write({ ...left, processes: others }).catch(() => undefined);
  return 'left-on';
}

async function restore({ access, note, username }: AccessRun): Promise<AccessOutcome> {
  try {
    await access.turn(false);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new CredentialsFailure('switch-not-restored', { username, text });
  }
  return note.remove().then(
    () => 'restored',
    () => 'note-left',
  );
}

async function interruptible<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  let stop = (): void => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new CredentialsFailure('interrupted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  interrupted.catch(() => undefined);
  try {
    return await (signal.aborted ? interrupted : Promise.race([work(), interrupted]));
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
