import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from './paths.js';

const run = promisify(execFile);

const program = `
import { checkSpec, completeSpec, componentPath, componentToXml, parseSource, specToComponents } from 'sf-plugin-eca';
import type { Component, Finding, Spec } from 'sf-plugin-eca';

const { document, findings } = parseSource('App.eca.yaml', 'name: App\\ncontactEmail: a@example.com\\ncallback: https://a.example.com/cb\\nscopes: [api]\\n');
if (document === undefined) throw new Error(findings.map(({ rule }: Finding) => rule).join());
const checked = checkSpec(document, { number: 66, origin: 'the consumer' });
const spec: Spec = completeSpec(checked.spec);
const scopes: readonly string[] = spec.scopes ?? [];
const components: readonly Component[] = specToComponents(spec, { apiVersion: 66, fileContent: () => undefined });
for (const component of components) console.log(componentPath(component, 'source'), componentToXml(component).length > 100, scopes.join());
`;

/** A project of somebody else, with the package linked into its node_modules as npm link does it. */
let project = '';

async function typeCheck(code: string): Promise<string> {
  await writeFile(join(project, 'consumer.ts'), code);
  return run(process.execPath, [join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], {
    cwd: project,
  }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  );
}

beforeAll(async () => {
  project = await mkdtemp(join(process.env['ECA_TEST_RUN_DIR'] ?? tmpdir(), 'consumer-'));
  await mkdir(join(project, 'node_modules', '@types'), { recursive: true });
  await symlink(projectRoot, join(project, 'node_modules', 'sf-plugin-eca'), 'junction');
  await symlink(
    join(projectRoot, 'node_modules', '@types', 'node'),
    join(project, 'node_modules', '@types', 'node'),
    'junction',
  );
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  await writeFile(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        strict: true,
        exactOptionalPropertyTypes: true,
        types: ['node'],
        outDir: 'out',
      },
      files: ['consumer.ts'],
    }),
  );
});
afterAll(async () => rm(project, { recursive: true, force: true }));

describe('a TypeScript project that uses the package as a library (needs a build)', () => {
  it('compiles with strict types and generates XML', async () => {
    expect(await typeCheck(program)).toBe('');
    const { stdout } = await run(process.execPath, [join(project, 'out', 'consumer.js')]);
    expect(stdout.trimEnd().split('\n')).toEqual([
      'externalClientApps/App.eca-meta.xml true api',
      'extlClntAppGlobalOauthSets/App_glbloauth.ecaGlblOauth-meta.xml true api',
      'extlClntAppOauthSettings/App_oauth.ecaOauth-meta.xml true api',
      'extlClntAppOauthPolicies/App_oauthPlcy.ecaOauthPlcy-meta.xml true api',
      'extlClntAppPolicies/App_plcy.ecaPlcy-meta.xml true api',
    ]);
  }, 60_000);

  it('is told by the compiler about a key that no spec has, and about a word that is none', async () => {
    const wrong = await typeCheck(`
import type { Spec } from 'sf-plugin-eca';
export const one: Spec = { name: 'A', contactEmial: 'a@example.com' };
export const two: Spec = { name: 'A', distribution: 'global' };
`);
    expect(wrong).toMatch(/consumer\.ts\(3,\d+\): error TS2561: .*'contactEmial'/);
    expect(wrong).toMatch(/consumer\.ts\(4,\d+\): error TS2322: .*"global"/);
  }, 60_000);

  it('finds the example of docs/library.md right', async () => {
    const page = await readFile(join(projectRoot, 'docs', 'library.md'), 'utf8');
    const example = /```js\n([^]*?)```/.exec(page)?.[1] ?? '';
    expect(example).toContain("from 'sf-plugin-eca'");
    expect(await typeCheck(example)).toBe('');
  }, 60_000);
});
