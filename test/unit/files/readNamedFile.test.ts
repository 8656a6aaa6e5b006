import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectOf } from '../../../src/files/projectOf.js';
import { readNamedFile } from '../../../src/files/readNamedFile.js';
import { inFolder } from './temporaryFolder.js';

const files = {
  'repo/.git/HEAD': '',
  'repo/sf/sfdx-project.json': '{}',
  'repo/sf/eca/A.eca.yaml': '',
  'repo/certs/a.crt': 'shared',
  'repo/sf/eca/own.crt': 'own',
  'key.p8': 'of the person',
};

/** What a spec `repo/sf/eca/A.eca.yaml` reads when it says `named`. */
async function read(root: string, named: string, isGiven = false): Promise<string | undefined> {
  const spec = join(root, 'repo', 'sf', 'eca', 'A.eca.yaml');
  const bytes = await readNamedFile(named.startsWith('/') ? named : join(spec, '..', named), { spec, isGiven });
  return bytes === undefined ? undefined : Buffer.from(bytes).toString();
}

describe('readNamedFile', () => {
  it('reads beside the spec and anywhere in its repository', async () => {
    await inFolder(files, async (root) => {
      expect(await read(root, 'own.crt')).toBe('own');
      expect(await read(root, '../../certs/a.crt')).toBe('shared');
      expect(await read(root, join(root, 'repo', 'certs', 'a.crt'))).toBe('shared');
      expect(await read(root, 'none.crt')).toBeUndefined();
    });
  });

  it('refuses what lies outside, whether it is there or not, by any way', async () => {
    await inFolder(files, async (root) => {
      const outside = { name: 'OutsideProject', project: join(root, 'repo') };
      await expect(read(root, '../../../key.p8')).rejects.toMatchObject(outside);
      await expect(read(root, '../../../none')).rejects.toMatchObject(outside);
      await expect(read(root, join(root, 'key.p8'))).rejects.toMatchObject(outside);
      await expect(read(root, '/etc/passwd')).rejects.toMatchObject(outside);
      await symlink('../../../key.p8', join(root, 'repo', 'sf', 'eca', 'link.crt'));
      await symlink('../../..', join(root, 'repo', 'sf', 'eca', 'folder'));
      await expect(read(root, 'link.crt')).rejects.toMatchObject(outside);
      await expect(read(root, 'folder/key.p8')).rejects.toMatchObject(outside);
      // A folder that only begins like the project.
      await mkdir(join(root, 'repository'));
      await expect(read(root, '../../../repository/x')).rejects.toMatchObject(outside);
    });
  });

  it('reads everywhere when the person who runs the command gives the path', async () => {
    await inFolder(files, async (root) => {
      expect(await read(root, '../../../key.p8', true)).toBe('of the person');
    });
  });

  it('finds the project of a spec that is reached by a link', async () => {
    await inFolder(files, async (root) => {
      await symlink(join(root, 'repo', 'sf', 'eca'), join(root, 'link'));
      const by = { spec: join(root, 'link', 'A.eca.yaml'), isGiven: false };
      expect(await readNamedFile(join(root, 'link', 'own.crt'), by)).toBeDefined();
      // As the operating system does it, the way up begins where the link leads to.
      expect(await readNamedFile(join(root, 'link', '../../certs/a.crt'), by)).toEqual(Buffer.from('shared'));
      await expect(readNamedFile(join(root, 'link', '../../../key.p8'), by)).rejects.toThrow('outside');
    });
  });
});

describe('projectOf', () => {
  it('is the repository, else the Salesforce project, else the current folder, else the folder of the spec', async () => {
    await inFolder({ ...files, 'sf/sfdx-project.json': '{}', 'sf/eca/x': '', 'plain/eca/x': '' }, async (root) => {
      const [current, home] = [join(root, 'plain'), '/nowhere/home'];
      const of = async (...path: readonly string[]) => projectOf(join(root, ...path), current, home);
      expect(await of('repo', 'sf', 'eca')).toBe(join(root, 'repo'));
      expect(await of('sf', 'eca')).toBe(join(root, 'sf'));
      expect(await of('plain', 'eca')).toBe(current);
      expect(await of()).toBe(root);
    });
  });

  it('is never a home folder, nor one that holds it', async () => {
    await inFolder({ ...files, 'repo/home/work/eca/x': '' }, async (root) => {
      const [home, folder] = [join(root, 'repo', 'home'), join(root, 'repo', 'home', 'work', 'eca')];
      expect(await projectOf(folder, home, home)).toBe(folder);
      expect(await projectOf(folder, join(home, 'work'), home)).toBe(join(home, 'work'));
    });
  });
});
