import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { runSf, type SfHome } from './sfCli.js';

/** One step of a session: a command of this plugin with `--json`, and how it ends. */
export type Step = {
  /** As oclif names it: `eca:deploy:report`. */
  readonly command: string;
  readonly args: readonly string[];
  readonly status?: number;
  /** Whether the object of an error is looked at, because the command ends with findings. */
  readonly data?: boolean;
};

/** Every command at least once, in an order in which each finds what it needs; `jobId` is the one of the deploy. */
export const session: readonly Step[] = [
  { command: 'eca:init', args: ['--list'] },
  { command: 'eca:init', args: ['--template', 'valo-ai', '--set', 'contactEmail=team@example.com'] },
  { command: 'eca:explain', args: ['policies.refreshToken'] },
  { command: 'eca:explain', args: ['pkce/off'] },
  { command: 'eca:schema', args: [] },
  { command: 'eca:validate', args: [] },
  { command: 'eca:validate', args: ['--rules'] },
  { command: 'eca:validate', args: ['--flags-dir', 'flags'] },
  { command: 'eca:validate', args: ['--spec', 'wrong.eca.yaml'], status: 1, data: true },
  { command: 'eca:generate', args: [] },
  { command: 'eca:generate', args: ['--check'] },
  { command: 'eca:inventory', args: [] },
  { command: 'eca:plan', args: ['--source-dir', 'force-app'] },
  { command: 'eca:plan', args: ['--target-org', 'myOrg', '--detailed-exit-code'], status: 3 },
  { command: 'eca:deploy', args: ['--target-org', 'myOrg', '--dry-run'] },
  { command: 'eca:deploy', args: ['--target-org', 'myOrg', '--no-prompt'] },
  { command: 'eca:deploy:report', args: ['--target-org', 'myOrg', '--job-id', '<jobId>'] },
  { command: 'eca:deploy:resume', args: ['--target-org', 'myOrg', '--job-id', '<jobId>'] },
  { command: 'eca:list', args: ['--target-org', 'myOrg'] },
  { command: 'eca:credentials:list', args: ['--target-org', 'myOrg'] },
  { command: 'eca:credentials:show', args: ['--target-org', 'myOrg', '--name', 'Valo_ECA_Example'] },
  {
    command: 'eca:credentials:rotate',
    args: ['--target-org', 'myOrg', '--name', 'Valo_ECA_Example', '--output-file', 'pair.env'],
  },
  { command: 'eca:verify', args: ['--target-org', 'myOrg'] },
  { command: 'eca:import', args: ['--target-org', 'myOrg', '--output-dir', 'imported'] },
  { command: 'eca:import', args: ['--source-dir', 'force-app', '--output-dir', 'from-files'] },
  { command: 'eca:migrate', args: ['--source-dir', 'old', '--output-dir', 'migrated', '--report', 'migrated.md'] },
  { command: 'eca:delete', args: ['--target-org', 'myOrg', '--name', 'Valo_ECA_Example', '--no-prompt'] },
];

const connectedApp = `<?xml version="1.0" encoding="UTF-8"?>
<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>team@example.com</contactEmail>
    <label>Old</label>
    <oauthConfig>
        <callbackUrl>https://old.example.com/callback</callbackUrl>
        <isAdminApproved>false</isAdminApproved>
        <scopes>Api</scopes>
        <scopes>RefreshToken</scopes>
    </oauthConfig>
    <oauthPolicy>
        <ipRelaxation>ENFORCE</ipRelaxation>
        <refreshTokenPolicy>infinite</refreshTokenPolicy>
    </oauthPolicy>
</ConnectedApp>
`;

/** What a step answered. */
export type Answer = { readonly status: number; readonly result: unknown };

/** Prepares a project and logs in; every step then runs by `runStep`. Throws when the login fails. */
export async function openSession(home: SfHome, org: FakeOrg): Promise<void> {
  await mkdir(join(home.work, 'force-app'), { recursive: true });
  const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
  await writeFile(join(home.work, 'sfdx-project.json'), JSON.stringify(project));
  await writeFile(join(home.work, 'wrong.eca.yaml'), 'name: Wrong\ncontactEmail: nobody\nscopes: [apis]\n');
  await mkdir(join(home.work, 'flags'));
  await writeFile(join(home.work, 'flags', 'spec'), 'eca');
  await writeFile(join(home.work, 'flags', 'fail-on'), 'warning');
  await mkdir(join(home.work, 'old', 'connectedApps'), { recursive: true });
  await writeFile(join(home.work, 'old', 'connectedApps', 'Old.connectedApp-meta.xml'), connectedApp);
  const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', 'myOrg'];
  const { status, stdout, stderr } = await runSf(login, { home, env: { SF_ACCESS_TOKEN: org.accessToken } });
  if (status !== 0) throw new Error(stdout + stderr);
}

/** Runs one step through the real sf. Throws with everything it printed when that is no JSON. */
export async function runStep(home: SfHome, step: Step, jobId: string): Promise<Answer> {
  const args = step.args.map((word) => word.replace('<jobId>', jobId));
  const { stdout, stderr, status } = await runSf([...step.command.split(':'), ...args, '--json'], { home });
  try {
    const { result, data } = JSON.parse(stdout) as { result?: unknown; data?: unknown };
    if (status !== (step.status ?? 0)) throw new Error('another status');
    return { status, result: step.data === true ? data : result };
  } catch (error) {
    throw new Error(`sf ${step.command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`, { cause: error });
  }
}
