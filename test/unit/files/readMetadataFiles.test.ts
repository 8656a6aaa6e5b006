import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { decodeXml } from '../../../src/files/decodeXml.js';
import { readMetadataFiles } from '../../../src/files/readMetadataFiles.js';

const isWanted = (path: string): boolean => path.endsWith('.eca');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eca-metadata-'));
  await mkdir(join(folder, 'md', 'node_modules'), { recursive: true });
  for (const path of ['md/a.eca', 'md/b.txt', 'md/node_modules/c.eca', 'outside.eca'])
    await writeFile(join(folder, path), `<x>${path}</x>`);
  await symlink(join(folder, 'outside.eca'), join(folder, 'md', 'link.eca'));
  await writeFile(join(folder, 'good.zip'), await zipOf({ 'unpackaged/a.eca': '<a/>', 'package.xml': '<p/>' }));
  await writeFile(join(folder, 'bad.zip'), await zipOf({ '../a.eca': '<a/>' }));
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

async function zipOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, text] of Object.entries(files)) zip.file(path, text, { createFolders: false });
  return zip.generateAsync({ type: 'uint8array' });
}

describe('readMetadataFiles', () => {
  it('reads the wanted files of a folder, neither links nor packages of npm', async () => {
    expect(await readMetadataFiles(join(folder, 'md'), isWanted, folder)).toEqual({
      files: [{ file: 'md/a.eca', text: '<x>md/a.eca</x>' }],
    });
  });

  it('reads a zip file, and one file', async () => {
    expect(await readMetadataFiles(join(folder, 'good.zip'), isWanted, folder)).toEqual({
      files: [{ file: 'good.zip/unpackaged/a.eca', text: '<a/>' }],
    });
    expect(await readMetadataFiles(join(folder, 'outside.eca'), isWanted, folder)).toEqual({
      files: [{ file: 'outside.eca', text: '<x>outside.eca</x>' }],
    });
  });

  it('refuses what is not there, no archive, and an archive that leaves its folder', async () => {
    expect(await readMetadataFiles(join(folder, 'nowhere'), isWanted, folder)).toEqual({
      refused: 'missing',
      entry: '',
    });
    expect(await readMetadataFiles(join(folder, 'md', 'b.txt'), isWanted, folder)).toMatchObject({
      refused: 'not-a-zip',
    });
    expect(await readMetadataFiles(join(folder, 'bad.zip'), isWanted, folder)).toEqual({
      refused: 'leaves-the-folder',
      entry: '../a.eca',
    });
  });
});

describe('decodeXml', () => {
  it('follows the byte order mark, then the declaration, then UTF-8', () => {
    expect(decodeXml(Buffer.from('\uFEFF<a>é</a>', 'utf16le'))).toBe('<a>é</a>');
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1'))).toContain(
      '<a>é</a>',
    );
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="klingon"?><a>é</a>'))).toContain('<a>é</a>');
    expect(decodeXml(Buffer.from('<a>é</a>'))).toBe('<a>é</a>');
  });
});
