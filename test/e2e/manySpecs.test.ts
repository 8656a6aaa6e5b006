import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { write } from './planHome.js';
import { createSfHome, removeSfHome, runBin, type SfHome } from './sfCli.js';

const isDeep = process.env['ECA_DEEP'] === '1';

async function homeWithSpecs(count: number): Promise<SfHome> {
  const home = await createSfHome();
  for (let number = 1; number <= count; number += 1)
    await write(
      home,
      `eca/App_${number}.eca.yaml`,
      `name: App_${number}\ncontactEmail: a@example.com\ncallback: https://app${number}.example.com/callback\nscopes: [api]\n`,
    );
  return home;
}

/** All files below a folder with their texts. */
async function tree(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(
    files.map(async (file) => [file.slice(folder.length), await readFile(file, 'utf8')] as const),
  );
  return Object.fromEntries(texts.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

describe('generate of many specs', () => {
  const count = isDeep ? 10_000 : 1_000;

  it(`writes ${count} apps in one run, and nothing in the next (10,000 with npm run test:deep)`, async () => {
    const home = await homeWithSpecs(count);
    // Half a gigabyte is what a small build server gives to Node.
    const env = { NODE_OPTIONS: '--max-old-space-size=512' };
    const first = await runBin(['eca', 'generate', '-d', 'out'], { home, env, timeout: 240_000 });
    expect(first.stdout.trimEnd().split('\n').at(-1)).toBe(
      `${count} apps for API 66.0: ${count * 5} files written (${count * 5} created).`,
    );
    expect(first.status).toBe(0);
    const files = await readdir(join(home.work, 'out'), { recursive: true });
    expect(files.filter((name) => name.endsWith('.xml'))).toHaveLength(count * 5);
    expect(files).toHaveLength(count * 5 + 5);
    const again = await runBin(['eca', 'generate', '-d', 'out', '--check'], { home, env, timeout: 240_000 });
    expect(again.status).toBe(0);
    await removeSfHome(home);
  }, 600_000);
});

describe('two runs of generate at once', () => {
  it('leave exactly the files of one run', async () => {
    const home = await homeWithSpecs(100);
    const run = async (folder: string): Promise<number> =>
      (await runBin(['eca', 'generate', '-d', folder], { home })).status;
    await run('one');
    const alone = await tree(join(home.work, 'one'));
    expect(Object.keys(alone)).toHaveLength(500);
    expect(await Promise.all([run('both'), run('both'), run('both')])).toEqual([0, 0, 0]);
    expect(await tree(join(home.work, 'both'))).toEqual(alone);
    // The same over files that are already there and differ.
    for (const path of Object.keys(alone).slice(0, 100))
      await write(home, join('both', path), `${alone[path] ?? ''}\n`);
    expect(await Promise.all([run('both'), run('both')])).toEqual([0, 0]);
    expect(await tree(join(home.work, 'both'))).toEqual(alone);
    await removeSfHome(home);
  }, 120_000);
});
