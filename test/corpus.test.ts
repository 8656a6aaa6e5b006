import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { newestApiVersion } from '../src/catalog/apiVersions.js';
import type { ElementNode } from '../src/catalog/codec.js';
import { componentsToSpec, type ImportedApp } from '../src/metadata/componentsToSpec.js';
import { connectedAppToSpec } from '../src/metadata/connectedAppToSpec.js';
import { readConnectedApp } from '../src/metadata/readConnectedApp.js';
import { groupApps } from '../src/metadata/groupApps.js';
import { isAppFile, readAppFile } from '../src/metadata/readAppFile.js';
import { parseSource } from '../src/source/parseSource.js';
import { printSource } from '../src/source/printSource.js';
import { substituteVariables } from '../src/source/substituteVariables.js';
import { checkSpec } from '../src/spec/checkSpec.js';
import { filesBelow } from './corpusFiles.js';
import { lawViolations } from './roundTripLaw.js';
import { referencePath } from './referenceFolder.js';

const own = join(import.meta.dirname, 'fixtures', 'eca');
const shared = referencePath('corpus/eca');
const repositories = [own, ...(shared === undefined ? [] : [shared])].flatMap((folder) =>
  readdirSync(folder).map((name) => ({ name, folder: join(folder, name) })),
);
const skipped = shared === undefined ? ' (the corpus is skipped: ../shared/corpus is absent)' : '';

describe(`External Client Apps as they lie in repositories${skipped}`, () => {
  it.each(repositories)('$name obeys the law of the round trip', ({ folder }) => {
    const files = [...filesBelow(folder)].filter(([path]) => isAppFile(path));
    // A repository may hold several packages, each with an app of the same name.
    const packages = [...new Set(files.map(([path]) => dirname(dirname(path))))];
    const groups = packages.map((one) =>
      groupApps(files.flatMap(([path, text]) => (dirname(dirname(path)) === one ? [readAppFile(path, text)] : []))),
    );
    expect(groups.flatMap(({ refused }) => refused.map(({ file, finding }) => `${file} ${finding.rule}`))).toEqual([]);
    const apps = groups.flatMap((group) => group.apps);
    expect(apps.length).toBeGreaterThan(0);
    for (const app of apps) {
      const imported = componentsToSpec(app.name, app.sources);
      expect(
        lawViolations(
          app.sources.map(({ component }) => component),
          imported,
        ),
      ).toEqual([]);
      expect(shapeErrors(printed(imported), app)).toEqual([]);
    }
  });
});

function printed({ spec, placeholders, comments }: ImportedApp): string {
  return printSource(spec, {
    placeholders: new Map([...placeholders].map(([path, { name }]) => [path, name])),
    comments,
  });
}

function shapeErrors(text: string, { name }: { readonly name: string }): readonly string[] {
  const { document, findings } = parseSource(`${name}.eca.yaml`, text);
  if (document === undefined) return findings.map(({ rule }) => rule);
  const substituted = substituteVariables(document, { set: new Map(), files: [], environment: {} }, 'note');
  const checked = checkSpec(substituted.document, { number: newestApiVersion, origin: 'test' });
  return [...findings, ...substituted.findings, ...checked.findings]
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, path }) => `${rule} ${path.join('.')}`);
}

const ownConnected = join(import.meta.dirname, 'fixtures', 'connectedapp');
const sharedConnected = referencePath('corpus/connectedapp');
const connectedApps = [ownConnected, ...(sharedConnected === undefined ? [] : [sharedConnected])].flatMap((folder) =>
  [...filesBelow(folder)].map(([file, text]) => ({ file, text })),
);

describe(`connected apps as they lie in repositories${skipped}`, () => {
  it.each(connectedApps)('$file becomes a legal spec, or is refused with its place', ({ file, text }) => {
    const app = readConnectedApp(file, text);
    if ('refused' in app) {
      expect(app.refused.finding.rule).toBe('xml/malformed');
      expect(app.refused.finding.range?.line).toBeGreaterThan(1);
      return;
    }
    const migrated = connectedAppToSpec(app);
    expect(shapeErrors(printed(migrated), migrated)).toEqual([]);
    expect(accountedFor(migrated)).toEqual(leafPaths(app.elements, ''));
    expect(migrated.spec.metadata).toBeUndefined();
  });
});

/** The elements of the report: kept ones and lost ones together. */
function accountedFor({ kept, losses }: ImportedApp): readonly string[] {
  return [...new Set([...kept, ...losses].map(({ element }) => element))].toSorted();
}

function leafPaths(elements: readonly ElementNode[], above: string): readonly string[] {
  const paths = elements.flatMap(({ name, content }) =>
    typeof content === 'string' ? [`${above}${name}`] : leafPaths(content, `${above}${name}.`),
  );
  return [...new Set(paths)].toSorted();
}
