import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readFileIfThere } from '../../../src/files/readFileIfThere.js';
import { inFolder } from './temporaryFolder.js';

describe('readFileIfThere', () => {
  it('gives the bytes of a file, and nothing where there is none', async () => {
    await inFolder({ a: 'text' }, async (folder) => {
      expect(Buffer.from((await readFileIfThere(join(folder, 'a'))) ?? []).toString()).toBe('text');
      for (const path of ['b', 'a/b', '.', 'x'.repeat(5000)])
        expect(await readFileIfThere(join(folder, path))).toBeUndefined();
    });
  });

  it('throws for a path that no file system has', async () => {
    await expect(readFileIfThere('a\u0000b')).rejects.toThrow('null bytes');
  });
});
