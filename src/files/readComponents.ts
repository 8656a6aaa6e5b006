import type { Finding } from '../source/finding.js';
import type { Component } from '../metadata/component.js';
import type { PlacedElement } from '../metadata/parseXml.js';
import { typeOfFile, xmlToComponent } from '../metadata/xmlToComponent.js';
import { isFolder } from './isFolder.js';
import { readFolder } from './readFolder.js';
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
  if (!isFolder(folder)) return { components: [], refused: [] };
  const components: ReadComponent[] = [];
  const read = await readFolder(folder, (path) => typeOfFile(path) !== undefined);
  const refused = read.refused.map(({ path, reason }) => ({ path, finding: unreadable(path, reason) }));
  for (const { path, bytes } of read.files) {
    const type = typeOfFile(path);
    if (type === undefined) continue;
    const component = xmlToComponent(path, decode(bytes), type);
    if ('finding' in component) refused.push({ path, finding: component.finding });
    else components.push({ path, ...component });
  }
  return { components, refused };
}

/** A file of metadata that is there and cannot be read. */
export function unreadable(found: string, why: string): Finding {
  return { rule: 'file/unreadable', severity: 'error', path: [], on: 'value', tokens: { found, why }, suggestions: [] };
}
