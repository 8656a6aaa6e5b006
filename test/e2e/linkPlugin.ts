import { access, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from './runProgram.js';
import { makeHome } from './sfHome.js';
import type { SfHome } from './sfHome.js';
import { projectRoot, sfProgram } from './paths.js';

/**
 * Links this plugin into a home of the real CLI. `sf plugins link` runs once in a test run; each further home gets a
 * copy of what it wrote. Throws with the output of sf when the link fails.
 */
export async function linkPlugin(home: SfHome): Promise<void> {
  const runFolder = process.env['ECA_TEST_RUN_DIR'];
  if (runFolder === undefined) {
    await link(home);
    return;
  }
  const template = await linkedHome(join(runFolder, 'linked'));
  await cp(template.path, home.path, { recursive: true });
}

async function linkedHome(folder: string): Promise<SfHome> {
  const ready = join(folder, 'ready');
  // Making the folder is the lock between the workers of Jest: exactly one of them succeeds.
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  );
  const home = await makeHome(folder);
  if (isFirst) {
    const failure = await link(home).then(
      () => '',
      (error: unknown) => String(error),
    );
    await writeFile(ready, failure);
    if (failure !== '') throw new Error(failure);
    return home;
  }
  for (let tries = 0; tries < 600; tries += 1) {
    if (await exists(ready)) return home;
    await sleep(100);
  }
  throw new Error('Another test worker began to link the plugin and did not end within a minute.');
}

async function link(home: SfHome): Promise<void> {
  const result = await runProgram([sfProgram, 'plugins', 'link', projectRoot, '--no-install'], {
    cwd: home.work,
    env: home.env,
  });
  if (result.status !== 0) throw new Error(`sf plugins link failed: ${result.stdout}${result.stderr}`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
