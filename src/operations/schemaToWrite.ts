import { join } from 'node:path/posix';
import { schemaVersionOf } from '../spec/schemaVersion.js';

/** The schema of this plugin, and the name of its file beside specs. */
export type SchemaFile = { readonly file: string; readonly text: string };

/** The schema file that has to be written beside specs, or the one that is left as it is. */
export type SchemaChoice = {
  readonly file?: { readonly path: string; readonly text: string };
  readonly kept?: { readonly path: string; readonly version?: string };
};

/** The schema is generated, so an older copy is replaced; a newer one, or a file of somebody else, stays without `force`. */
export async function schemaToWrite(
  folder: string,
  force: boolean,
  schema: SchemaFile,
  read: (path: string) => Promise<Uint8Array | undefined>,
): Promise<SchemaChoice> {
  const path = join(folder, schema.file);
  const bytes = await read(path);
  const file = { path, text: schema.text };
  if (bytes === undefined) return { file };
  const found = new TextDecoder().decode(bytes);
  if (found === schema.text) return {};
  const version = schemaVersionOf(found);
  const isNewer =
    version === undefined || version.localeCompare(schemaVersionOf(schema.text) ?? '', 'en', { numeric: true }) > 0;
  return isNewer && !force ? { kept: { path, ...(version === undefined ? {} : { version }) } } : { file };
}
