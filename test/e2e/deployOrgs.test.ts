import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { selfSignedCertificate } from '../fakeOrg/selfSignedCertificate.js';
import type { FakeOrgOptions } from '../fakeOrg/fakeOrgOptions.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { installApp } from './installedApp.js';
import { logIn } from './logIn.js';
import { binProgram } from './paths.js';
import { createSfHome, linkPlugin, runBin, runSf, type ProgramResult, type SfHome } from './sfCli.js';

/** The real CLI takes a second or two per command, more on a busy machine. */
jest.setTimeout(120_000);

const opened: FakeOrg[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (org) => org.close()));
});

type Stage = {
  readonly home: SfHome;
  readonly sf: (args: string) => Promise<ProgramResult>;
  readonly orgs: readonly FakeOrg[];
};

/** Fake orgs with the aliases org1, org2, … that the real CLI is logged in to. */
async function stage(...options: readonly FakeOrgOptions[]): Promise<Stage> {
  const home = await createSfHome();
  await linkPlugin(home);
  const orgs: FakeOrg[] = [];
  for (const [index, option] of options.entries()) {
    const org = await startFakeOrg({ username: `admin${index + 1}@fake.example.com`, pollsUntilDone: 0, ...option });
    opened.push(org);
    orgs.push(org);
  }
  await logIn(home, Object.fromEntries(orgs.map((org, index) => [`org${index + 1}`, org])));
  return { home, orgs, sf: async (args) => runSf(args.split(' '), { home }) };
}

/** Makes the login of the home one with an app of the org, as after `sf org login web --client-id`. */
async function useApp({ path }: SfHome, { state, username }: FakeOrg, app: string): Promise<void> {
  const file = join(path, '.sfdx', `${username}.json`);
  const settings = state.components.get(`ExtlClntAppGlobalOauthSettings:${app.toLowerCase()}_glbloauth`);
  const clientId = settings?.elements.find(({ name }) => name === 'consumerKey')?.text;
  expect(clientId).toMatch(/^\S{8,}$/);
  await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), clientId }));
}

async function put({ work }: SfHome, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(work, path)), { recursive: true });
  await writeFile(join(work, path), content);
}

const shop = (more = ''): string =>
  `name: Shop\ncontactEmail: team@example.com\ncallback: https://shop.example.com/callback\nscopes: [api, refresh_token]\n${more}`;

type Org = { readonly username: string; readonly status: string; readonly success: boolean; readonly problem?: string };
type Result = {
  readonly orgs: readonly Org[];
  readonly summary: unknown;
  readonly missing?: readonly string[];
  readonly jobId?: string;
};
type Json = {
  readonly status: number;
  readonly message?: string;
  readonly actions?: readonly string[];
  readonly result?: Result;
  readonly data?: Result;
};

const json = ({ stdout }: ProgramResult): Json => JSON.parse(stdout) as Json;
const holdsShop = ({ state }: FakeOrg): boolean => state.components.has('ExternalClientApplication:shop');

describe('sf eca deploy into several orgs', () => {
  it('exits with 68 when one org refuses, and has deployed into the other', async () => {
    const { home, sf, orgs } = await stage(
      { permissionSets: [{ name: 'Team' }] },
      { rest: false, externalClientApps: false },
    );
    await put(home, 'eca/Shop.eca.yaml', shop());
    const ended = await sf('eca deploy --target-org org1 --target-org org2 --json');
    expect(ended.status).toBe(68);
    expect(json(ended).status).toBe(68);
    expect(json(ended).result?.orgs.map(({ username, success }) => `${username} ${success}`)).toEqual([
      'admin1@fake.example.com true',
      'admin2@fake.example.com false',
    ]);
    expect(json(ended).result?.summary).toMatchObject({ orgs: { succeeded: 1, failed: 1, running: 0 } });
    expect(orgs.map(holdsShop)).toEqual([true, false]);
    const human = await sf('eca deploy --target-org org1 --target-org org2');
    expect(human.stdout).toMatch(/All orgs\n {2}org1 {2}Unchanged +Shop unchanged\n {2}org2 {2}/);
  });

  it('gives each org its own values, and asks none when a file is missing', async () => {
    const { home, sf, orgs } = await stage({}, {});
    const before = orgs.map(({ requests }) => requests.length);
    await put(
      home,
      'eca/Shop.eca.yaml',
      shop('description: ${what}\nvariables:\n  what: {description: What it is for}\n'),
    );
    await put(home, 'values/org1.yaml', 'what: The first\n');
    const args = 'eca deploy --target-org org1 --target-org org2 --values values/{org}.yaml --json';
    const missing = await sf(args);
    expect({ status: missing.status, message: json(missing).message }).toEqual({
      status: 1,
      message: 'There is no values file "values/org2.yaml".',
    });
    expect(orgs.map(({ requests }) => requests.length)).toEqual(before);
    await put(home, 'values/org2.yaml', 'what: The second\n');
    expect((await sf(args)).status).toBe(0);
    const texts = orgs.map(
      ({ state }) =>
        state.components.get('ExternalClientApplication:shop')?.elements.find(({ name }) => name === 'description')
          ?.text,
    );
    expect(texts).toEqual(['The first', 'The second']);
  });

  it('deploys into 20 orgs, five at a time', async () => {
    const { home, sf, orgs } = await stage(...Array.from({ length: 20 }, () => ({})));
    await put(home, 'eca/Shop.eca.yaml', shop());
    const names = orgs.map((_, index) => `--target-org org${index + 1}`).join(' ');
    const ended = await sf(`eca deploy ${names} --concurrency 5 --json`);
    expect({ status: ended.status, summary: json(ended).result?.summary }).toMatchObject({
      status: 0,
      summary: { created: 20, orgs: { succeeded: 20 } },
    });
    expect(orgs.every(holdsShop)).toBe(true);
    expect(orgs.map(({ state }) => state.deployJobs.size)).toEqual(Array(20).fill(1));
  });
});

