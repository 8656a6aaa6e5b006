import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fileSink } from '../../../src/files/fileSink.js';

const pair = {
  name: 'Sync',
  consumerKey: '3MVG9.key_1',
  consumerSecret: 'CANARY0123456789ABCDEF',
  instanceUrl: 'https://a.my.salesforce.com',
};
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(process.env['ECA_TEST_RUN_DIR'] ?? tmpdir(), 'sink-'));
});

describe('fileSink', () => {
  it('writes a new file that only its owner may read', async () => {
    const path = join(folder, 'a.env');
    const sink = fileSink(path, 'env');
    await sink.check();
    await sink.store(pair);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe(
      'SALESFORCE_APP=Sync\nSALESFORCE_CONSUMER_KEY=3MVG9.key_1\nSALESFORCE_CONSUMER_SECRET=CANARY0123456789ABCDEF\nSALESFORCE_INSTANCE_URL=https://a.my.salesforce.com\n',
    );
    expect(await sink.readBack(pair)).toBe(true);
    expect(await sink.readBack({ ...pair, consumerSecret: 'other' })).toBe(false);
  });

  it('never replaces a file, but takes one that already holds the same pair', async () => {
    const path = join(folder, 'a.json');
    const sink = fileSink(path, 'json');
    await sink.store(pair);
    await expect(sink.check()).rejects.toMatchObject({ reason: 'file-exists' });
    await expect(sink.store({ ...pair, consumerSecret: 'other' })).rejects.toMatchObject({ reason: 'file-exists' });
    await sink.check('same-pair');
    await sink.store(pair);
    expect(await sink.readBack(pair)).toBe(true);
  });

  it('names the folder that is not there', async () => {
    await expect(fileSink(join(folder, 'none', 'a.env'), 'env').check()).rejects.toMatchObject({
      reason: 'file-folder',
    });
  });

  it('wants a file, and not the folder itself', async () => {
    await expect(fileSink(folder, 'env').check()).rejects.toMatchObject({ reason: 'file-is-folder' });
    await expect(fileSink(folder, 'env').check('same-pair')).rejects.toMatchObject({ reason: 'file-is-folder' });
  });

  it('says that a folder is read-only, before the secret is asked for where the system tells it', async () => {
    // Root may write everywhere but into the folders of the kernel.
    const isRoot = process.getuid?.() === 0;
    const readOnly = isRoot ? '/sys' : join(folder, 'read-only');
    if (!isRoot) await mkdir(readOnly, { mode: 0o555 });
    const sink = fileSink(join(readOnly, 'a.env'), 'env');
    const refused = { reason: 'file-unwritable', tokens: { code: expect.stringMatching(/^E(ACCES|PERM|ROFS)$/) } };
    await expect(isRoot ? sink.store(pair) : sink.check()).rejects.toMatchObject(refused);
  });

  it('refuses a git work tree that does not ignore the file, also through a link', async () => {
    const tree = join(folder, 'tree');
    await mkdir(join(tree, 'deep'), { recursive: true });
    execFileSync('git', ['init', '-q'], { cwd: tree });
    await symlink(join(tree, 'deep'), join(folder, 'link'));
    for (const path of [join(tree, 'deep', 'a.env'), join(folder, 'link', 'a.env')])
      await expect(fileSink(path, 'env').check()).rejects.toMatchObject({ reason: 'file-in-git' });
    await writeFile(join(tree, '.gitignore'), '*.env\n');
    await fileSink(join(tree, 'deep', 'a.env'), 'env').check();
    await expect(fileSink(join(tree, 'deep', 'a.json'), 'json').check()).rejects.toMatchObject({
      reason: 'file-in-git',
    });
  });

  it('refuses a work tree that git itself cannot read', async () => {
    await mkdir(join(folder, 'broken', '.git'), { recursive: true });
    await expect(fileSink(join(folder, 'broken', 'a.env'), 'env').check()).rejects.toMatchObject({
      reason: 'file-in-git',
    });
  });
});
