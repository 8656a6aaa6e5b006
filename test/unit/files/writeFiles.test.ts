import { chmod, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { writeFilesAtomically } from '../../../src/files/writeFiles.js';
import { filesIn, inFolder } from './temporaryFolder.js';

describe('writeFilesAtomically', () => {
  it('writes texts and bytes, makes folders, replaces old files and leaves nothing else behind', async () => {
    await inFolder({ 'a/old.xml': 'old' }, async (folder) => {
      await writeFilesAtomically([
        { path: join(folder, 'a', 'old.xml'), text: 'new' },
        { path: join(folder, 'b', 'c', 'first.xml'), text: Buffer.from([0xc3, 0xa4]) },
      ]);
      expect(await filesIn(folder)).toEqual({ 'a/old.xml': 'new', 'b/c/first.xml': 'ä' });
    });
  });

  it('gives a file the mode that it asks for', async () => {
    await inFolder({}, async (folder) => {
      await writeFilesAtomically([{ path: join(folder, 'key'), text: 'x', mode: 0o600 }]);
      const { mode } = await stat(join(folder, 'key'));
      expect(process.platform === 'win32' ? 0o600 : mode & 0o777).toBe(0o600);
    });
  });

  it('leaves a file that it replaces its mode', async () => {
    await inFolder({ spec: 'old' }, async (folder) => {
      if (process.platform === 'win32') return;
      await chmod(join(folder, 'spec'), 0o600);
      await writeFilesAtomically([{ path: join(folder, 'spec'), text: 'new' }]);
      expect((await stat(join(folder, 'spec'))).mode & 0o777).toBe(0o600);
    });
  });

  it('brings back the very files and links that it has replaced, newest first', async () => {
    await inFolder({ 'a.xml': 'old a', 'elsewhere.xml': 'old b' }, async (folder) => {
      await symlink('elsewhere.xml', join(folder, 'b.xml'));
      await mkdir(join(folder, 'c.xml'));
      const before = await stat(join(folder, 'a.xml'));
      const files = ['a', 'b', 'new', 'a', 'c'].map((name) => ({ path: join(folder, `${name}.xml`), text: name }));
      await expect(writeFilesAtomically(files)).rejects.toThrow(/EISDIR|EPERM/);
      expect((await stat(join(folder, 'a.xml'))).ino).toBe(before.ino);
      expect(await readlink(join(folder, 'b.xml'))).toBe('elsewhere.xml');
      expect(await filesIn(folder)).toEqual({ 'a.xml': 'old a', 'elsewhere.xml': 'old b' });
      expect((await readdir(folder)).toSorted()).toEqual(['a.xml', 'b.xml', 'c.xml', 'elsewhere.xml']);
    });
  });

  it('leaves the old files as they were when one in the middle cannot be replaced', async () => {
    await inFolder({ 'a.xml': 'old a', 'd.xml': 'old d' }, async (folder) => {
      // A folder where a file belongs can neither be read nor replaced.
      await mkdir(join(folder, 'c.xml'));
      const files = ['a', 'b', 'c', 'd'].map((name) => ({ path: join(folder, `${name}.xml`), text: `new ${name}` }));
      await expect(writeFilesAtomically(files)).rejects.toThrow('EISDIR');
      expect(await filesIn(folder)).toEqual({ 'a.xml': 'old a', 'd.xml': 'old d' });
      expect((await readdir(folder)).toSorted()).toEqual(['a.xml', 'c.xml', 'd.xml']);
    });
  });

  it('touches nothing when one file cannot even be staged', async () => {
    await inFolder({ 'a.xml': 'old a', blocked: 'a file where a folder belongs' }, async (folder) => {
      const files = [
        { path: join(folder, 'a.xml'), text: 'new a' },
        { path: join(folder, 'blocked', 'b.xml'), text: 'new b' },
      ];
      await expect(writeFilesAtomically(files)).rejects.toThrow(/EEXIST|ENOTDIR/);
      expect(await filesIn(folder)).toEqual({ 'a.xml': 'old a', blocked: 'a file where a folder belongs' });
    });
  });

  it('cannot write where nobody may write', async () => {
    // Also root may not make files there.
    const isLinux = process.platform === 'linux';
    const write = writeFilesAtomically([{ path: isLinux ? '/proc/eca/a.xml' : '\\\\.\\NUL\\a.xml', text: 'x' }]);
    await expect(write).rejects.toThrow(/E[A-Z]+/);
  });

  it('writes nothing at all for no files', async () => {
    await inFolder({}, async (folder) => {
      await writeFilesAtomically([]);
      expect(await filesIn(folder)).toEqual({});
    });
  });
});
