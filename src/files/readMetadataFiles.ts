import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipFiles } from '../metadata/unzipFiles.js';
import { decodeXml } from './decodeXml.js';
import { shownPath } from './readSpecInputs.js';

/** The metadata files of a folder or archive, or why there are none. */
export type MetadataFiles =
  | { readonly files: readonly { readonly file: string; readonly text: string }[] }
  | { readonly refused: 'missing' | 'not-a-zip' | 'leaves-the-folder' | 'link' | 'too-large'; readonly entry: string };

/** Reads the files that `isWanted` picks by their names from a folder, a zip file, or one file; links are not followed. */
export async function readMetadataFiles(
  path: string,
  isWanted: (path: string) => boolean,
  folder: string,
): Promise<MetadataFiles> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return { refused: 'missing', entry: '' };
  if (found.isDirectory()) return { files: await filesBelow(path, isWanted, folder) };
  const bytes = await readFile(path);
  if (isWanted(path)) return { files: [{ file: shownPath(path, folder), text: decodeXml(bytes) }] };
  const unpacked = await unzipFiles(bytes);
  if ('refused' in unpacked) return unpacked;
  const archive = shownPath(path, folder);
  return {
    files: unpacked.files
      .filter((one) => isWanted(one.path))
      .map((one) => ({ file: `${archive}/${one.path}`, text: one.text })),
  };
}

async function filesBelow(
  root: string,
  isWanted: (path: string) => boolean,
  folder: string,
): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const paths: string[] = [];
  const walk = async (current: string): Promise<void> => {
    for (const entry of await readdir(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') await walk(path);
      else if (entry.isFile() && isWanted(path)) paths.push(path);
    }
  };
  await walk(root);
  return Promise.all(
    paths.toSorted().map(async (path) => ({ file: shownPath(path, folder), text: decodeXml(await readFile(path)) })),
  );
}
