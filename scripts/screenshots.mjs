/**
 * Renders the terminal sessions of the README into docs/images/*.svg: real output of the plugin, the org is the fake org
 * of the tests. `npm run screenshots`; with --check it only compares and fails when a picture is out of date. Build first.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './runNode.mjs';
import { terminalSvg } from './terminalSvg.mjs';
import './typescriptHooks.mjs';

const { createSfHome, removeSfHome, runBin, runSf } = await import('../test/e2e/sfCli.ts');
const { startFakeOrg } = await import('../test/fakeOrg/startFakeOrg.ts');

const isCheck = process.argv.includes('--check');
const spec = 'eca/Order_Sync.eca.yaml';
const stale = [];

/** Runs commands and pictures what they print, with the lines that `cut` leaves. */
async function picture(home, { name, title, commands, shows = ({ stdout }) => stdout }) {
  const shown = [];
  for (const command of commands) {
    const args = command.split(' ').slice(1);
    const result = await runBin(args, { home, env: { FORCE_COLOR: '1', COLUMNS: '100' } });
    shown.push(`\u001b[32m$\u001b[39m ${command}`, shows(result).trimEnd(), '');
  }
  // A picture must not change with the speed of the machine.
  const text = shown.join('\n').replace(/\d+(\.\d+)? ?s$/gm, '0.1 s');
  const path = join(root, 'docs', 'images', `${name}.svg`);
  const svg = terminalSvg(text, { title });
  if ((await readFile(path, 'utf8').catch(() => '')) === svg) return;
  stale.push(`docs/images/${name}.svg`);
  if (!isCheck) await writeFile(path, svg);
}

async function edit(home, change) {
  const path = join(home.work, spec);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

async function prepare(home, org) {
  await mkdir(join(root, 'docs', 'images'), { recursive: true });
  await mkdir(join(home.work, 'force-app'));
  const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
  await writeFile(join(home.work, 'sfdx-project.json'), JSON.stringify(project));
  org.setup.addPermissionSet({ name: 'Order_Sync_API' });
  const login = `org login access-token --instance-url ${org.url} --no-prompt --alias myOrg`;
  const { status, stderr } = await runSf(login.split(' '), { home, env: { SF_ACCESS_TOKEN: org.accessToken } });
  if (status !== 0) throw new Error(stderr);
  const values = {
    contactEmail: 'team@example.com',
    permissionSet: 'Order_Sync_API',
    callback: 'https://orders.example.com/oauth/callback',
  };
  const set = Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  await runBin(['eca', 'init', '--template', 'web-server', '--name', 'Order_Sync', ...set], { home });
}

const home = await createSfHome();
const org = await startFakeOrg({ pollsUntilDone: 0 });
try {
  await prepare(home, org);
  const mistakes = (text) =>
    text.replace('- refresh_token', '- refreshtoken').replace('requirePkce: true', 'requirePkce: yes');
  const right = await readFile(join(home.work, spec), 'utf8');
  await edit(home, mistakes);
  await picture(home, {
    name: 'validate',
    title: 'sf eca validate shows two mistakes with their lines, what was expected and what to do',
    commands: ['sf eca validate'],
  });
  await edit(home, () => right);
  await picture(home, {
    name: 'deploy',
    title: 'sf eca deploy reports what the org made of the app, and what comes next',
    commands: ['sf eca deploy --target-org myOrg --no-prompt'],
    // The addresses of the fake org end in a port that changes.
    shows: ({ stdout }) => stdout.replace(/^.*127\.0\.0\.1.*\n/gm, ''),
  });
  await edit(home, (text) => text.replace('30 days', '7 days').replace('  - api\n', '  - api\n  - id\n'));
  await picture(home, {
    name: 'plan',
    title: 'sf eca plan shows the two values that a deploy would change',
    commands: ['sf eca plan --target-org myOrg'],
  });
} finally {
  await org.close();
  await removeSfHome(home);
}
if (isCheck && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run screenshots" and commit the result.`);
  process.exitCode = 1;
} else console.log(`3 pictures, ${isCheck ? 'all up to date' : `${stale.length} written`}.`);
