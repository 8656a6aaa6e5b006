import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { FakeOrgOptions } from '../fakeOrg/fakeOrgOptions.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { createSfHome, linkPlugin, runSf, type ProgramResult, type SfHome } from './sfCli.js';

/** The real CLI takes a second or two per command, more on a busy machine. */
jest.setTimeout(120_000);

const opened: FakeOrg[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (org) => org.close()));
});

type Stage = { readonly fake: FakeOrg; readonly home: SfHome; readonly sf: (args: string) => Promise<ProgramResult> };

/** A fake org that the real CLI is logged in to, with this plugin and a project. */
async function stage(options: FakeOrgOptions = {}): Promise<Stage> {
  const fake = await startFakeOrg(options);
  opened.push(fake);
  const home = await createSfHome();
  await linkPlugin(home);
  const sf = async (args: string, env: Readonly<Record<string, string>> = {}): Promise<ProgramResult> =>
    runSf(args.split(' '), { home, env });
  const login = await sf(`org login access-token --instance-url ${fake.url} --no-prompt --set-default --alias fake`, {
    SF_ACCESS_TOKEN: fake.accessToken,
  });
  expect(login.status).toBe(0);
  await put(
    home,
    'sfdx-project.json',
    JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' }),
  );
  await mkdir(join(home.work, 'force-app'));
  return { fake, home, sf };
}

async function put({ work }: SfHome, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(work, path)), { recursive: true });
  await writeFile(join(work, path), text);
}

const shop = (more = ''): string =>
  `name: Shop\ncontactEmail: team@example.com\ncallback: https://shop.example.com/callback\nscopes: [api, refresh_token]\n${more}`;

type Json = {
  readonly status: number;
  readonly result: Result;
  readonly data?: Result & { readonly missing?: readonly string[]; readonly problems?: readonly unknown[] };
  readonly message?: string;
  readonly actions?: readonly string[];
};
type Result = {
  readonly jobId: string | null;
  readonly status: string;
  readonly success: boolean;
  readonly checkOnly: boolean;
  readonly apps: readonly {
    readonly name: string;
    readonly action: string;
    readonly components: readonly {
      readonly fullName: string;
      readonly state: string;
      readonly problem?: string;
      readonly line?: number;
      readonly cause?: string;
    }[];
    readonly lockedByPlatform: readonly unknown[];
  }[];
  readonly orgs: readonly { readonly username: string; readonly success: boolean }[];
  readonly nextSteps: readonly { readonly text: string; readonly command?: string }[];
  readonly summary: { readonly created: number };
};

const json = ({ stdout }: ProgramResult): Json => JSON.parse(stdout) as Json;
const jobsOf = ({
  state,
}: FakeOrg): readonly (typeof state.deployJobs extends Map<string, infer Job> ? Job : never)[] => [
  ...state.deployJobs.values(),
];

/** The files below a folder, by their names. */
async function filesBelow(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      files.map(async (entry) => [entry.name, await readFile(join(entry.parentPath, entry.name), 'utf8')] as const),
    ),
  );
}

/** What a new app cannot keep, accepted by its owner. */
const withoutPkce = `security:
  requirePkce: false
lint:
  ignore: [{rule: platform-lock/new-app, reason: The client learns PKCE next month}]
`;

/** Names of members that this plugin would not give, one per type that the app has beside its header. */
const membersFromSetup: Readonly<Record<string, string>> = {
  ExtlClntAppGlobalOauthSettings: 'From_Setup_G',
  ExtlClntAppOauthSettings: 'From_Setup_O',
  ExtlClntAppOauthConfigurablePolicies: 'From_Setup_P',
  ExtlClntAppConfigurablePolicies: 'From_Setup_A',
  ExtlClntAppSamlConfigurablePolicies: 'From_Setup_M',
  ExtlClntAppMobileSettings: 'From_Setup_B',
  ExtlClntAppMobileConfigurablePolicies: 'From_Setup_C',
  ExtlClntAppNotificationSettings: 'From_Setup_N',
  ExtlClntAppPushConfigurablePolicies: 'From_Setup_V',
  ExtlClntAppCanvasSettings: 'From_Setup_W',
};

