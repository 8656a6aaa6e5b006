import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { errorCode } from './errorCode.js';

/** A small JSON file in the state folder of the CLI, without secrets; several processes may use it. */
export type StateFile<Content> = {
  readonly path: string;
  /** Undefined when there is none, or none that can be read. */
  readonly read: () => Promise<Content | undefined>;
  readonly write: (content: Content) => Promise<void>;
  readonly remove: () => Promise<void>;
  /** Does the work while no other process does any on this file. */
  readonly locked: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/** A state file, its lock or its folder that the file system does not let us change; the message is in `messages/credentials-failures.md`. */
export class StateFileFailure extends Error {
  readonly reason = 'state-unwritable';
  readonly tokens: Readonly<Record<'file' | 'code', string>>;

  constructor(file: string, cause: unknown) {
    super(`state-unwritable: ${file} (${errorCode(cause)})`, { cause });
    this.name = 'StateFileFailure';
    this.tokens = { file, code: errorCode(cause) };
  }
}

/** Milliseconds that a process waits for another one, whose deploys take their time. */
const patience = 180_000;

/** Milliseconds after which a lock without a number is no longer about to get one. */
const longestBirth = 10_000;

/** The state file at a path; its folder is made when it is first written. */
export function stateFile<Content>(path: string): StateFile<Content> {
  return {
    path,
    read: async () => {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as Content;
      } catch {
        return undefined;
      }
    },
    write: async (content) =>
      told(path, async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
        try {
          await writeFile(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
          await rename(temporary, path);
        } catch (error) {
          await rm(temporary, { force: true }).catch(() => undefined);
          throw error;
        }
      }),
    remove: async () => told(path, async () => rm(path, { force: true })),
    locked: async (work) => {
      const lock = `${path}.lock`;
      await told(lock, async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await acquire(lock);
      });
      try {
        return await work();
      } finally {
        // A lock that stays is that of a process that ends now, and does not count.
        await rm(lock, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Names the file in what the file system has against it. */
async function told<Result>(file: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw new StateFileFailure(file, error);
  }
}

/** True while a process of that number runs on this computer. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function acquire(lock: string): Promise<void> {
  for (const begin = Date.now(); ;) {
    try {
      await make(lock);
      return;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || Date.now() - begin > patience) throw error;
    }
    await dropAbandoned(lock);
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 50));
  }
}

/** Makes a lock with our number in it, or none. */
async function make(lock: string): Promise<void> {
  const handle = await open(lock, 'wx', 0o600);
  try {
    await handle.writeFile(String(process.pid));
  } catch (error) {
    await rm(lock, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/** Takes away the lock of a process that has ended; moved aside first, so that only one process takes it. */
async function dropAbandoned(lock: string): Promise<void> {
  const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
  // A lock without a number is being written, unless its process was killed at that moment.
  if (Number.isInteger(owner) && owner > 0 ? isRunning(owner) : !(await isOld(lock))) return;
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch(() => undefined);
  const moved = Number(await readFile(aside, 'utf8').catch(() => ''));
  if (moved === owner || moved === 0) await rm(aside, { force: true });
  else await rename(aside, lock).catch(() => undefined);
}

async function isOld(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > longestBirth;
}
