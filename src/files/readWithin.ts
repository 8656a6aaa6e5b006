import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { assertRegularFile } from './assertRegularFile.js';

/**
 * The bytes of a file of at most `limit` bytes. Throws for a larger one, and for a device, a pipe, a socket or a folder, also when it
 * takes the place of the file at the last moment; other faults of the file system are thrown as they are.
 */
export async function readWithin(path: string, limit: number): Promise<Uint8Array> {
  assertRegularFile(path);
  // A pipe without a writer would hold the program here for ever.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw Object.assign(new Error(`not a regular file: ${path}`), { code: 'EISDIR' });
    assertSize(found.size, limit);
    const bytes = await handle.readFile();
    assertSize(bytes.length, limit);
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Throws when something is larger than its limit. */
export function assertSize(size: number, limit: number): void {
  if (size <= limit) return;
  throw Object.assign(new Error(`${size} bytes, more than the ${limit} that are allowed`), { code: 'EFBIG' });
}
