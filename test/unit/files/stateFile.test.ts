import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { isRunning, stateFile } from '../../../src/files/stateFile.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(process.env['ECA_TEST_RUN_DIR'] ?? tmpdir(), 'sink-'));
});

describe('stateFile', () => {
  it('writes, reads and removes', async () => {
    const file = stateFile<{ a: number }>(join(folder, 'deep', 'state.json'));
    expect(await file.read()).toBeUndefined();
    await file.write({ a: 1 });
    expect(await file.read()).toEqual({ a: 1 });
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    await file.remove();
    expect(await file.read()).toBeUndefined();
  });

  it('lets one work on it at a time', async () => {
    const path = join(folder, 'state.json');
    const order: string[] = [];
    const work = async (name: string): Promise<void> =>
      stateFile(path).locked(async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 30));
        order.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    for (const at of [0, 2, 4]) expect(order[at + 1]).toBe(order[at]?.replace('begins', 'ends'));
  });

  it('takes the lock of a process that has ended', async () => {
    const path = join(folder, 'state.json');
    const child = spawn('true');
    await new Promise((resolve) => child.on('close', resolve));
    await writeFile(`${path}.lock`, String(child.pid));
    expect(isRunning(child.pid ?? 0)).toBe(false);
    expect(isRunning(process.pid)).toBe(true);
    expect(await stateFile(path).locked(async () => Promise.resolve('mine'))).toBe('mine');
  });

  it('takes a lock without a number when it is too old to be still written', async () => {
    const path = join(folder, 'state.json');
    await writeFile(`${path}.lock`, '');
    const longAgo = new Date(Date.now() - 20_000);
    await utimes(`${path}.lock`, longAgo, longAgo);
    expect(await stateFile(path).locked(async () => Promise.resolve('mine'))).toBe('mine');
    expect(await readdir(folder)).toEqual([]);
  });

  it('names the file that cannot be written, and leaves nothing beside it', async () => {
    const path = join(folder, 'state.json');
    await mkdir(path);
    await expect(stateFile(path).write('x')).rejects.toMatchObject({
      name: 'StateFileFailure',
      tokens: { file: path, code: 'EISDIR' },
    });
    expect(await readdir(folder)).toEqual(['state.json']);
    await writeFile(join(folder, 'file'), '');
    const below = stateFile(join(folder, 'file', 'state.json'));
    await expect(below.locked(async () => Promise.resolve())).rejects.toMatchObject({ tokens: { code: 'EEXIST' } });
  });
});
