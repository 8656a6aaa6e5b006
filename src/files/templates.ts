import { readFile, readdir } from 'node:fs/promises';

/** A template of the package: its name and its text. */
export type TemplateFile = { readonly name: string; readonly text: string };

const folder = new URL('../../templates/', import.meta.url);
const suffix = '.eca.yaml';

/** The templates that come with the plugin, sorted by name. */
export async function readTemplates(): Promise<readonly TemplateFile[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(suffix)).toSorted();
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -suffix.length),
      text: await readFile(new URL(file, folder), 'utf8'),
    })),
  );
}
