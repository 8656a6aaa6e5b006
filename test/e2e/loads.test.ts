import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from './paths.js';
import { createSfHome, removeSfHome, runBin, type SfHome } from './sfCli.js';

type Loads = { readonly modules: readonly string[]; readonly reads: Readonly<Record<string, number>> };

const preload = pathToFileURL(join(import.meta.dirname, 'noteLoads.mjs')).href;
const own = pathToFileURL(join(projectRoot, 'lib')).href;
let home: SfHome;

/** What a command that has to succeed loads and reads. */
async function loadsOf(args: readonly string[]): Promise<Loads> {
  const file = join(home.path, 'loads.json');
  const env = { NODE_OPTIONS: `--import=${preload}`, ECA_NOTE_LOADS: file };
  const { status, stderr } = await runBin(['eca', ...args], { home, env });
  if (status !== 0) throw new Error(`sf eca ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(await readFile(file, 'utf8')) as Loads;
}

/** The folders of our own modules, and the libraries that our own code brings along, as far as a command loads them. */
function brought({ modules }: Loads): readonly string[] {
  const libraries = ['yaml', 'fast-xml-parser', 'oauth4webapi', 'jose', 'open', 'diff', 'p-limit'];
  const folders = modules.flatMap((url) =>
    url.startsWith(own) ? [`lib/${url.slice(own.length + 1).split('/')[0]}`] : [],
  );
  const packages = libraries.filter((name) => modules.some((url) => url.includes(`/node_modules/${name}/`)));
  return [...new Set([...folders, ...packages])].toSorted();
}

beforeAll(async () => {
  home = await createSfHome();
  await mkdir(join(home.work, 'eca'));
  for (const name of ['A', 'B', 'C'])
    await writeFile(
      join(home.work, 'eca', `${name}.eca.yaml`),
      `name: ${name}\ncontactEmail: team@example.com\ncallback: https://example.com/${name}\nscopes: [api]\npolicies: {permittedUsers: admin-approved, permissionSets: [P]}\n`,
    );
});

afterAll(async () => {
  await removeSfHome(home);
});

describe('a command loads no more than it needs', () => {
  it('schema loads nothing that reads a spec', async () => {
    expect(brought(await loadsOf(['schema']))).toEqual(['lib/commands', 'lib/files', 'lib/flags', 'lib/report']);
  });

  it('validate loads no XML, no plan, and nothing that speaks to an org', async () => {
    const loads = brought(await loadsOf(['validate']));
    for (const name of ['lib/org', 'lib/plan', 'fast-xml-parser', 'oauth4webapi', 'jose', 'open', 'diff'])
      expect(loads).not.toContain(name);
    expect(loads).toContain('yaml');
  });
});

describe('generate', () => {
  it('reads every file once, loads nothing that speaks to an org, and reads no sentences when there is nothing to say', async () => {
    const first = await loadsOf(['generate', '--output-dir', 'out']);
    for (const name of ['lib/org', 'lib/plan', 'oauth4webapi', 'jose', 'open', 'diff'])
      expect(brought(first)).not.toContain(name);
    const { reads } = await loadsOf(['generate', '--output-dir', 'out']);
    const inWork = Object.entries(reads).filter(([path]) => path.startsWith(home.work + sep));
    expect(inWork.map(([path]) => path.slice(home.work.length + 1).split(sep)[0]).toSorted()).toEqual([
      ...Array.from({ length: 3 }, () => 'eca'),
      ...Array.from({ length: 15 }, () => 'out'),
    ]);
    expect(inWork.filter(([, times]) => times !== 1)).toEqual([]);
    expect(Object.keys(reads).filter((path) => /messages.(problems|rules)\.md$/.test(path))).toEqual([]);
  });
});
