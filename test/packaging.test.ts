import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { packPlugin, type Package } from './e2e/packPlugin.js';
import { projectRoot } from './e2e/paths.js';
import { createSfHome } from './e2e/sfCli.js';

/** Everything that a user gets, and why. */
const wanted: readonly (readonly [RegExp, string])[] = [
  [/^package\.json$/, 'npm and oclif read it'],
  [/^README\.md$/, 'the page of the registry'],
  [/^LICENSE$/, 'Apache-2.0 wants it in each copy'],
  [/^oclif\.manifest\.json$/, 'without it every sf command of the user is slower'],
  [/^config\/eca\.schema\.json$/, 'written beside a spec by init'],
  [
    /^lib\/(catalog|commands|files|flags|metadata|operations|org|plan|report|rules|source|spec)\/.+\.js$/,
    'the program',
  ],
  [
    /^lib\/(catalog|commands|files|flags|metadata|operations|org|plan|report|rules|source|spec)\/.+\.d\.ts$/,
    'its types',
  ],
  [/^lib\/index\.(js|d\.ts)$/, 'the core as a library'],
  [/^messages\/[a-z.-]+\.md$/, 'every sentence'],
  [/^templates\/[a-z0-9-]+\.eca\.yaml$/, 'what init writes'],
];

type Manifest = { readonly commands: Readonly<Record<string, unknown>> };

let packed: Package;

beforeAll(async () => {
  packed = await packPlugin(await createSfHome(), { dryRun: true });
});

/** The files below a folder of the project that fit, with `/`. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(projectRoot, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(projectRoot.length + 1).replaceAll(sep, '/'));
}

describe('the package', () => {
  it('holds what is needed and nothing else', () => {
    expect(packed.files.filter((path) => !wanted.some(([pattern]) => pattern.test(path)))).toEqual([]);
    expect(wanted.filter(([pattern]) => !packed.files.some((path) => pattern.test(path)))).toEqual([]);
  });

  it('holds every message file, every template and every compiled file', async () => {
    const there = await Promise.all(['messages', 'templates', 'lib'].map(filesIn));
    expect(there.flat().filter((path) => !packed.files.includes(path))).toEqual([]);
  });

  it('knows every command in its manifest', async () => {
    const { commands } = JSON.parse(await readFile(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as Manifest;
    const files = packed.files.filter((path) => /^lib\/commands\/.+\.js$/.test(path));
    const ids = files.map((path) => path.slice('lib/commands/'.length, -'.js'.length).replaceAll('/', ':'));
    expect(Object.keys(commands).toSorted()).toEqual(ids.toSorted());
  });

  it('stays below two megabytes', () => {
    expect(packed.unpackedSize).toBeLessThan(2_000_000);
  });
});

describe('package.json', () => {
  type PackageJson = {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly engines: { readonly node: string };
    readonly keywords: readonly string[];
    readonly exports: string;
    readonly files: readonly string[];
    readonly scripts: Readonly<Record<string, string>>;
    readonly oclif: { readonly hooks?: unknown; readonly bin: string; readonly topicSeparator: string };
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  let json: PackageJson;

  beforeAll(async () => {
    json = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as PackageJson;
  });

  it('has exact versions only', () => {
    const versions = Object.entries({ ...json.dependencies, ...json.devDependencies });
    expect(versions.filter(([, version]) => !/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('is found as a plugin of sf, runs no hook and no script of its own at the user', () => {
    expect(json.keywords).toEqual(expect.arrayContaining(['salesforce', 'sf-plugin', 'external-client-app']));
    expect({ bin: json.oclif.bin, separator: json.oclif.topicSeparator }).toEqual({ bin: 'sf', separator: ' ' });
    expect(json.oclif.hooks).toBeUndefined();
    expect(Object.keys(json.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });

  it('names only files and folders that are there', async () => {
    for (const path of [...json.files, json.exports]) {
      await expect(stat(join(projectRoot, path))).resolves.toBeDefined();
    }
  });

  it('asks for the same Node as the programs in bin and scripts', async () => {
    expect(json.engines.node).toBe('^22.21.0 || >=24.5.0');
    expect(await readFile(join(projectRoot, 'bin', 'run.js'), 'utf8')).toContain('major === 22 && minor >= 21');
    expect(await readFile(join(projectRoot, 'scripts', 'node22.mjs'), 'utf8')).toContain('major === 22 && minor >= 21');
  });

  it('says in the change log what its version brings', async () => {
    const log = await readFile(join(projectRoot, 'CHANGELOG.md'), 'utf8');
    expect(log).toMatch(new RegExp(`^## \\[(Unreleased|${json.version.replaceAll('.', '\\.')})\\]`, 'm'));
  });
});
