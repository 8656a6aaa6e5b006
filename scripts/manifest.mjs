import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Plugin } from '@oclif/core';

/**
 * Writes oclif.manifest.json as `oclif manifest` would: without it every sf command of a user would have to load all
 * command modules of this plugin. Throws when a command module cannot be loaded.
 * @see https://oclif.io/docs/plugin_loading#manifests
 */
export async function writeManifest(root) {
  const plugin = new Plugin({
    root,
    type: 'core',
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
  });
  await plugin.load();
  await writeFile(join(root, 'oclif.manifest.json'), `${JSON.stringify(plugin.manifest, null, 2)}\n`);
}
