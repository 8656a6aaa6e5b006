import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decode, readSpecInputs, shownPath } from '../../../src/files/readSpecInputs.js';
import { inFolder } from './temporaryFolder.js';

const tree = {
  'eca/B.eca.yaml': 'b',
  'eca/A.eca.yaml': 'a',
  'eca/deep/er/C.eca.yaml': 'c',
  'eca/node_modules/x/D.eca.yaml': 'd',
  'eca/server.crt': 'x',
  'eca/notes.yaml': 'x',
  'other/any.txt': 'any',
  'other/E.eca.yaml': 'e',
};

async function found(patterns: readonly string[]): Promise<unknown> {
  return inFolder(tree, async (folder) => {
    const absolute = patterns.map((pattern) => pattern.replace('[folder]', folder));
    const { inputs, missing, refused } = await readSpecInputs(absolute, folder);
    expect(inputs.every(({ file, path }) => join(folder, file) === path)).toBe(true);
    return [inputs.map(({ file, text }) => `${file}=${text}`), missing, refused];
  });
}

describe('readSpecInputs', () => {
  it('reads a folder as every *.eca.yaml below it, sorted by path, without node_modules', async () => {
    expect(await found(['eca'])).toEqual([
      ['eca/A.eca.yaml=a', 'eca/B.eca.yaml=b', 'eca/deep/er/C.eca.yaml=c'],
      [],
      [],
    ]);
  });

  it('reads a file of any name', async () => {
    expect(await found(['other/any.txt'])).toEqual([['other/any.txt=any'], [], []]);
  });

  it.each([
    ['of files', 'eca/*.eca.yaml', ['eca/A.eca.yaml=a', 'eca/B.eca.yaml=b']],
    [
      'of folders',
      '{eca,other}',
      ['eca/A.eca.yaml=a', 'eca/B.eca.yaml=b', 'eca/deep/er/C.eca.yaml=c', 'other/E.eca.yaml=e'],
    ],
    ['with two asterisks', '**/[CE].eca.yaml', ['eca/deep/er/C.eca.yaml=c', 'other/E.eca.yaml=e']],
    ['with an absolute path', '[folder]/other/*.yaml', ['other/E.eca.yaml=e']],
  ])('reads a glob %s', async (_, pattern, files) => {
    expect(await found([pattern])).toEqual([files, [], []]);
  });

  it('reads a file once, however often it is named', async () => {
    expect(await found(['eca/A.eca.yaml', './eca/A.eca.yaml', 'eca/A*', '[folder]/eca/A.eca.yaml'])).toEqual([
      ['eca/A.eca.yaml=a'],
      [],
      [],
    ]);
  });

  it('says what names nothing, and reads the rest', async () => {
    expect(await found(['none', 'other/E.eca.yaml', 'none/*.yaml', 'eca/deep/er/none'])).toEqual([
      ['other/E.eca.yaml=e'],
      ['none', 'none/*.yaml', 'eca/deep/er/none'],
      [],
    ]);
  });

  it('finds nothing in a folder without specs', async () => {
    await inFolder({ 'empty/readme.txt': 'x' }, async (folder) => {
      expect(await readSpecInputs(['empty'], folder)).toEqual({ inputs: [], missing: ['empty'], refused: [] });
    });
  });

  it('refuses a file that is too large to be a spec', async () => {
    await inFolder({ 'Big.eca.yaml': 'x'.repeat(5 * 1024 * 1024 + 1) }, async (folder) => {
      expect(await readSpecInputs(['Big.eca.yaml'], folder)).toEqual({
        inputs: [],
        missing: [],
        refused: [{ file: 'Big.eca.yaml', reason: '5242881 bytes, more than the 5242880 that are allowed' }],
      });
    });
  });

  it('refuses a folder that is called like a spec, and reads those beside it', async () => {
    await inFolder({ 'eca/A.eca.yaml': 'a' }, async (folder) => {
      await mkdir(join(folder, 'eca', 'B.eca.yaml'));
      const { inputs, refused } = await readSpecInputs(['eca'], folder);
      expect(inputs.map(({ file }) => file)).toEqual(['eca/A.eca.yaml']);
      expect(refused).toEqual([{ file: 'eca/B.eca.yaml', reason: expect.stringContaining('not a regular file') }]);
    });
  });
});

describe('shownPath', () => {
  it.each([
    ['/project/eca/A.eca.yaml', '/project', 'eca/A.eca.yaml'],
    ['/elsewhere/A.eca.yaml', '/project', '/elsewhere/A.eca.yaml'],
    ['/project', '/project', '/project'],
  ])('shows %s from %s as %s', (path, folder, shown) => {
    expect(shownPath(path, folder)).toBe(shown);
  });
});

describe('decode', () => {
  it('keeps a byte order mark, and marks bytes that are no UTF-8', () => {
    expect([decode(Buffer.from('\uFEFFä')), decode(Uint8Array.of(0x61, 0xff))]).toEqual(['\uFEFFä', 'a\uFFFD']);
  });
});
