import { readPackagedSchema, schemaFileName } from '../files/packagedSchema.js';
import { readPlace } from '../files/readPlace.js';
import { checkSchemaCopies } from '../operations/checkSchemaCopies.js';
import type { FileFinding } from '../source/fileFinding.js';
import { schemaVersionOf } from '../spec/schemaVersion.js';

/** Warnings about schemas beside the specs that are not the one of this plugin. */
export async function schemaCopies(specs: readonly string[]): Promise<readonly FileFinding[]> {
  let version: string | undefined;
  const pluginVersion = async (): Promise<string> => (version ??= schemaVersionOf(await readPackagedSchema()) ?? '');
  return checkSchemaCopies({
    specs,
    schemaFile: schemaFileName,
    pluginVersion,
    readFile: async (path) => readPlace(path).catch(() => undefined),
  });
}
