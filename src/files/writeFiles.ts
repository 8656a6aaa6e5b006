import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { assertRegularFile } from './assertRegularFile.js';
import { errorCode } from './errorCode.js';

/** A file to be written, by its path. A file that is replaced keeps its mode unless another one is asked for. */
export type FileToWrite = { readonly path: string; readonly text: string | Uint8Array; readonly mode?: number };

type Staged = { readonly path: string; readonly temporary: string; readonly old: Stats | undefined };
type Aside = { readonly path: string; readonly kept: string };

/**
 * Writes all files or none: each goes to a temporary file beside its place first, then all are renamed.
 * When one cannot be written, the old files are renamed back, which needs no space, and the error of the file system is thrown.
 * Works without pauses: thousands of small files take a quarter of the time, and nothing can come in between.
 */
export async function writeFilesAtomically(files: readonly FileToWrite[]): Promise<void> {
  const staged: Staged[] = [];
  const asides: Aside[] = [];
  const created: string[] = [];
  try {
    for (const folder of new Set(files.map(({ path }) => dirname(path)))) makeFolder(folder);
    for (const { path } of files) assertRegularFile(path);
    for (const { path, text, mode } of files) {
      const [temporary, old] = [besideName(path), lstatSync(path, { throwIfNoEntry: false })];
      staged.push({ path, temporary, old });
      writeFileSync(temporary, text, { flag: 'wx', mode: mode ?? 0o666 });
      if (mode === undefined && old?.isFile() === true) chmodSync(temporary, old.mode & 0o777);
    }
    for (const { path, temporary, old } of staged) {
      const kept = keepAside(path, old);
      if (kept !== undefined) asides.push({ path, kept });
      renameSync(temporary, path);
      if (kept === undefined) created.push(path);
    }
  } catch (error) {
    // What is renamed already has no temporary file any more.
    for (const { temporary } of staged) attempt(() => rmSync(temporary, { force: true }));
    for (const path of created) attempt(() => rmSync(path, { force: true }));
    for (const aside of asides.toReversed()) attempt(() => putBack(aside));
    throw error;
  }
  for (const { kept } of asides) attempt(() => rmSync(kept, { force: true }));
}

function besideName(path: string): string {
  return join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
}

/** Gives what lies at a path a second name, and tells it. A folder keeps its place: no file can be renamed to it. */
function keepAside(path: string, old: Stats | undefined): string | undefined {
  if (old === undefined || old.isDirectory()) return undefined;
  const kept = besideName(path);
  try {
    // A second link leaves no moment without a file; links to links are made in different ways.
    if (old.isSymbolicLink()) renameSync(path, kept);
    else linkSync(path, kept);
  } catch (error) {
    // Another run may have taken the file away; some file systems know no second link.
    if (errorCode(error) === 'ENOENT') return undefined;
    renameSync(path, kept);
  }
  return kept;
}

/** Renaming a file over another name of itself does nothing, so the second name is then removed by hand. */
function putBack({ path, kept }: Aside): void {
  renameSync(kept, path);
  rmSync(kept, { force: true });
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
    if (isFolder(path)) return;
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    try {
      mkdirSync(path);
    } catch (fault) {
      // Another run may have made it in the meantime.
      if (!isFolder(path)) throw fault;
    }
  }
}

/** Links are followed. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
