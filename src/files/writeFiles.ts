import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from './errorCode.js';

/** A file to be written, by its path. */
export type FileToWrite = { readonly path: string; readonly text: string | Uint8Array; readonly mode?: number };

/**
 * Writes all files or none: each goes to a temporary file beside its place first, then all are renamed.
 * When one cannot be written, the old contents are put back and the error of the file system is thrown.
 */
export async function writeFilesAtomically(files: readonly FileToWrite[]): Promise<void> {
  const staged: { readonly path: string; readonly temporary: string }[] = [];
  const replaced: { readonly path: string; readonly before: Uint8Array | undefined }[] = [];
  try {
    const folders = new Set(files.map(({ path }) => dirname(path)));
    for (const folder of folders) await makeFolder(folder);
    for (const file of files) {
      const temporary = join(dirname(file.path), `.${randomBytes(6).toString('hex')}.tmp`);
      staged.push({ path: file.path, temporary });
      await writeNew(temporary, file);
    }
    for (const { path, temporary } of staged) {
      replaced.push({ path, before: await readFile(path).catch(absent) });
      await rename(temporary, path);
    }
  } catch (error) {
    for (const { path, before } of replaced.toReversed())
      await (before === undefined ? rm(path, { force: true }) : writeFile(path, before)).catch(() => undefined);
    throw error;
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Makes a folder and those above it; `mkdir` with `recursive` never ends where nobody can make one, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) return assertFolder(path);
    await makeFolder(dirname(path));
    await mkdir(path).catch(async () => assertFolder(path));
  }
}

/** Throws what the file system says when the path is no folder. */
async function assertFolder(path: string): Promise<void> {
  await readdir(path);
}

async function writeNew(path: string, { text, mode }: FileToWrite): Promise<void> {
  const handle = await open(path, 'wx', mode ?? 0o666);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

function absent(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  throw error;
}
