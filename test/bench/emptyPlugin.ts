import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../e2e/paths.js';
import { runSf, type SfHome } from '../e2e/sfCli.js';

const fixture = join(projectRoot, 'test', 'fixtures', 'emptyPlugin');

/**
 * Links a plugin whose only command does nothing (`bench empty`), with its manifest, beside this project's node_modules so that
 * both load the same libraries. Gives the program that runs it without the CLI.
 */
export async function linkEmptyPlugin(home: SfHome): Promise<string> {
  const folder = join(projectRoot, '.cache', 'emptyPlugin');
  await cp(fixture, folder, { recursive: true });
  const { writeManifest } = (await import(join(projectRoot, 'scripts', 'manifest.mjs'))) as {
    writeManifest: (root: string) => Promise<void>;
  };
  await writeManifest(folder);
  const { status, stderr } = await runSf(['plugins', 'link', folder, '--no-install'], { home });
  if (status !== 0) throw new Error(stderr);
  return join(folder, 'run.js');
}
