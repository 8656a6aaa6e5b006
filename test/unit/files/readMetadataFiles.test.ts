import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { decodeXml } from '../../../src/files/decodeXml.js';
import { readFolder } from '../../../src/files/readFolder.js';
import { readMetadataFiles } from '../../../src/files/readMetadataFiles.js';
import { sizeLimits } from '../../../src/source/sizeLimits.js';
import { inFolder } from './temporaryFolder.js';

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
      refusedFiles: [],
    });
  });

  it('reads a zip file, and one file', async () => {
    expect(await readMetadataFiles(join(folder, 'good.zip'), isWanted, folder)).toEqual({
      files: [{ file: 'good.zip/unpackaged/a.eca', text: '<a/>' }],
      refusedFiles: [],
    });
    expect(await readMetadataFiles(join(folder, 'outside.eca'), isWanted, folder)).toEqual({
      files: [{ file: 'outside.eca', text: '<x>outside.eca</x>' }],
      refusedFiles: [],
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

describe('readMetadataFiles, given what nobody should read', () => {
  const large = sizeLimits.metadataFile + 1;

  it('refuses a file that is too large, a pipe and a socket, and reads the rest', async () => {
    await inFolder({ 'a.eca': '<a/>', 'large.eca': Buffer.alloc(large) }, async (root) => {
      await symlink('.', join(root, 'loop'));
      const server = createServer();
      const hasPipes = process.platform !== 'win32';
      if (hasPipes) {
        execFileSync('mkfifo', [join(root, 'pipe.eca')]);
        await new Promise<void>((done) => server.listen(join(root, 'socket.eca'), done));
      }
      const special = hasPipes ? ['pipe.eca', 'socket.eca'] : [];
      const read = await readMetadataFiles(root, isWanted, root);
      server.close();
      expect(read).toMatchObject({ files: [{ file: 'a.eca', text: '<a/>' }] });
      const refused = 'refusedFiles' in read ? read.refusedFiles : [];
      expect(refused.map(({ file, finding }) => [file, finding.rule, finding.tokens['why']?.split(',')[0]])).toEqual([
        ['large.eca', 'file/unreadable', `${large} bytes`],
        ...special.map((name) => [name, 'file/unreadable', `not a regular file: ${join(root, name)}`]),
      ]);
    });
  });

  it('refuses each of them when it is named, and an entry of an archive that is too large', async () => {
    await inFolder({ 'large.eca': Buffer.alloc(large) }, async (root) => {
      await writeFile(join(root, 'large.zip'), await zipOf({ 'a.eca': 'x'.repeat(large) }));
      const refusedAs = async (name: string) => readMetadataFiles(join(root, name), isWanted, root);
      expect(await refusedAs('large.eca')).toMatchObject({ refused: 'unreadable' });
      expect(await refusedAs('large.zip')).toEqual({ refused: 'too-large', entry: 'a.eca' });
      if (process.platform === 'win32') return;
      execFileSync('mkfifo', [join(root, 'pipe')]);
      expect(await refusedAs('pipe')).toMatchObject({
        refused: 'unreadable',
        entry: expect.stringContaining('not a regular file') as unknown,
      });
    });
  });

  it('refuses an archive that is larger than all metadata may be, without reading it', async () => {
    await inFolder({ 'huge.zip': '' }, async (root) => {
      // A file with a hole: it has a size and takes no place.
      await truncate(join(root, 'huge.zip'), sizeLimits.metadata + 1);
      expect(await readMetadataFiles(join(root, 'huge.zip'), isWanted, root)).toEqual({
        refused: 'unreadable',
        entry: '209715201 bytes, more than the 209715200 that are allowed',
      });
    });
  });

  it('stops at the limit of all files together', async () => {
    await inFolder({ 'a.eca': '12345', 'b.eca': '12345', 'c.eca': '12345' }, async (root) => {
      const { files, refused } = await readFolder(root, isWanted, { metadataFile: 5, metadata: 10 });
      expect(files).toHaveLength(2);
      expect(refused).toEqual([
        {
          path: expect.stringContaining('.eca') as unknown,
          reason: '15 bytes, more than the 10 that are allowed',
        },
      ]);
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