describe('sf eca deploy', () => {
  it('creates an app, and a second deploy changes nothing', async () => {
    const { fake, home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop());
    const first = await sf('eca deploy');
    expect({ status: first.status, stdout: first.stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^Deployed to fake \(admin@fake\.example\.com\): job 0Af\w{15}, Succeeded\.\n\nShop: created \(5 components\)\n/,
      ),
    });
    expect(first.stderr).toContain('Plan for the PRODUCTION org admin@fake.example.com');
    expect(first.stdout).toContain(`Token endpoint: ${fake.url}/services/oauth2/token`);
    const second = json(await sf('eca deploy --json'));
    expect(second).toMatchObject({
      status: 0,
      result: { jobId: null, status: 'Unchanged', success: true, apps: [{ name: 'Shop', action: 'unchanged' }] },
    });
    expect(jobsOf(fake)).toHaveLength(1);
  });

  it('sends the bytes that generate writes, and with an existing app only the adopted names differ', async () => {
    const { fake, home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop());
    expect((await sf('eca generate --output-dir out --format metadata')).status).toBe(0);
    expect((await sf('eca deploy --json')).status).toBe(0);
    const sent = new Map([...(jobsOf(fake)[0]?.files ?? [])].map(([path, text]) => [basename(path), text]));
    expect(Object.fromEntries(sent)).toEqual(await filesBelow(join(home.work, 'out')));
  });

  it('updates an app under the names that the org uses, and sf project retrieve gives the same values', async () => {
    const { fake, home, sf } = await stage();
    const sections =
      'saml: {entityId: shop, acsUrl: https://shop.example.com/acs}\nmobile: {screenLock: true, screenLockTimeout: 5}\n' +
      'notifications: {orders: {pushByDefault: true}}\npush: {showFullContent: true}\n' +
      'canvas: {url: https://shop.example.com/canvas, accessMethod: signed-request-post, locations: [visualforce]}\n';
    const names = Object.entries(membersFromSetup).map(([type, name]) => `    ${type}: ${name}\n`);
    await put(home, 'eca/Shop.eca.yaml', shop(`${sections}metadata:\n  names:\n${names.join('')}`));
    expect((await sf('eca deploy --json')).status).toBe(0);
    await put(home, 'eca/Shop.eca.yaml', shop(`${sections}policies:\n  sessionLevel: high-assurance\n`));
    const updated = json(await sf('eca deploy --json'));
    expect(updated.result.apps[0]?.action).toBe('updated');
    expect((await sf('eca generate --output-dir out --format metadata')).status).toBe(0);
    const generated = await filesBelow(join(home.work, 'out'));
    const sent = Object.fromEntries([...(jobsOf(fake)[1]?.files ?? [])].map(([path, text]) => [basename(path), text]));
    // Every file as generate writes it, under the name and the label that the org uses.
    const withoutManifest = (files: Readonly<Record<string, string>>): [string, string][] =>
      Object.entries(files).filter(([file]) => file !== 'package.xml');
    const adopted = withoutManifest(generated).map(([file, text]) => {
      const [own = '', suffix = ''] = file.split('.');
      const type = /^<(\w+) xmlns/m.exec(text)?.[1] ?? '';
      const name = membersFromSetup[type] ?? own;
      return [`${name}.${suffix}`, text.replace(`<label>${own}</label>`, `<label>${name}</label>`)];
    });
    expect(adopted.length).toBe(Object.keys(membersFromSetup).length + 1);
    expect(Object.fromEntries(withoutManifest(sent))).toEqual(Object.fromEntries(adopted));
    expect(
      (await sf('project retrieve start --metadata ExtlClntAppOauthConfigurablePolicies:From_Setup_P --json')).status,
    ).toBe(0);
    const retrieved = await filesBelow(join(home.work, 'force-app'));
    expect(retrieved['From_Setup_P.ecaOauthPlcy-meta.xml']).toContain(
      '<requiredSessionLevel>HIGH_ASSURANCE</requiredSessionLevel>',
    );
  });

  it('lets the org check a deploy without changing it', async () => {
    const { fake, home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop(withoutPkce));
    const { stdout, status } = await sf('eca deploy --dry-run');
    expect(status).toBe(0);
    expect(stdout).toContain('accepts the deploy, nothing was changed');
    expect(stdout).toContain('Shop: would be created (5 components)');
    expect(stdout).toContain(
      'security.requirePkce: you asked for false, the org keeps true. New apps are locked to it',
    );
    expect([...fake.state.components.keys()].filter((key) => key.startsWith('ExternalClient'))).toEqual([]);
  });

  it('refuses to create an app with a value that new apps cannot keep, unless the spec waives the rule', async () => {
    const { fake, home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop('security:\n  requirePkce: false\n'));
    const { stderr, status } = await sf('eca deploy --no-prompt');
    expect(status).toBe(1);
    expect(stderr).toContain('platform-lock/new-app');
    expect(stderr).toMatch(/Shop\.eca\.yaml:\d+:\d+ error /);
    expect([...fake.state.components.keys()].filter((key) => key.startsWith('ExternalClient'))).toEqual([]);
  });

  it.each(['rest', 'soap'] as const)(
    'resumes a job that was started over %s, with the report of a deploy that waited',
    async (transport) => {
      const { home, sf } = await stage({ rest: transport === 'rest' });
      await put(home, 'eca/Shop.eca.yaml', shop(withoutPkce));
      const started = await sf('eca deploy --async --json');
      expect(started.status).toBe(69);
      const { jobId, apps, nextSteps } = json(started).result;
      expect(apps[0]?.action).toBe('pending');
      expect(nextSteps[0]?.command).toBe(`sf eca deploy resume --target-org fake --job-id ${jobId}`);
      const resumed = await sf(`eca deploy resume --job-id ${jobId} --json`);
      expect(resumed.status).toBe(0);
      expect(json(resumed).result).toMatchObject({
        jobId,
        success: true,
        apps: [
          {
            name: 'Shop',
            action: 'created',
            lockedByPlatform: [{ key: 'security.requirePkce', wanted: false, actual: true }],
          },
        ],
      });
      expect((await sf('eca deploy report')).stdout).toContain('Shop: created (5 components)');
    },
  );

  it('leaves a job that sf project deploy resume and report know', async () => {
    const { home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop());
    const { jobId } = json(await sf('eca deploy --async --json')).result;
    const resumed = await sf(`project deploy resume --job-id ${jobId} --json`);
    expect({ status: resumed.status, result: json(resumed).result }).toMatchObject({
      status: 0,
      result: { status: 'Succeeded', success: true },
    });
    expect((await sf(`project deploy report --job-id ${jobId} --json`)).status).toBe(0);
  });

  it('reports what the org tells of a job that another tool started', async () => {
    const { fake, home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop());
    expect((await sf('eca generate')).status).toBe(0);
    expect((await sf('project deploy start --source-dir force-app --async --json')).status).toBe(0);
    const [jobId] = fake.state.deployJobs.keys();
    const resumed = await sf(`eca deploy resume --job-id ${jobId}`);
    expect(resumed.status).toBe(0);
    expect(resumed.stdout).toContain(`job ${jobId}, Succeeded.`);
    expect(resumed.stdout).toContain('ExtlClntAppGlobalOauthSettings Shop_glbloauth');
    const unknown = await sf('eca deploy report --job-id 0Af000000000001AAA --json');
    expect({ status: unknown.status, message: json(unknown).message }).toMatchObject({
      status: 1,
      message: expect.stringContaining('The org does not know the job'),
    });
    const none = await sf('eca deploy report --json');
    expect(json(none).message).toBe(
      'There is no deploy job to follow: this computer has started none in the last three days.',
    );
  });

  it('exits with 69 when the job is not done in time, and says how to go on', async () => {
    const { home, sf } = await stage({ pollsUntilDone: 1000 });
    await put(home, 'eca/Shop.eca.yaml', shop());
    const { status, stdout } = await sf('eca deploy --wait 0');
    expect(status).toBe(69);
    expect(stdout).toMatch(/Still running in fake \(admin@fake\.example\.com\): job 0Af\w{15}/);
    expect(stdout).toMatch(/sf eca deploy resume --target-org \S+ --job-id 0Af/);
    expect((await sf('eca deploy report')).status).toBe(69);
  });

  it('explains what the org refuses, with the place in the spec, and keeps nothing', async () => {
    const { fake, home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop().replace('refresh_token]', 'refresh_token, NewScope]'));
    const human = await sf('eca deploy');
    expect(human.status).toBe(1);
    expect(human.stdout).toContain("There's a problem with your scope(s): NewScope.");
    expect(human.stdout).toContain('eca/Shop.eca.yaml:4:9');
    expect(human.stdout).toContain('The org does not know the scope "NewScope".');
    const machine = json(await sf('eca deploy --json'));
    expect(machine).toMatchObject({
      status: 1,
      data: { success: false, status: 'Failed', apps: [{ action: 'failed' }], orgs: [{ success: false }] },
    });
    const failed = machine.data?.apps[0]?.components.filter(({ state }) => state === 'failed');
    expect(failed?.map(({ cause }) => cause)).toContain('This follows from the failure of Shop_oauth.');
    expect(failed?.find(({ fullName }) => fullName === 'Shop_oauth')).toMatchObject({
      file: 'eca/Shop.eca.yaml',
      line: 4,
      cause: 'The org does not know the scope "NewScope".',
    });
    expect([...fake.state.components.keys()].filter((key) => key.startsWith('ExternalClient'))).toEqual([]);
  });

  it('exits with 68 when one app is as it should be and another one fails', async () => {
    const { home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop());
    expect((await sf('eca deploy --json')).status).toBe(0);
    const other = shop().replace('name: Shop', 'name: Other').replace('refresh_token]', 'refresh_token, NewScope]');
    await put(home, 'eca/Other.eca.yaml', other);
    const ended = await sf('eca deploy --json');
    expect({ status: ended.status, apps: json(ended).result.apps }).toMatchObject({
      status: 68,
      apps: [
        { name: 'Other', action: 'failed' },
        { name: 'Shop', action: 'unchanged' },
      ],
    });
  });

  it('sends nothing when the org lacks what the spec names', async () => {
    const { fake, home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop('policies:\n  permissionSets: [Not_There]\n'));
    const { status, data } = json(await sf('eca deploy --json'));
    expect({ status, problems: data?.problems }).toMatchObject({ status: 1 });
    expect(data?.problems).toContainEqual(
      expect.objectContaining({ rule: 'org/permission-set-unknown', severity: 'error', line: 6, column: 20 }),
    );
    expect(jobsOf(fake)).toEqual([]);
  });

  it('asks no org while a spec has an error', async () => {
    const { fake, home, sf } = await stage();
    await put(home, 'eca/Shop.eca.yaml', shop('policy: none\n'));
    const before = fake.requests.length;
    const { status, stdout } = await sf('eca deploy --json');
    expect(status).toBe(1);
    expect(json({ stdout, stderr: '', status }).data?.problems).toContainEqual(
      expect.objectContaining({ rule: 'shape/unknown-key', line: 5 }),
    );
    expect(fake.requests).toHaveLength(before);
  });

  it('deploys over SOAP where the org has no REST resource, and says why a JWT session cannot read', async () => {
    const soap = await stage({ rest: false });
    await put(soap.home, 'eca/Shop.eca.yaml', shop());
    const ended = await soap.sf('eca deploy --json');
    expect({ status: ended.status, message: json(ended).message }).toEqual({ status: 0 });
    const jwt = await stage({ jwtSession: true });
    await put(jwt.home, 'eca/Shop.eca.yaml', shop());
    const { status, stdout } = await jwt.sf('eca deploy --json');
    expect(status).toBe(1);
    expect(json({ stdout, stderr: '', status }).message).toContain('it gives access tokens in JWT format');
  });
});
