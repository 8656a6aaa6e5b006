import { join, relative } from 'node:path';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { ReadComponent, ReadComponents } from '../files/readComponents.js';
import type { FileToWrite } from '../files/writeFiles.js';
import { componentPath } from '../metadata/componentPath.js';
import { manifest } from '../metadata/manifest.js';
import { isPackageable } from '../metadata/packageParts.js';
import { readManifest } from '../metadata/readManifest.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { ApiVersion } from '../spec/apiVersion.js';
import type { PlannedFile } from './planFiles.js';

const ownTypes: ReadonlySet<string> = new Set(metadataTypes.map(({ name }) => name));

/** The folder as it is, and what the package.xml is for. */
export type ManifestRequest = {
  readonly existing: ReadComponents;
  readonly outputDir: string;
  readonly manifestText: string | undefined;
  readonly apiVersion: ApiVersion;
  /** Only what a second-generation package takes. */
  readonly packageable?: boolean;
};

/** The package.xml of a folder: the file when it has to be written, and what there is to say about it. */
export type PlannedManifest = { readonly writes: readonly FileToWrite[]; readonly findings: readonly FileFinding[] };

/**
 * The package.xml of a folder in metadata format names the files of this run, those of apps that other runs wrote there, and what a
 * person added of types that are not ours. Stale files are left out, because deploying them would bring back what the spec dropped.
 */
export function planManifest(
  files: readonly PlannedFile[],
  { existing, outputDir, manifestText, apiVersion, packageable }: ManifestRequest,
): PlannedManifest {
  const planned = new Set(files.map(({ path }) => path));
  const others = existing.components
    .filter(({ path }) => !planned.has(path))
    .filter((one) => isInPlace(one, outputDir))
    .map(({ component }) => component)
    .filter((component) => packageable !== true || isPackageable(component));
  const foreign = readManifest(manifestText ?? '').filter(({ type }) => !ownTypes.has(type));
  const members = [...files.filter(({ state }) => state !== 'stale'), ...others, ...foreign];
  const path = join(outputDir, 'package.xml');
  const text = manifest(members, apiVersion.number);
  const apps = [...new Set(others.map(({ app }) => app))].toSorted();
  return {
    writes: text === manifestText ? [] : [{ path, text }],
    findings: apps.length === 0 ? [] : [{ file: path, finding: otherApps(apps) }],
  };
}

/** The Metadata API looks for a component at one path below the manifest. */
function isInPlace({ path, component }: ReadComponent, outputDir: string): boolean {
  return relative(outputDir, path).replaceAll('\\', '/') === componentPath(component, 'metadata');
}

function otherApps(apps: readonly string[]): FileFinding['finding'] {
  const tokens = { apps: apps.join(', ') };
  return { rule: 'generate/other-apps', severity: 'note', path: [], on: 'value', tokens, suggestions: [] };
}
