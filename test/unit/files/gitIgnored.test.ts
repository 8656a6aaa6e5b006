import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { gitIgnored } from '../../../src/files/gitIgnored.js';
import { inFolder } from './temporaryFolder.js';

describe('gitIgnored', () => {
  it('tells what git ignores, also in folders that are not there yet', async () => {
    await inFolder({ '.gitignore': '**/*.ecaGlblOauth-meta.xml\n' }, async (folder) => {
      execFileSync('git', ['init', '--quiet'], { cwd: folder });
      const path = (name: string): string => join(folder, 'not', 'yet', 'there', name);
      expect([
        await gitIgnored(path('A.ecaGlblOauth-meta.xml')),
        await gitIgnored(path('A.ecaPush-meta.xml')),
        await gitIgnored(join(folder, 'A.ecaPush-meta.xml')),
      ]).toEqual([true, false, false]);
    });
  });

  it('knows nothing outside a work tree', async () => {
    await inFolder({}, async (folder) => {
      expect(await gitIgnored(join(folder, 'A.eca'))).toBeUndefined();
    });
  });

  it('looks above a file that lies where a folder belongs', async () => {
    await inFolder({ '.gitignore': '*.eca\n', file: 'x' }, async (folder) => {
      execFileSync('git', ['init', '--quiet'], { cwd: folder });
      expect(await gitIgnored(join(folder, 'file', 'below', 'A.eca'))).toBe(true);
      expect(await gitIgnored(join(folder, 'file', 'A.eca'))).toBe(true);
    });
  });
});
