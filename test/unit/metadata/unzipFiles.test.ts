import { describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { unzipFiles } from '../../../src/metadata/unzipFiles.js';
import { zipFiles } from '../../../src/metadata/zipFiles.js';

const files = [
  { path: 'package.xml', text: '<Package/>' },
  { path: 'externalClientApps/Größe.eca', text: 'Zürich\n' },
];

async function archive(name: string, options: JSZip.JSZipFileOptions = {}, text = 'x'): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file(name, text, { createFolders: false, ...options });
  return zip.generateAsync({ type: 'uint8array', platform: 'UNIX' });
}

describe('zipFiles', () => {
  it('gives the same bytes for the same files', async () => {
    const first = await zipFiles(files);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(Buffer.from(await zipFiles(files)).equals(Buffer.from(first))).toBe(true);
  });

  it('gives every file the first date that a zip can hold', async () => {
    const zip = await JSZip.loadAsync(await zipFiles(files));
    expect(Object.values(zip.files).map(({ date }) => date.toISOString().slice(0, 10))).toEqual([
      '1980-01-01',
      '1980-01-01',
    ]);
  });
});

describe('unzipFiles', () => {
  it('gives back what zipFiles packed', async () => {
    expect(await unzipFiles(await zipFiles(files))).toEqual({ files });
  });

  it.each(['../evil.txt', 'a/../../evil.txt', '/etc/passwd', 'C:\\evil.txt', '..\\evil.txt'])(
    'refuses an archive with the entry %s',
    async (name) => {
      expect(await unzipFiles(await archive(name))).toEqual({ refused: 'leaves-the-folder', entry: name });
    },
  );

  it('refuses an archive with a symbolic link', async () => {
    expect(await unzipFiles(await archive('link', { unixPermissions: 0o120777 }, '/etc/passwd'))).toEqual({
      refused: 'link',
      entry: 'link',
    });
  });

  it('refuses an archive that unpacks to more than the limit, and one of exactly the limit is fine', async () => {
    const bytes = await archive('zeros', { compression: 'DEFLATE' }, '0'.repeat(1_000_000));
    expect(await unzipFiles(bytes, 999_999)).toEqual({ refused: 'too-large', entry: 'zeros' });
    expect(await unzipFiles(bytes, 1_000_000)).toMatchObject({ files: [{ path: 'zeros' }] });
  });

  it('says that something is no archive', async () => {
    expect(await unzipFiles(new TextEncoder().encode('<html>'))).toEqual({ refused: 'not-a-zip', entry: '' });
  });

  it('refuses a damaged archive, and a path that is absolute once it is cleaned', async () => {
    const bytes = await archive('a', { compression: 'DEFLATE' }, 'x'.repeat(1_000));
    // The method of compression, in the directory of the archive and in front of the entry.
    for (const at of [8, Buffer.from(bytes).indexOf('PK\u0001\u0002') + 10]) bytes[at] = 99;
    expect(await unzipFiles(bytes)).toMatchObject({ refused: 'not-a-zip' });
    expect(await unzipFiles(await archive('./C:/x'))).toEqual({ refused: 'leaves-the-folder', entry: './C:/x' });
  });
});
