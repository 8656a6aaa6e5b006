/**
 * Compiles src/ into lib/ and writes oclif.manifest.json. The compiler writes beside lib/ and the folders are swapped
 * at the end: no file of an earlier build survives, and a failed build leaves the last good one in place.
 */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeManifest } from './manifest.mjs';
import { root, runNode } from './runNode.mjs';

/** Builds the plugin and returns an exit status. */
export async function build() {
  const fresh = `lib.tmp-${process.pid}`;
  const { status } = await runNode(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--outDir', fresh]);
  if (status !== 0) {
    rmSync(join(root, fresh), { recursive: true, force: true });
    return status;
  }
  rmSync(join(root, 'lib'), { recursive: true, force: true });
  renameSync(join(root, fresh), join(root, 'lib'));
  await writeManifest(root);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await build();
