import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../source/finding.js';
import type { Component } from '../metadata/component.js';
import type { PlacedElement } from '../metadata/parseXml.js';
import { typeOfFile, xmlToComponent } from '../metadata/xmlToComponent.js';
import { decode } from './readSpecInputs.js';

/** A metadata file that was read: its component, its text, and the places of its elements. */
export type ReadComponent = {
  readonly path: string;
  readonly component: Component;
  readonly text: string;
  readonly placed: readonly PlacedElement[];
};

/** The metadata files below a folder, and those that could not be read. */
export type ReadComponents = {
  readonly components: readonly ReadComponent[];
  readonly refused: readonly { readonly path: string; readonly finding: Finding }[];
};

/** Reads every file below a folder whose name has a suffix of the catalogue; a folder that is not there has none. */
export async function readComponents(folder: string): Promise<ReadComponents> {
  const components: ReadComponent[] = [];
  const refused: { path: string; finding: Finding }[] = [];
  for (const path of await metadataFiles(folder)) {
    const type = typeOfFile(path);
    if (type === undefined) continue;
    const read = xmlToComponent(path, decode(await readFile(path)), type);
    if ('finding' in read) refused.push({ path, finding: read.finding });
    else components.push({ path, ...read });
  }
  return { components, refused };
}

/** Paths of all metadata files below a folder, sorted; links are not followed out of it. */
async function metadataFiles(folder: string): Promise<readonly string[]> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) return [];
  const paths: string[] = [];
  const walk = async (current: string): Promise<void> => {
    for (const entry of await readdir(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') await walk(path);
      else if (entry.isFile() && typeOfFile(entry.name) !== undefined) paths.push(path);
    }
  };
  await walk(folder);
  return paths.toSorted();
}
