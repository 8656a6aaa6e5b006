import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A template of the package: its name and its text. */
export type TemplateFile = { readonly name: string; readonly text: string };

const folder = new URL('../../templates/', import.meta.url);
const suffix = '.eca.yaml';

/** The names of the templates that come with the plugin, sorted; at once, because flags are made while modules load. */
export function templateNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .toSorted();
}

/** The templates that come with the plugin, sorted by name. */
export async function readTemplates(): Promise<readonly TemplateFile[]> {
  return Promise.all(
    templateNames().map(async (name) => ({ name, text: await readFile(new URL(`${name}${suffix}`, folder), 'utf8') })),
  );
}
