import { readFileSync } from 'node:fs';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { isSwitchOn } from './clientStage.js';
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

const connectedApp = `<?xml version="1.0" encoding="UTF-8"?>
<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>a@example.com</contactEmail>
    <label>Old</label>
    <oauthConfig>
        <callbackUrl>https://old.example.com/cb</callbackUrl>
        <scopes>Api</scopes>
    </oauthConfig>
</ConnectedApp>
`;

/** What a command writes: files into a folder `target` that holds files of an earlier run, notes into the state folder, or nothing. */
type Writes =
  | { readonly files?: readonly string[]; readonly notes?: readonly string[] }
  | { readonly nothing: string }
  | { readonly apart: string };

const prints = 'it only prints';
const noted = '-o fake --enable-secret-access';

/** Every command of the plugin with everything that it writes. */
const writes: Readonly<Record<string, Writes>> = {
  'eca:init': { files: ['eca init --template native-pkce --name New --output-dir target'] },
  'eca:generate': {
    files: [
      'eca generate --output-dir target',
      'eca generate --output-dir target --format metadata',
      'eca generate -f packaged --output-dir target --packageable',
    ],
  },
  'eca:inventory': { files: ['eca inventory --output-file target/page.md --force'] },
  'eca:import': { files: ['eca import --source-dir metadata --output-dir target'] },
  'eca:migrate': {
    files: ['eca migrate --source-dir metadata --output-dir target --report target/report.md --force'],
  },
  'eca:credentials:show': {
    files: ['eca credentials show -o fake -n App --output-file target/secret.env'],
    notes: [`eca credentials show -n App ${noted}`],
  },
  'eca:credentials:rotate': {
    files: ['eca credentials rotate -o fake -n App --output-file target/secret.env'],
    notes: [
      'eca credentials rotate -o fake -n App --output-file target/secret.env',
      `eca credentials rotate -n App --output-file target/secret.env ${noted}`,
    ],
  },
  'eca:credentials:list': { notes: [`eca credentials list ${noted}`] },
  'eca:verify': { notes: [`eca verify --no-prompt --wait 0 ${noted}`] },
  'eca:deploy': { apart: 'goes on when its record of the job cannot be kept' },
  'eca:deploy:report': { nothing: 'it reads the record of the job' },
  'eca:deploy:resume': { nothing: 'it reads the record of the job' },
  'eca:delete': { nothing: 'it changes the org only' },
  'eca:explain': { nothing: prints },
  'eca:schema': { nothing: prints },
  'eca:list': { nothing: prints },
  'eca:plan': { nothing: prints },
  'eca:validate': { nothing: prints },
};

/** Flags that make a command write. */
const writingFlags = ['output-dir', 'output-file', 'report', 'enable-secret-access'];
const all = Object.values(writes).map((one) => ('files' in one || 'notes' in one ? one : {}));
const fileRows = all.flatMap(({ files = [] }) => files);
const noteRows = all.flatMap(({ notes = [] }) => notes);

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
  await write(home, at('metadata/connectedApps/Old.connectedApp-meta.xml'), connectedApp);
  await write(home, at('target/externalClientApps/App.eca-meta.xml'), header);
  await write(home, at('target/page.md'), 'an earlier page\n');
  await write(home, at('target/report.md'), 'an earlier report\n');
  await write(home, at('target/Old.eca.yaml'), 'name: Old\n');
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

let runs = 0;
const nextFolder = (): string => `run-${(runs += 1)}`;
const currentKey = (): string | undefined => org.state.consumers.get('app')?.key;

const setSwitch = (on: boolean): void =>
  org.setup.setValue('Settings', 'ExternalClientApp', 'enableClientSecretInRestApiAccess', String(on));

/** What everybody may expect of a command that cannot write: exit 1, the file, the cause, what to do, and no stack. */
async function expectRefusal(args: string, cwd: string, env: Readonly<Record<string, string>>, words: string[]) {
  const { status, stdout, stderr } = await run(args, cwd, env);
  expect(`${status} ${stderr}`).toMatch(/^1 /);
  expect(stderr).not.toMatch(/^\s+at /m);
  if (!args.endsWith('--json')) {
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).toContain('Try this:');
    return;
  }
  const error = JSON.parse(stdout) as { message: string; status: number; actions: string[] };
  expect(error.status).toBe(1);
  for (const word of words) expect(error.message).toContain(word);
  expect(error.actions.length).toBeGreaterThan(0);
}

