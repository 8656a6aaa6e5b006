import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { installPackage, packPlugin } from './packPlugin.js';
import { projectRoot } from './paths.js';
import { resultProblems } from './resultTypes.js';
import { openSession, runStep, session } from './session.js';
import { createSfHome, runSf, type SfHome } from './sfCli.js';

type Manifest = { readonly commands: Readonly<Record<string, unknown>> };
type Deployed = { readonly jobId?: string };

const manifest = JSON.parse(await readFile(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as Manifest;
const commands = Object.keys(manifest.commands);

let org: FakeOrg;
let home: SfHome;

beforeAll(async () => {
  [org, home] = await Promise.all([startFakeOrg({ pollsUntilDone: 0, secretAccess: true }), createSfHome()]);
  const { tarball } = await packPlugin(home);
  await installPackage(home, tarball);
  await openSession(home, org);
}, 300_000);

afterAll(async () => org.close());

describe('the packed tarball in the real sf', () => {
  it('is installed, not linked', async () => {
    const { stdout } = await runSf(['plugins', '--json'], { home });
    const plugins = JSON.parse(stdout) as { name: string; type: string }[];
    expect(plugins.filter(({ name }) => name === 'sf-plugin-eca')).toMatchObject([{ type: 'user' }]);
  });

  it('shows the help of its topics and of a command', async () => {
    for (const page of ['eca', 'eca credentials', 'eca deploy']) {
      const { stdout, stderr, status } = await runSf([...page.split(' '), '-h'], { home });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      expect(stdout).toContain(`USAGE\n  $ sf ${page}`);
    }
  }, 60_000);

  it('runs every command, and each result has the type that the command declares', async () => {
    expect(commands.filter((command) => !session.some((step) => step.command === command))).toEqual([]);
    const results: { command: string; value: unknown }[] = [];
    let jobId = '';
    for (const step of session) {
      const { result } = await runStep(home, step, jobId);
      if (step.command === 'eca:deploy') jobId = (result as Deployed).jobId ?? '';
      results.push({ command: step.command, value: result });
    }
    expect(resultProblems(results)).toEqual([]);
  }, 240_000);
});

describe('resultProblems', () => {
  it('finds missing, surplus and wrong properties', () => {
    const found = resultProblems([
      { command: 'eca:init', value: { files: ['a'] } },
      { command: 'eca:init', value: { file: ['a'] } },
      { command: 'eca:list', value: { apps: [], more: 1 } },
      { command: 'eca:list', value: { apps: 'none' } },
    ]);
    expect(found.map((problem) => problem.split(':').slice(0, 2).join(':'))).toEqual([
      'eca:init',
      'eca:list',
      'eca:list',
    ]);
  });
});
