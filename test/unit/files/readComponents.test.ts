import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readComponents } from '../../../src/files/readComponents.js';
import { inFolder } from './temporaryFolder.js';

const header = '<ExternalClientApplication><label>A</label></ExternalClientApplication>';

describe('readComponents', () => {
  it('reads all metadata files of apps below a folder, sorted, and no others', async () => {
    const files = {
      'b/externalClientApps/B.eca-meta.xml': header,
      'a/A.eca': `\uFEFF${header}`,
      'node_modules/N.eca': header,
      '.git/G.eca': header,
      'A.eca.yaml': 'name: A',
      'x/X.connectedApp-meta.xml': '<ConnectedApp/>',
    };
    await inFolder(files, async (folder) => {
      const { components, refused } = await readComponents(folder);
      expect(components.map(({ path, component }) => [path.slice(folder.length + 1), component.fullName])).toEqual([
        [join('a', 'A.eca'), 'A'],
        [join('b', 'externalClientApps', 'B.eca-meta.xml'), 'B'],
      ]);
      expect(refused).toEqual([]);
    });
  });

  it('says which file is no metadata', async () => {
    await inFolder({ 'A.eca': '<A>', 'B.eca': '<ConnectedApp></ConnectedApp>', 'C.eca': header }, async (folder) => {
      const { components, refused } = await readComponents(folder);
      expect(components.map(({ component }) => component.fullName)).toEqual(['C']);
      expect(refused.map(({ path, finding }) => [path.slice(folder.length + 1), finding.rule])).toEqual([
        ['A.eca', 'xml/malformed'],
        ['B.eca', 'xml/wrong-root'],
      ]);
    });
  });

  it('finds nothing where there is no folder', async () => {
    await inFolder({ file: 'x' }, async (folder) => {
      for (const path of ['none', 'file'])
        expect(await readComponents(join(folder, path))).toEqual({ components: [], refused: [] });
    });
  });
});
