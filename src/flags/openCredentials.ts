import { join } from 'node:path';
import { Global } from '@salesforce/core/global';
import { isRunning, stateFile, type StateFile } from '../files/stateFile.js';
import type { RotationRecord } from '../operations/rotationRecord.js';
import { withSecretAccess, type AccessOutcome } from '../operations/withSecretAccess.js';
import { openCredentialsWorld, type CredentialsPorts } from '../org/openCredentialsWorld.js';
import { asCredentialsError } from '../report/credentialsError.js';
import { abortOnInterrupt } from './abortOnInterrupt.js';
import { secretAccessNote } from './secretAccessNote.js';
import { connectTargetOrgs, type TargetOrg } from './targetOrg.js';

/** An org whose credentials a command works with. */
export type OpenedCredentials = {
  /** The name that the user gave the org. */
  readonly target: string;
  readonly connection: TargetOrg['connection'];
  readonly world: CredentialsPorts;
  readonly recordOf: (appName: string) => StateFile<RotationRecord>;
};

/** Whether to turn the switch on. */
export type SwitchOptions = {
  readonly enable: boolean;
  /** Hears what became of the switch, and of Ctrl-C before it is restored. */
  readonly onSwitch: (outcome: AccessOutcome | 'restoring') => void;
};

/** Opens the org of a command and does the work; failures are errors of the CLI with what to do next. */
export async function withCredentials<Result>(
  org: string | undefined,
  work: (opened: OpenedCredentials) => Promise<Result>,
): Promise<Result> {
  const [connected] = await connectTargetOrgs(org === undefined ? undefined : [org]);
  if (connected === undefined) throw new Error('connectTargetOrgs gave no org for one name.');
  return withCredentialsOf(connected, work);
}

/** Does the work with an org that is connected; failures are errors of the CLI with what to do next. */
export async function withCredentialsOf<Result>(
  { name: target, alias, connection }: TargetOrg,
  work: (opened: OpenedCredentials) => Promise<Result>,
): Promise<Result> {
  try {
    const world = await openCredentialsWorld(connection, alias === undefined ? {} : { alias });
    const { orgId } = world.org.identity;
    const recordOf = (appName: string): StateFile<RotationRecord> =>
      stateFile(join(Global.SF_DIR, 'eca', 'rotations', `${orgId}-${encodeURIComponent(appName.toLowerCase())}.json`));
    return await work({ target, connection, world, recordOf });
  } catch (error) {
    throw asCredentialsError(error, target);
  }
}

/**
 * Does the work, with the switch of the org turned on for its time when that was asked for. Ctrl-C then ends the work at
 * its next step, which `stopIfInterrupted` marks, and the switch is restored.
 */
export async function withSwitch<Result>(
  { world }: OpenedCredentials,
  { enable, onSwitch }: SwitchOptions,
  work: (stopIfInterrupted: () => void) => Promise<Result>,
): Promise<Result> {
  if (!enable) return work(() => undefined);
  const { signal, end } = abortOnInterrupt();
  // Restoring takes a moment, in which a second Ctrl-C would leave the switch on.
  signal.addEventListener('abort', () => onSwitch('restoring'), { once: true });
  const { orgId, username } = world.org.identity;
  const run = {
    access: world.access,
    note: secretAccessNote(orgId),
    orgId,
    username,
    processId: process.pid,
    isRunning,
  };
  try {
    const done = await withSecretAccess({ ...run, now: Date.now, signal, onEnd: onSwitch }, async () =>
      work(() => signal.throwIfAborted()),
    );
    return done.result;
  } finally {
    end();
  }
}
