import { readFile } from 'node:fs/promises';
import { errorCode } from './errorCode.js';

/** The bytes of a file; undefined when there is no file at the path. Other faults of the file system are thrown. */
export async function readFileIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(errorCode(error))) return undefined;
    throw error;
  }
}
