import { readFile } from 'node:fs/promises';

/** The name of the schema file beside specs, as their first line names it. */
export const schemaFileName = 'eca.schema.json';

/** The text of the JSON Schema that comes with the plugin. */
export async function readPackagedSchema(): Promise<string> {
  return readFile(new URL(`../../config/${schemaFileName}`, import.meta.url), 'utf8');
}