describe('what sf eca deploy refuses without a word', () => {
  it('removes a certificate only with --allow certificate-removal', async () => {
    const { home, sf, orgs } = await stage({});
    await put(home, 'eca/cert.der', Buffer.from(selfSignedCertificate().base64, 'base64'));
    const policies = 'policies:\n  permissionSets: [Order_Sync_API]\n';
    await put(home, 'eca/Shop.eca.yaml', shop(`${policies}flows:\n  jwtBearer: {certificate: cert.der}\n`));
    expect((await sf('eca deploy --target-org org1 --json')).status).toBe(0);
    await put(home, 'eca/Shop.eca.yaml', shop(policies));
    const refused = await sf('eca deploy --target-org org1 --no-prompt --json');
    expect(refused.status).toBe(1);
    expect(json(refused)).toMatchObject({
      message: expect.stringContaining('would remove the certificate'),
      data: { missing: ['certificate-removal'] },
    });
    expect(json(refused).actions?.join()).toContain('--allow certificate-removal');
    expect(orgs[0]?.state.deployJobs.size).toBe(1);
    expect((await sf('eca deploy --target-org org1 --allow certificate-removal --json')).status).toBe(0);
    expect(orgs[0]?.state.deployJobs.size).toBe(2);
  });
});

describe('what locks people out', () => {
  it('needs a word of its own each, which the report and --json name', async () => {
    const { home, sf, orgs } = await stage({});
    const [org] = orgs as [FakeOrg];
    installApp(org, shop('policies:\n  permissionSets: [Order_Sync_API]\n'));
    await useApp(home, org, 'Shop');
    await put(home, 'eca/Shop.eca.yaml', shop('policies:\n  permittedUsers: admin-approved\n'));
    const deploy = 'eca deploy --target-org org1 --no-prompt';
    const nobody = 'Shop: only approved users may log in, and nobody would be approved.';
    const session = 'Shop: this is the app that the CLI is logged in with; a mistake locks you out.';

    const both = await sf(`${deploy} --json`);
    expect(both.status).toBe(1);
    expect(json(both)).toMatchObject({
      status: 1,
      message: `The deploy is stopped before anything was sent: ${nobody} ${session}`,
      actions: ['If you want exactly that, add: --allow nobody-approved --allow own-session'],
      data: { missing: ['nobody-approved', 'own-session'] },
    });
    const human = await sf(`${deploy} --allow own-session`);
    expect(human.status).toBe(1);
    expect(human.stderr).toContain(nobody);
    expect(human.stderr).not.toContain(session);
    expect(human.stderr).toContain('add: --allow nobody-approved\n');
    const other = await sf(`${deploy} --allow nobody-approved --json`);
    expect(json(other)).toMatchObject({ status: 1, data: { missing: ['own-session'] } });
    expect(org.state.deployJobs.size).toBe(0);

    const allowed = await sf(`${deploy} --allow nobody-approved --allow own-session`);
    expect({ status: allowed.status, jobs: org.state.deployJobs.size }).toEqual({ status: 0, jobs: 1 });
    expect(allowed.stdout).toContain('Shop: updated');
  });
});

describe('faults in the middle of sf eca deploy', () => {
  it('names the job and how to go on when the session ends while it waits', async () => {
    const { home, sf, orgs } = await stage({ pollsUntilDone: 2 });
    await put(home, 'eca/Shop.eca.yaml', shop());
    orgs[0]?.addFault({ kind: 'sessionExpired', match: 'GET .*deployRequest/', nth: 2, times: 100 });
    const ended = await sf('eca deploy --target-org org1 --json');
    const [jobId] = orgs[0]?.state.deployJobs.keys() ?? [];
    expect(ended.status).toBe(1);
    expect(json(ended)).toMatchObject({
      data: { jobId },
      message: expect.stringContaining(`The deploy job ${jobId} goes on in the org.`),
    });
    expect(json(ended).actions).toContain(
      `Wait for it and see the report: sf eca deploy resume --target-org org1 --job-id ${jobId}`,
    );
    orgs[0]?.clearFaults();
    expect((await sf(`eca deploy resume --job-id ${jobId} --json`)).status).toBe(0);
  });

  it('leaves the job and the way to it on the screen when somebody presses Ctrl-C', async () => {
    const { home, orgs } = await stage({ pollsUntilDone: 100_000 });
    await put(home, 'eca/Shop.eca.yaml', shop());
    const child = spawn(process.execPath, [binProgram, 'eca', 'deploy', '--target-org', 'org1'], {
      cwd: home.work,
      env: home.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      if (/Job 0Af/.test(chunk)) setTimeout(() => child.kill('SIGINT'), 300);
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    const [jobId] = orgs[0]?.state.deployJobs.keys() ?? [];
    expect(code).toBe(130);
    expect(stderr).toContain(`The deploy job ${jobId} goes on in the org.`);
    expect(stderr).toContain(`sf eca deploy resume --target-org org1 --job-id ${jobId}`);
    const looked = await runBin(['eca', 'deploy', 'report', '--job-id', jobId ?? ''], { home });
    expect(looked.status).toBe(69);
  });
});
