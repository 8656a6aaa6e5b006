import { readFile, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findViolations, nameViolations } from './architecture/importRules.js';
import { packageOwners } from './architecture/layers.js';
import { projectRoot } from './e2e/paths.js';

type PackageJson = { readonly dependencies: Readonly<Record<string, string>> };

const doc = '/** A promise. */\n';

/** The violations of a made-up project. */
function violations(files: Readonly<Record<string, string>>): readonly string[] {
  return findViolations(new Map(Object.entries(files)));
}

/** The TypeScript files of a folder of this project by path, with `/` on every system; none when there is no folder. */
async function readSources(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(join(projectRoot, folder), { recursive: true }).catch(() => []);
  const paths = names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name.split(sep).join('/')}`);
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(projectRoot, path), 'utf8')] as const)),
  );
}

describe('this project', () => {
  it('keeps to the layers, the packages of each layer, the size of files and the names', async () => {
    expect(findViolations(await readSources('src'))).toEqual([]);
  });

  it('gives no test file or folder an empty name', async () => {
    const paths = [...(await readSources('test')).keys()];
    expect(paths).toContain('test/architecture.test.ts');
    expect(paths.flatMap(nameViolations)).toEqual([]);
  });

  it('has every package of the table of layers among its dependencies, and the other way round', async () => {
    const text = await readFile(join(projectRoot, 'package.json'), 'utf8');
    const { dependencies } = JSON.parse(text) as PackageJson;
    const owned = Object.keys(packageOwners).filter((name) => !name.startsWith('node:'));
    expect(owned.sort()).toEqual(Object.keys(dependencies).sort());
  });
});

describe('findViolations', () => {
  it('finds nothing in an empty project', () => {
    expect(violations({})).toEqual([]);
  });

  it('accepts imports that go down and packages in their own layer', () => {
    expect(
      violations({
        'src/catalog/a.ts': `import { join } from 'node:path';\n${doc}export const a = join('a');`,
        'src/source/parse.ts': `import { parseDocument } from 'yaml';\n${doc}export const p = parseDocument;`,
        'src/spec/check.ts': `import { a } from '../catalog/a.js';\n${doc}export const c = a;`,
        'src/report/text.ts': `import type { c } from '../spec/check.js';\n${doc}export type T = typeof c;`,
        'src/commands/eca/x.ts': `import { t } from '../../operations/o.js';\nexport default class X { t = t; }`,
        'src/operations/o.ts': `import { c } from '../spec/check.js';\n${doc}export const t = c;`,
        'src/index.ts': `export { t } from './operations/o.js';`,
      }),
    ).toEqual([]);
  });

  it('reports an import that goes up', () => {
    expect(violations({ 'src/catalog/a.ts': `\nimport { b } from '../spec/b.js';\nb();` })).toEqual([
      'src/catalog/a.ts:2 imports ../spec/b.js: catalog is not above spec',
    ]);
  });

  it('reports an import between layers of one rank, also of a type', () => {
    expect(violations({ 'src/org/a.ts': `import type { B } from '../files/b.js';\ntype A = B;` })).toEqual([
      'src/org/a.ts:1 imports ../files/b.js: org is not above files',
    ]);
  });

  it('reports a lower layer that the table leaves out, for values and not for types', () => {
    expect(
      violations({
        'src/report/a.ts': `import { b } from '../plan/b.js';\nimport type { C } from '../plan/c.js';\nb() as C;`,
        'src/report/d.ts': `import { type D } from '../plan/d.js';\nexport * from '../plan/e.js';\ntype E = D;`,
        'src/report/f.ts': `const f = await import('../plan/f.js');`,
      }),
    ).toEqual([
      'src/report/a.ts:1 imports ../plan/b.js: report may not import values of plan',
      'src/report/d.ts:2 imports ../plan/e.js: report may not import values of plan',
      'src/report/f.ts:1 imports ../plan/f.js: report may not import values of plan',
    ]);
  });

  it('reports a package outside its layer, a subpath of it, a type of it and an unknown package', () => {
    expect(
      violations({
        'src/spec/a.ts': `import { parse } from 'yaml';\nimport type { PathLike } from 'node:fs/promises';`,
        'src/org/b.ts': `import { Messages } from '@salesforce/core/messages';\nimport 'left-pad';`,
        'src/plan/c.ts': `const zip = await import('jszip');\nconst other = await import(zip.name);`,
      }),
    ).toEqual([
      'src/spec/a.ts:1 imports yaml: only source may name yaml',
      'src/spec/a.ts:2 imports node:fs/promises: only files may name node:fs',
      'src/org/b.ts:1 imports @salesforce/core/messages: only report and flags and commands may name @salesforce/core',
      'src/org/b.ts:2 imports left-pad: the table of layers does not name this package',
      'src/plan/c.ts:1 imports jszip: only metadata may name jszip',
      'src/plan/c.ts:2 imports (computed): the table of layers does not name this package',
    ]);
  });

  it('reports process, console and fetch where they do not belong, and not properties of that name', () => {
    expect(
      violations({
        'src/spec/a.ts': `console.log(process.env);\nglobalThis.process.exit();\nconst { exit } = process;`,
        'src/files/b.ts': `process.cwd();\nawait fetch('x');`,
        'src/rules/c.ts': `type Step = { process: () => void };\nconst s = { process: () => 1 };\ns.process();`,
        'src/org/d.ts': `const e = { fetch };`,
      }),
    ).toEqual([
      'src/spec/a.ts:1 uses console: pass it in from the rim',
      'src/spec/a.ts:1 uses process: pass it in from the rim',
      'src/spec/a.ts:2 uses process: pass it in from the rim',
      'src/spec/a.ts:3 uses process: pass it in from the rim',
      'src/files/b.ts:2 uses fetch: pass it in from the rim',
    ]);
  });

  it('reports a cycle of files, also through types', () => {
    expect(
      violations({
        'src/spec/a.ts': `import { b } from './b.js';\nb();`,
        'src/spec/b.ts': `import type { A } from './c.js';\ntype B = A;`,
        'src/spec/c.ts': `export * from './a.js';`,
      }),
    ).toEqual(['src/spec/a.ts:1 imports itself: src/spec/a.ts -> src/spec/b.ts -> src/spec/c.ts -> src/spec/a.ts']);
  });

  it('reports a file of more than 250 lines and accepts one of 250', () => {
    const lines = (count: number): string => 'void 0;\n'.repeat(count);
    expect(violations({ 'src/spec/a.ts': lines(250), 'src/spec/b.ts': lines(251) })).toEqual([
      'src/spec/b.ts:250 has 251 lines, more than 250: split it',
    ]);
  });

  it('reports names that say nothing, and not words that contain them', () => {
    expect(
      violations({
        'src/spec/utils.ts': '',
        'src/org/jobManager.ts': '',
        'src/rules/common/a.ts': '',
        'src/rules/sharedness.ts': '',
      }),
    ).toEqual([
      'src/spec/utils.ts:1 "utils" in a name says nothing: name what is in it',
      'src/org/jobManager.ts:1 "Manager" in a name says nothing: name what is in it',
      'src/rules/common/a.ts:1 "common" in a name says nothing: name what is in it',
    ]);
  });

  it('reports an export without a docstring, and takes one for all overloads', () => {
    expect(violations({ 'src/spec/o.ts': `${doc}export function f(): 1;\nexport function f() {}` })).toEqual([]);
    expect(
      violations({
        'src/spec/a.ts': `// no docstring\nexport const a = 1;\n${doc}export function b() {}\nexport type C = 1;\nconst d = 2;`,
      }),
    ).toEqual(['src/spec/a.ts:2 a has no docstring', 'src/spec/a.ts:5 C has no docstring']);
  });

  it('reports a folder that the table does not name, and an import out of src', () => {
    expect(violations({ 'src/tools/a.ts': '', 'src/spec/b.ts': `import '../../test/c.js';` })).toEqual([
      'src/tools/a.ts:1 the folder src/tools is not in the table of layers',
      'src/spec/b.ts:1 imports ../../test/c.js, which is outside src/',
    ]);
  });
});
