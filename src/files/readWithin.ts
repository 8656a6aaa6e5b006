import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { assertRegularFile } from './assertRegularFile.js';

/**
 * The bytes of a file of at most `limit` bytes. Throws for a larger one, and for a device, a pipe, a socket or a folder, also when it
 * takes the place of the file at the last moment; other faults of the file system are thrown as they are.
 * Reads without pauses: waiting for each of thousands of small files takes longer than reading them.
 */
export function readWithin(path: string, limit: number): Uint8Array {
  assertRegularFile(path);
  // A pipe without a writer would hold the program here for ever.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw Object.assign(new Error(`not a regular file: ${path}`), { code: 'EISDIR' });
    assertSize(found.size, limit);
    const bytes = readFileSync(file);
    assertSize(bytes.length, limit);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** Throws when something is larger than its limit. */
export function assertSize(size: number, limit: number): void {
  if (size <= limit) return;
  throw Object.assign(new Error(`${size} bytes, more than the ${limit} that are allowed`), { code: 'EFBIG' });
}
