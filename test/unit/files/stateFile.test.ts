import { spawn } from 'node:child_process';
import { mkdtemp, stat, writeFile } from 'node:fs/promises';
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
});
