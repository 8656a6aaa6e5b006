import { readFile } from 'node:fs/promises';
import { errorCode } from './errorCode.js';
import { readWithin } from './readWithin.js';

/**
 * The bytes of a file; undefined when there is no file at the path. Other faults of the file system are thrown. With a limit only a
 * regular file of at most so many bytes is read; without one also a pipe that a person names, as shells make them of a command.
 */
export async function readFileIfThere(path: string, limit?: number): Promise<Uint8Array | undefined> {
  try {
    return limit === undefined ? await readFile(path) : readWithin(path, limit);
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(errorCode(error))) return undefined;
    throw error;
  }
}
