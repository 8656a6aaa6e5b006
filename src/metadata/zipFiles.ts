import JSZip from 'jszip';

/** A file in an archive, by its path with forward slashes. */
export type ArchiveFile = { readonly path: string; readonly text: string };

/** The earliest date that a zip can hold, so that the same files give the same bytes. */
const date = new Date(Date.UTC(1980, 0, 1));

/**
 * Packs files into a zip: same files, same bytes, in any time zone. They are stored as they are: a metadata file has a few hundred
 * bytes, and setting up the compressor for each of them takes longer than sending them.
 */
export async function zipFiles(files: readonly ArchiveFile[]): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const { path, text } of files) zip.file(path, text, { date, createFolders: false });
  return zip.generateAsync({ type: 'uint8array', compression: 'STORE', platform: 'DOS' });
}
