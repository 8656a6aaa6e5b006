import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { projectRoot, sfProgram } from '../e2e/paths.js';
import { createSfHome, linkPlugin, runSf, type SfHome } from '../e2e/sfCli.js';
import { readSession, showsOutput, type Block } from './readPage.js';

/** Who and what the pages speak of, beside those that are in every fake org. */
const usernames = ['vault', 'eventbridge', 'integration'].map((name) => `${name}@example.com`);
const permissionSets = ['Vault_Users', 'Order_Sync_API'];

/** What went wrong with a block of a page: its line, the command and everything that it printed. */
export type BlockFailure = {
  readonly line: number;
  readonly command: string;
  readonly output: string;
  readonly status: number;
};

/** Whether a block is run: it is, unless the page says why not. */
export function isRun({ language, marks }: Block): boolean {
  if (language !== 'sh' && language !== 'console') return false;
  return !marks.some((mark) => mark === 'needs an org' || mark.startsWith('not run: '));
}

/**
 * Runs the blocks of a page in order, in one project, with the real sf; each alias that the page gives to `-o` is a fake
 * org of its own. It goes on after a failure and gives them all.
 */
export async function runPage(blocks: readonly Block[]): Promise<readonly BlockFailure[]> {
  const commands = blocks.filter(isRun);
  const text = commands.map((block) => [...block.marks, block.text].join('\n')).join('\n');
  const aliases = new Set([...text.matchAll(/(?:-o|target-org)[ =]([\w.-]+)/g)].map(([, alias]) => alias ?? ''));
  const home = await createSfHome();
  const orgs: FakeOrg[] = [];
  try {
    await openProject(home);
    for (const alias of aliases) orgs.push(await logIn(home, alias));
    const failures: BlockFailure[] = [];
    for (const block of commands) failures.push(...(await runBlock(home, block)));
    return failures;
  } finally {
    await Promise.all(orgs.map(async (org) => org.close()));
  }
}

async function openProject(home: SfHome): Promise<void> {
  await linkPlugin(home);
  const programs = join(home.path, 'programs');
  await Promise.all([mkdir(programs), mkdir(join(home.work, 'force-app'))]);
  const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
  await writeFile(join(home.work, 'sfdx-project.json'), JSON.stringify(project));
  await writeFile(join(programs, 'sf'), `#!/bin/sh\nexec node --no-deprecation '${sfProgram}' "$@"\n`);
  await chmod(join(programs, 'sf'), 0o755);
}

async function logIn(home: SfHome, alias: string): Promise<FakeOrg> {
  const org = await startFakeOrg({ pollsUntilDone: 0, secretAccess: false });
  for (const username of usernames) org.setup.addUser({ username });
  for (const name of permissionSets) org.setup.addPermissionSet({ name });
  const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', alias];
  const { status, stdout, stderr } = await runSf(login, { home, env: { SF_ACCESS_TOKEN: org.accessToken } });
  if (status !== 0) throw new Error(stdout + stderr);
  return org;
}

async function runBlock(home: SfHome, block: Block): Promise<readonly BlockFailure[]> {
  const failures: BlockFailure[] = [];
  const run = async (command: string, isRight: (output: string, status: number) => boolean): Promise<void> => {
    const { output, status } = await shell(home, command);
    if (!isRight(output, status)) failures.push({ line: block.line, command, output, status });
  };
  for (const mark of block.marks) {
    if (mark.startsWith('first: ')) await run(mark.slice('first: '.length), (_, status) => status === 0);
  }
  if (block.language === 'sh') await run(block.text, (_, status) => status === 0);
  else
    for (const { command, output } of readSession(block.text))
      await run(command, (printed) => showsOutput(output, printed));
  return failures;
}

/** Runs lines of a shell as a user would, stops at the first that fails, and gives both outputs in their order. */
async function shell(home: SfHome, command: string): Promise<{ readonly output: string; readonly status: number }> {
  const path = [join(home.path, 'programs'), home.env['PATH']].join(delimiter);
  const child = spawn('sh', ['-e', '-c', command], {
    cwd: home.work,
    env: { ...home.env, PATH: path, COLUMNS: '80', PLUGIN: projectRoot },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { output, status: code ?? 1 };
}
