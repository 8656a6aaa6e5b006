import { stat } from 'node:fs/promises';
import { unzipFiles } from '../metadata/unzipFiles.js';
import type { FileFinding } from '../source/fileFinding.js';
import { sizeLimits } from '../source/sizeLimits.js';
import { decodeXml } from './decodeXml.js';
import { unreadable } from './readComponents.js';
import { readFolder } from './readFolder.js';
import { shownPath } from './readSpecInputs.js';
import { readWithin } from './readWithin.js';

type MetadataFile = { readonly file: string; readonly text: string };

/** The metadata files of a folder or archive and those that cannot be read, or why there are none; `entry` is the entry or the reason. */
export type MetadataFiles =
  | { readonly files: readonly MetadataFile[]; readonly refusedFiles: readonly FileFinding[] }
  | {
      readonly refused: 'missing' | 'unreadable' | 'not-a-zip' | 'leaves-the-folder' | 'link' | 'too-large';
      readonly entry: string;
    };

/** Reads the files that `isWanted` picks by their names from a folder, a zip file, or one file; links in a folder are not followed. */
export async function readMetadataFiles(
  path: string,
  isWanted: (path: string) => boolean,
  folder: string,
): Promise<MetadataFiles> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return { refused: 'missing', entry: '' };
  const shown = (one: string): string => shownPath(one, folder);
  if (found.isDirectory()) {
    const { files, refused } = await readFolder(path, isWanted);
    return {
      files: files.map((one) => ({ file: shown(one.path), text: decodeXml(one.bytes) })),
      refusedFiles: refused.map((one) => ({
        file: shown(one.path),
        finding: unreadable(shown(one.path), one.reason),
      })),
    };
  }
  try {
    if (!isWanted(path)) return await filesOfArchive(readWithin(path, sizeLimits.metadata), isWanted, shown(path));
    const text = decodeXml(readWithin(path, sizeLimits.metadataFile));
    return { files: [{ file: shown(path), text }], refusedFiles: [] };
  } catch (error) {
    return { refused: 'unreadable', entry: error instanceof Error ? error.message : String(error) };
  }
}

async function filesOfArchive(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean,
  archive: string,
): Promise<MetadataFiles> {
  const unpacked = await unzipFiles(bytes);
  if ('refused' in unpacked) return unpacked;
  const wanted = unpacked.files.filter((one) => isWanted(one.path));
  const large = wanted.find(({ text }) => text.length > sizeLimits.metadataFile);
  if (large !== undefined) return { refused: 'too-large', entry: large.path };
  return { files: wanted.map((one) => ({ file: `${archive}/${one.path}`, text: one.text })), refusedFiles: [] };
}
