import JSZip from 'jszip';
import { sizeLimits } from '../source/sizeLimits.js';
import type { ArchiveFile } from './zipFiles.js';

/** The files of an archive, or why it is not unpacked. */
export type UnzipResult =
  | { readonly files: readonly ArchiveFile[] }
  | { readonly refused: 'not-a-zip' | 'leaves-the-folder' | 'link' | 'too-large'; readonly entry: string };

/**
 * Unpacks an archive in memory. The whole archive is refused when one entry has an absolute path or one that leaves the
 * folder, is a symbolic link, or when all entries together are larger than `limit` bytes.
 */
export async function unzipFiles(bytes: Uint8Array, limit: number = sizeLimits.metadata): Promise<UnzipResult> {
  const zip = await JSZip.loadAsync(bytes).catch(() => undefined);
  if (zip === undefined) return { refused: 'not-a-zip', entry: '' };
  const files: ArchiveFile[] = [];
  let total = 0;
  for (const entry of Object.values(zip.files)) {
    // jszip cleans the names of entries; the original says what the archive really asked for.
    const path = entry.unsafeOriginalName ?? entry.name;
    if (leavesFolder(path) || leavesFolder(entry.name)) return { refused: 'leaves-the-folder', entry: path };
    if (isLink(entry.unixPermissions)) return { refused: 'link', entry: path };
    if (entry.dir) continue;
    const content = await readWithin(entry, limit - total).catch(() => 'damaged' as const);
    if (content === 'damaged') return { refused: 'not-a-zip', entry: path };
    if (content === undefined) return { refused: 'too-large', entry: path };
    total += content.length;
    files.push({ path: entry.name, text: new TextDecoder('utf-8').decode(content) });
  }
  return { files };
}

function leavesFolder(path: string): boolean {
  const parts = path.replaceAll('\\', '/').split('/');
  return parts[0] === '' || /^[A-Za-z]:/.test(path) || parts.includes('..');
}

function isLink(permissions: number | string | null): boolean {
  return typeof permissions === 'number' && (permissions & 0o170000) === 0o120000;
}

/** Unpacks one entry piece by piece, so that a small archive of an endless file ends at the limit and not in the memory. */
async function readWithin(entry: JSZip.JSZipObject, limit: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const stream = entry.nodeStream('nodebuffer');
    stream.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        stream.removeAllListeners('data');
        stream.pause();
        resolve(undefined);
      }
    });
    stream.on('error', reject);
    stream.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
  });
}
