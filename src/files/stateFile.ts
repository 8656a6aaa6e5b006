import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** Milliseconds that a process waits for another one, whose deploys take their time. */
const patience = 180_000;

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
    write: async (content) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      await writeFile(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
      await rename(temporary, path);
    },
    remove: async () => rm(path, { force: true }),
    locked: async (work) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const lock = `${path}.lock`;
      await acquire(lock);
      try {
        return await work();
      } finally {
        await rm(lock, { force: true });
      }
    },
  };
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
      const handle = await open(lock, 'wx', 0o600);
      await handle.writeFile(String(process.pid));
      await handle.close();
      return;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || Date.now() - begin > patience) throw error;
    }
    await dropAbandoned(lock);
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 50));
  }
}

/** Takes away the lock of a process that has ended; moved aside first, so that only one process takes it. */
async function dropAbandoned(lock: string): Promise<void> {
  const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
  // A lock without a number is being written.
  if (!Number.isInteger(owner) || owner <= 0 || isRunning(owner)) return;
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch(() => undefined);
  const moved = Number(await readFile(aside, 'utf8').catch(() => ''));
  if (moved === owner || moved === 0) await rm(aside, { force: true });
  else await rename(aside, lock).catch(() => undefined);
}
