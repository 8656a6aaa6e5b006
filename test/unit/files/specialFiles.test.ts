import { execFileSync } from 'node:child_process';
import { readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readComponents } from '../../../src/files/readComponents.js';
import { readNamedFile } from '../../../src/files/readNamedFile.js';
import { readSpecInputs } from '../../../src/files/readSpecInputs.js';
import { writeFilesAtomically } from '../../../src/files/writeFiles.js';
import { filesIn, inFolder } from './temporaryFolder.js';

const given = { spec: '/eca/A.eca.yaml', isGiven: true };
const hasPipes = process.platform !== 'win32';
const pipe = (path: string): void => void execFileSync('mkfifo', [path]);

describe('a named pipe', () => {
  it('is refused as a spec, as a file that a spec names, and as a place to write, without waiting for a writer', async () => {
    if (!hasPipes) return; // Windows has none below a folder.
    await inFolder({ 'eca/A.eca.yaml': 'a' }, async (folder) => {
      pipe(join(folder, 'eca', 'B.eca.yaml'));
      const { inputs, refused } = await readSpecInputs(['eca'], folder);
      expect(inputs.map(({ file }) => file)).toEqual(['eca/A.eca.yaml']);
      expect(refused).toEqual([
        { file: 'eca/B.eca.yaml', reason: expect.stringContaining('not a regular file') as unknown },
      ]);
      await expect(readNamedFile(join(folder, 'eca', 'B.eca.yaml'), given)).rejects.toThrow('not a regular file');
      const write = writeFilesAtomically([
        { path: join(folder, 'C'), text: 'c' },
        { path: join(folder, 'eca', 'B.eca.yaml'), text: 'b' },
      ]);
      await expect(write).rejects.toThrow('not a regular file');
      expect((await stat(join(folder, 'eca', 'B.eca.yaml'))).isFIFO()).toBe(true);
      expect(await filesIn(folder)).toEqual({ 'eca/A.eca.yaml': 'a' });
    });
  });
});

describe('a device', () => {
  it('is neither read without end nor replaced by a file', async () => {
    if (!hasPipes) return;
    await expect(readNamedFile('/dev/zero', given)).rejects.toThrow('not a regular file');
    await inFolder({}, async (folder) => {
      await symlink('/dev/null', join(folder, 'page.html'));
      await expect(writeFilesAtomically([{ path: join(folder, 'page.html'), text: 'x' }])).rejects.toThrow(
        'not a regular file',
      );
      expect(await readlink(join(folder, 'page.html'))).toBe('/dev/null');
    });
  });
});

describe('a symbolic link', () => {
  it('is followed to a spec, and to a folder of specs', async () => {
    await inFolder({ 'real/A.eca.yaml': 'a', 'eca/x': '' }, async (folder) => {
      await symlink('../real/A.eca.yaml', join(folder, 'eca', 'Linked.eca.yaml'));
      await symlink('real', join(folder, 'link'));
      const { inputs } = await readSpecInputs(['eca', 'link'], folder);
      expect(inputs.map(({ file, text }) => [file, text])).toEqual([
        ['eca/Linked.eca.yaml', 'a'],
        ['link/A.eca.yaml', 'a'],
      ]);
    });
  });

  it('that leads nowhere, or to itself, is refused', async () => {
    await inFolder({ 'eca/A.eca.yaml': 'a' }, async (folder) => {
      await symlink('nowhere', join(folder, 'eca', 'B.eca.yaml'));
      await symlink('C.eca.yaml', join(folder, 'eca', 'C.eca.yaml'));
      await symlink('.', join(folder, 'eca', 'loop'));
      const { inputs, refused } = await readSpecInputs(['eca'], folder);
      expect(inputs.map(({ file }) => file)).toEqual(['eca/A.eca.yaml']);
      expect(refused.map(({ file }) => file)).toEqual(['eca/B.eca.yaml', 'eca/C.eca.yaml']);
    });
  });

  it('in the place of a metadata file is not read, and is replaced without touching what it leads to', async () => {
    const name = 'A.eca-meta.xml';
    await inFolder({ outside: 'precious', 'out/x': '' }, async (folder) => {
      await symlink('../outside', join(folder, 'out', name));
      expect(await readComponents(join(folder, 'out'))).toEqual({ components: [], refused: [] });
      await writeFilesAtomically([{ path: join(folder, 'out', name), text: 'new' }]);
      expect(await readFile(join(folder, 'outside'), 'utf8')).toBe('precious');
      expect(await readFile(join(folder, 'out', name), 'utf8')).toBe('new');
    });
  });
});

describe('a file that a spec names', () => {
  it('is read up to a megabyte', async () => {
    await inFolder({}, async (folder) => {
      await writeFile(join(folder, 'key'), Buffer.alloc(1024 * 1024));
      await writeFile(join(folder, 'huge'), Buffer.alloc(1024 * 1024 + 1));
      expect((await readNamedFile(join(folder, 'key'), given))?.length).toBe(1024 * 1024);
      await expect(readNamedFile(join(folder, 'huge'), given)).rejects.toThrow('1048577 bytes');
      expect(await readNamedFile(join(folder, 'none'), given)).toBeUndefined();
      expect(await readNamedFile(folder, given)).toBeUndefined();
    });
  });
});
