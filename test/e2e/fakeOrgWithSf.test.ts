import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { selfSignedCertificate } from '../fakeOrg/selfSignedCertificate.js';
import { createSfHome, runSf, type SfHome } from './sfCli.js';

/** The parts of the CLI's JSON that these tests look at. */
type Answer = {
  readonly status: number;
  readonly name?: string;
  readonly message?: string;
  readonly data?: { readonly id?: string };
  readonly result: {
    readonly id: string;
    readonly status: string;
    readonly files: readonly { readonly fullName: string; readonly state: string; readonly error?: string }[];
    readonly records: readonly Readonly<Record<string, unknown>>[];
  };
};

const BASE = 'force-app/main/default';
const GLOBAL = `${BASE}/extlClntAppGlobalOauthSets/Demo_glbloauth.ecaGlblOauth-meta.xml`;
const OAUTH = `${BASE}/extlClntAppOauthSettings/Demo_oauth.ecaOauth-meta.xml`;
const XMLNS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

const FILES: Readonly<Record<string, string>> = {
  'sfdx-project.json': JSON.stringify({
    packageDirectories: [{ path: 'force-app', default: true }],
    sourceApiVersion: '66.0',
  }),
  [`${BASE}/externalClientApps/Demo.eca-meta.xml`]: `<ExternalClientApplication ${XMLNS}><contactEmail>a@example.com</contactEmail><distributionState>Local</distributionState><label>Demo</label></ExternalClientApplication>`,
  [GLOBAL]: `<ExtlClntAppGlobalOauthSettings ${XMLNS}><callbackUrl>https://app.example.com/callback</callbackUrl><externalClientApplication>Demo</externalClientApplication><isPkceRequired>false</isPkceRequired><label>Demo_glbloauth</label></ExtlClntAppGlobalOauthSettings>`,
  [OAUTH]: `<ExtlClntAppOauthSettings ${XMLNS}><commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes><externalClientApplication>Demo</externalClientApplication><label>Demo_oauth</label></ExtlClntAppOauthSettings>`,
};

let org: FakeOrg;
let home: SfHome;

async function sf(args: string, env: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const { stdout } = await runSf([...args.split(' '), '--json'], { home, env });
  return JSON.parse(stdout) as Answer;
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(home.work, path)), { recursive: true });
  await writeFile(join(home.work, path), text);
}

async function setPolls(pollsUntilDone: number): Promise<void> {
  await fetch(`${org.url}/fake/settings`, { method: 'POST', body: JSON.stringify({ pollsUntilDone }) });
}

beforeAll(async () => {
  org = await startFakeOrg({ pollsUntilDone: 0 });
  home = await createSfHome();
  for (const [path, text] of Object.entries(FILES)) await put(path, text);
  const login = `org login access-token --instance-url ${org.url} --no-prompt --alias fake`;
  expect((await sf(login, { SF_ACCESS_TOKEN: org.accessToken })).status).toBe(0);
});
afterEach(async () => setPolls(0));
afterAll(async () => org.close());