describe('the commands of the plugin', () => {
  const { commands } = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as {
    commands: Record<string, { flags: Record<string, object> }>;
  };

  it('are all tried with a disk that cannot be written, or say why not', () => {
    expect(Object.keys(writes).toSorted()).toEqual(Object.keys(commands).toSorted());
  });

  it('are tried with every flag that makes them write', () => {
    const untried = Object.entries(commands).flatMap(([id, { flags }]) => {
      const one = writes[id] ?? {};
      const tried = 'apart' in one || 'nothing' in one ? '' : [...(one.files ?? []), ...(one.notes ?? [])].join(' ');
      return writingFlags
        .filter((flag) => flag in flags && !tried.includes(`--${flag}`))
        .map((flag) => `${id} ${flag}`);
    });
    expect(untried).toEqual([]);
  });
});

describe.each(fileRows)('%s', (args) => {
  it.each([
    ['a full disk', 'ENOSPC', ''],
    ['a read-only disk', 'EROFS', ' --json'],
    ['a folder without permission', 'EACCES', ''],
  ])('meets %s: exit 1, what to do, and every file as it was', async (_, fault, flag) => {
    const cwd = await workFolder(nextFolder());
    const [before, key] = [await tree(cwd), currentKey()];
    await expectRefusal(`${args}${flag}`, cwd, preload(join(cwd, 'target'), fault), [fault, 'target']);
    expect(await tree(cwd)).toEqual(before);
    expect(currentKey()).toBe(key);
  });

  it('meets a file in the place of a folder: exit 1, what to do, and every file as it was', async () => {
    const cwd = await workFolder(nextFolder());
    await writeFile(join(cwd, 'file'), 'a file\n');
    const before = await tree(cwd);
    await expectRefusal(`${args.replaceAll('target', 'file/below')} --json`, cwd, {}, ['file']);
    expect(await tree(cwd)).toEqual(before);
  });
});

describe('a note in the state folder of the CLI', () => {
  const state = (): string => join(home.path, '.sf', 'eca');

  it.each(noteRows.flatMap((args) => [[args, 'ENOSPC'] as const, [`${args} --json`, 'EROFS'] as const]))(
    'that cannot be written stops %s (%s) before anything is changed',
    async (args, fault) => {
      const cwd = await workFolder(nextFolder());
      setSwitch(!args.includes('--enable-secret-access'));
      const [before, key] = [[await tree(cwd), await tree(state())], currentKey()];
      await expectRefusal(args, cwd, preload(state(), fault), [fault, state()]);
      expect([await tree(cwd), await tree(state())]).toEqual(before);
      expect([currentKey(), isSwitchOn(org)]).toEqual([key, !args.includes('--enable-secret-access')]);
    },
  );
});

describe('rotate', () => {
  it('promotes only what is safe: after a full disk the same command goes on, and the file holds the new secret', async () => {
    const cwd = await workFolder(nextFolder());
    setSwitch(true);
    const key = currentKey();
    const args = 'eca credentials rotate -o fake -n App --output-file target/secret.env';
    await expectRefusal(args, cwd, preload(join(cwd, 'target'), 'ENOSPC'), ['ENOSPC']);
    const staged = org.state.consumers.get('app')?.staged?.key;
    expect([currentKey(), staged === undefined]).toEqual([key, false]);
    const { status, stdout } = await run(args, cwd);
    expect(`${status} ${stdout}`).toMatch(/^0 /);
    const { key: promoted, secret = '' } = org.state.consumers.get('app') ?? {};
    expect(promoted).toBe(staged);
    expect(await readFile(join(cwd, 'target', 'secret.env'), 'utf8')).toContain(
      `SALESFORCE_CONSUMER_SECRET=${secret}\n`,
    );
  });
});

describe('generate', () => {
  it('brings back the files that it has replaced already, when the disk gets full at that moment', async () => {
    const cwd = await workFolder(nextFolder());
    await run('eca generate --output-dir target', cwd);
    const files = await readdir(join(cwd, 'target'), { recursive: true, withFileTypes: true });
    for (const { parentPath, name } of files.filter(({ name: one }) => one.endsWith('.xml'))) {
      const path = join(parentPath, name);
      await writeFile(path, (await readFile(path, 'utf8')).replaceAll('\n', '\r\n'));
      await chmod(path, 0o640);
    }
    const before = await tree(cwd);
    await expectRefusal('eca generate --output-dir target', cwd, preload(join(cwd, 'target'), 'LATE'), ['ENOSPC']);
    expect(await tree(cwd)).toEqual(before);
    const { mode } = await stat(join(cwd, 'target', 'externalClientApps', 'App.eca-meta.xml'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o640);
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
