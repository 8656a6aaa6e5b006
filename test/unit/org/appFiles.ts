import { loadSpecs, type LoadedSpec } from '../../../src/operations/loadSpecs.js';
import { componentPath } from '../../../src/metadata/componentPath.js';
import { componentToXml } from '../../../src/metadata/componentToXml.js';
import { manifest } from '../../../src/metadata/manifest.js';
import { specToComponents } from '../../../src/metadata/specToComponents.js';
import { zipFiles } from '../../../src/metadata/zipFiles.js';
import type { Component } from '../../../src/metadata/component.js';

/** An app with a web server flow. */
export function webSpec(name: string, more = ''): string {
  return `name: ${name}\ncontactEmail: team@example.com\ncallback: https://shop.example.com/callback\nscopes: [api, refresh_token]\n${more}`;
}

/** A spec as the commands load it. */
export async function loaded(
  text: string,
  apiVersion = 66,
  set: ReadonlyMap<string, string> = new Map(),
): Promise<LoadedSpec> {
  const name = /^name: (.*)$/m.exec(text)?.[1] ?? 'Nameless';
  const [spec] = await loadSpecs({
    inputs: [{ file: `eca/${name}.eca.yaml`, path: `/eca/${name}.eca.yaml`, text }],
    sources: { set, files: [], environment: {} },
    apiVersion: { number: apiVersion, origin: 'a test' },
    missingVariables: 'error',
    lint: { today: new Date(Date.UTC(2026, 10, 1)) },
    readFile: async () => Promise.resolve(undefined),
  });
  if (spec?.completed === undefined) throw new Error('The text is no spec.');
  return spec;
}

/** The components of a spec. */
export async function componentsOf(text: string, apiVersion = 66): Promise<readonly Component[]> {
  const { completed } = await loaded(text, apiVersion);
  return specToComponents(completed ?? { name: '' }, { apiVersion, fileContent: () => undefined });
}

/** The archive that a deploy of components sends. */
export async function packageOf(components: readonly Component[], apiVersion = 66): Promise<Uint8Array> {
  return zipFiles([
    { path: 'package.xml', text: manifest(components, apiVersion) },
    ...components.map((component) => ({ path: componentPath(component, 'metadata'), text: componentToXml(component) })),
  ]);
}
