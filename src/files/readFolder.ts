import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeLimits } from '../source/sizeLimits.js';
import { assertSize, readWithin } from './readWithin.js';

/** The files below a folder, sorted by path, and what is there and was not read. */
export type ReadFolder = {
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
};

/**
 * Reads the files below a folder that `isWanted` picks by their names, inside the limits of metadata. Links are not followed, so that
 * a loop ends; `.git` and `node_modules` are left out; what cannot be read is refused, and the rest is read.
 */
export async function readFolder(
  root: string,
  isWanted: (path: string) => boolean,
  limits: Pick<typeof sizeLimits, 'metadataFile' | 'metadata'> = sizeLimits,
): Promise<ReadFolder> {
  const refused: ReadFolder['refused'][number][] = [];
  const paths: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git')
        await walk(path).catch((error: unknown) => refused.push({ path, reason: reasonOf(error) }));
      else if (!entry.isDirectory() && !entry.isSymbolicLink() && isWanted(path)) paths.push(path);
    }
  };
  await walk(root).catch((error: unknown) => refused.push({ path: root, reason: reasonOf(error) }));
  let total = 0;
  const read = paths.toSorted().map((path): ReadFolder['files'][number] | ReadFolder['refused'][number] => {
    try {
      const bytes = readWithin(path, limits.metadataFile);
      total += bytes.length;
      assertSize(total, limits.metadata);
      return { path, bytes };
    } catch (error) {
      return { path, reason: reasonOf(error) };
    }
  });
  return {
    files: read.filter((one) => 'bytes' in one),
    refused: [...refused, ...read.filter((one) => 'reason' in one)],
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
