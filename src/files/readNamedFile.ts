import { stat } from 'node:fs/promises';
import { assertRegularFile } from './assertRegularFile.js';
import { readFileIfThere } from './readFileIfThere.js';

/** A certificate or key has a few kilobytes. */
const maxBytes = 1024 * 1024;

/**
 * The bytes of a file that a spec names; undefined when there is none. A spec may come from anybody, so devices, pipes and files of
 * more than a megabyte are refused with an error instead of being read.
 */
export async function readNamedFile(path: string): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return readFileIfThere(path);
  assertRegularFile(path);
  if (found.isFile() && found.size > maxBytes)
    throw new Error(`${found.size} bytes, more than the ${maxBytes} that a certificate or key may have`);
  return readFileIfThere(path);
}
