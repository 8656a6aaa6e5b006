import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { installApp } from './installedApp.js';
import { projectRoot } from './paths.js';
import { homeOf, write } from './planHome.js';
import { runBin, type ProgramResult, type SfHome } from './sfCli.js';

const spec =
  'name: App\ncontactEmail: a@example.com\ncallback: https://app.example.com/cb\nscopes: [api]\npolicies: {permittedUsers: admin-approved, permissionSets: [Order_Sync_API]}\n';
const header = `<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>old@example.com</contactEmail>
    <label>App</label>
</ExternalClientApplication>
`;

/** Commands that write, each into a folder `target` that holds a file of an earlier run. */
const commands: Readonly<Record<string, string>> = {
  init: 'eca init --template native-pkce --name New --output-dir target',
  generate: 'eca generate --output-dir target',
  'generate --format metadata': 'eca generate --output-dir target --format metadata',
  'generate --packageable': 'eca generate -f packaged --output-dir target --packageable',
  inventory: 'eca inventory --output-file target/page.md --force',
  import: 'eca import --source-dir metadata --output-dir target',
  'credentials show': 'eca credentials show -o fake -n App --output-file target/secret.env',
};

let org: FakeOrg;
let home: SfHome;

async function tree(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    files.toSorted().map(async (file) => `${file.slice(folder.length)}: ${await readFile(file, 'utf8')}`),
  );
}

/** A work folder of its own for one run. */
async function workFolder(name: string): Promise<string> {
  const at = (path: string): string => join(name, path);
  await write(home, at('eca/App.eca.yaml'), spec);
  await write(home, at('packaged/App.eca.yaml'), `${spec}distribution: packaged\n`);
  await write(home, at('metadata/externalClientApps/App.eca-meta.xml'), header);
  await write(home, at('target/externalClientApps/App.eca-meta.xml'), header);
  await write(home, at('target/page.md'), 'an earlier page\n');
  return join(home.work, name);
}

async function run(args: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<ProgramResult> {
  return runBin(args.split(' '), { home, cwd, env });
}

const preload = (folder: string, fault: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import ${pathToFileURL(join(projectRoot, 'test', 'e2e', 'fullDisk.mjs')).href}`,
  ECA_FULL_DISK: folder,
  ECA_DISK_FAULT: fault,
});

beforeAll(async () => {
  org = await startFakeOrg({ secretAccess: true });
  home = await homeOf({ fake: org });
  installApp(org, spec);
}, 120_000);
afterAll(async () => org.close());

describe.each(Object.entries(commands))('%s', (name, args) => {
  it.each([
    ['a full disk', 'ENOSPC'],
    ['a read-only disk', 'EROFS'],
  ])('meets %s: exit 1, what to do, and every file as it was', async (_, fault) => {
    const cwd = await workFolder(`${name.replaceAll(/\W/g, '')}-${fault}`);
    const before = await tree(cwd);
    const env = preload(join(cwd, 'target'), fault);
    const [people, machine] = [await run(args, cwd, env), await run(`${args} --json`, cwd, env)];
    expect(people.status).toBe(1);
    expect(people.stderr).toContain(fault);
    expect(people.stderr).toContain('Try this:');
    expect(people.stderr).not.toMatch(/^\s+at /m);
    const error = JSON.parse(machine.stdout) as { message: string; status: number; actions: string[] };
    expect(error).toMatchObject({ status: 1, message: expect.stringContaining(fault) as unknown });
    expect(error.actions.length).toBeGreaterThan(0);
    expect(await tree(cwd)).toEqual(before);
  });

  it('meets a file in the place of a folder: exit 1, what to do, and every file as it was', async () => {
    const cwd = join(home.work, `${name.replaceAll(/\W/g, '')}-blocked`);
    await workFolder(`${name.replaceAll(/\W/g, '')}-blocked`);
    await write(home, join(cwd.slice(home.work.length + 1), 'file'), 'a file\n');
    const before = await tree(cwd);
    const blocked = args.replace('target', 'file/below');
    const [people, machine] = [await run(blocked, cwd), await run(`${blocked} --json`, cwd)];
    expect(people.status).toBe(1);
    expect(people.stderr).toContain('Try this:');
    expect(people.stderr).not.toMatch(/^\s+at /m);
    expect(JSON.parse(machine.stdout)).toMatchObject({
      status: 1,
      message: expect.stringContaining('file') as unknown,
    });
    expect(await tree(cwd)).toEqual(before);
  });
});

describe('deploy', () => {
  it.each(['ENOSPC', 'EROFS'])('goes on when its record of the job cannot be kept (%s), and says so', async (fault) => {
    const cwd = await workFolder(`deploy-${fault}`);
    await write(
      home,
      `deploy-${fault}/eca/App.eca.yaml`,
      spec.replace('scopes: [api]', `scopes: [api, refresh_token]\nlabel: ${fault}`),
    );
    const args = 'eca deploy -o fake --no-prompt --api-version 67.0';
    const { status, stdout, stderr } = await run(args, cwd, preload(join(home.path, '.sf'), fault));
    expect(stdout + stderr).toMatch(new RegExp(`could not be written down on this computer, .*${fault}`));
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(0);
  });
});