describe('the real sf against the fake org', () => {
  it("is refused when the global settings come alone, with the org's own text", async () => {
    const answer = await sf(
      `project deploy start -o fake --source-dir ${BASE}/externalClientApps --source-dir ${GLOBAL}`,
    );
    expect(answer.status).toBe(1);
    expect(answer.result.files.find(({ fullName }) => fullName === 'Demo_glbloauth')?.error).toMatch(
      /doesn't have a valid OAuth settings configuration/,
    );
    expect(org.state.components.has('ExternalClientApplication:demo')).toBe(false);
  });

  it('deploys an app by SOAP, and a second time finds nothing to change', async () => {
    expect((await sf('project deploy start -o fake')).result).toMatchObject({
      status: 'Succeeded',
      files: [
        { fullName: 'Demo', state: 'Created' },
        { fullName: 'Demo_glbloauth', state: 'Created' },
        { fullName: 'Demo_oauth', state: 'Created' },
      ],
    });
    const again = await sf('project deploy start -o fake');
    expect(again.result.files.map(({ state }) => state)).toEqual(['Unchanged', 'Unchanged', 'Unchanged']);
  });

  it('deploys by REST', async () => {
    org.state.requests.length = 0;
    const answer = await sf('project deploy start -o fake', { SF_ORG_METADATA_REST_DEPLOY: 'true' });
    expect(answer.result.status).toBe('Succeeded');
    expect(org.requests.map(({ label }) => label).filter((label) => label.includes('deployRequest'))).toEqual([
      'POST /services/data/v67.0/metadata/deployRequest',
      expect.stringMatching(/^GET \/services\/data\/v67\.0\/metadata\/deployRequest\/0Af/),
    ]);
  });

  it('retrieves what the org made of the files', async () => {
    await sf(
      'project retrieve start -o fake -m ExtlClntAppGlobalOauthSettings -m ExtlClntAppOauthConfigurablePolicies',
    );
    const global = await readFile(join(home.work, GLOBAL), 'utf8');
    expect(global).toContain('<isPkceRequired>true</isPkceRequired>');
    expect(global).toMatch(/<consumerKey>3MVG9/);
    const policy = `${BASE}/extlClntAppOauthPolicies/Demo_oauth_defaultPolicy.ecaOauthPlcy-meta.xml`;
    expect(await readFile(join(home.work, policy), 'utf8')).toContain(
      '<externalClientApplication>Demo</externalClientApplication>',
    );
  });

  it('validates, starts, resumes, reports and cancels jobs', async () => {
    expect((await sf('project deploy start -o fake --dry-run')).result).toMatchObject({
      checkOnly: true,
      status: 'Succeeded',
    });
    await setPolls(1);
    const { id } = (await sf('project deploy start -o fake --async')).result;
    expect((await sf(`project deploy resume --job-id ${id}`)).result).toMatchObject({ id, status: 'Succeeded' });
    expect((await sf(`project deploy report -o fake --job-id ${id}`)).result).toMatchObject({
      id,
      status: 'Succeeded',
    });
    const second = (await sf('project deploy start -o fake --async')).result.id;
    expect((await sf(`project deploy cancel -o fake --job-id ${second}`)).result.status).toBe('Canceled');
  });

  it('queries apps and jobs', async () => {
    const apps = await runSf(
      ['data', 'query', '-o', 'fake', '-q', 'SELECT DeveloperName FROM ExternalClientApplication', '--json'],
      { home },
    );
    expect((JSON.parse(apps.stdout) as Answer).result.records).toMatchObject([{ DeveloperName: 'Demo' }]);
    const jobs = [
      'data',
      'query',
      '-t',
      '-o',
      'fake',
      '-q',
      "SELECT Status FROM DeployRequest WHERE Status = 'Canceled'",
      '--json',
    ];
    expect((JSON.parse((await runSf(jobs, { home })).stdout) as Answer).result.records).toMatchObject([
      { Status: 'Canceled' },
    ]);
  });

  it('loses a job to one reset while it polls, although the job goes on', async () => {
    await setPolls(1);
    org.addFault({ kind: 'resetBefore', match: 'checkDeployStatus$', nth: 2 });
    const answer = await sf('project deploy start -o fake');
    expect(answer.status).not.toBe(0);
    expect(answer.data?.id).toMatch(/^0Af/);
    expect((await sf(`project deploy resume --job-id ${answer.data?.id ?? ''}`)).result.status).toBe('Succeeded');
  });

  it('lets sf in by JWT with the key of an app, and again when the session is over', async () => {
    const { base64, privateKey } = selfSignedCertificate();
    org.setup.createApp({ name: 'Login' });
    org.setup.setValue('ExtlClntAppGlobalOauthSettings', 'Login_glbloauth', 'certificate', base64);
    const policy = ['ExtlClntAppOauthConfigurablePolicies', 'Login_oauthPlcy'] as const;
    org.setup.setValue(...policy, 'permittedUsersPolicyType', 'AdminApprovedPreAuthorized');
    org.setup.setValue(...policy, 'commaSeparatedProfile', 'System Administrator');
    await put('server.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const key = org.state.consumers.get('login')?.key ?? '';
    const flags = `--client-id ${key} --jwt-key-file server.key --username ${org.username}`;
    expect(await sf(`org login jwt ${flags} --instance-url ${org.url} --alias byJwt`)).toMatchObject({ status: 0 });
    org.state.sessions.clear();
    expect((await sf('org list metadata -o byJwt -m ExternalClientApplication')).status).toBe(0);
    org.setup.removeComponent('ExternalClientApplication', 'Login');
    org.state.sessions.set(org.accessToken, { username: org.username, format: 'opaque', scopes: ['full'] });
    const login = `org login access-token --instance-url ${org.url} --no-prompt --alias fake`;
    await sf(login, { SF_ACCESS_TOKEN: org.accessToken });
  });

  it('deletes the app with a destructive manifest', async () => {
    await put('gone/package.xml', `<Package ${XMLNS}><version>66.0</version></Package>`);
    const types = '<types><members>Demo</members><name>ExternalClientApplication</name></types>';
    await put('gone/destructiveChanges.xml', `<Package ${XMLNS}>${types}</Package>`);
    expect((await sf('project deploy start -o fake --metadata-dir gone')).result.status).toBe('Succeeded');
    expect((await sf('org list metadata -o fake -m ExtlClntAppOauthConfigurablePolicies')).result).toEqual([]);
  });
});
