/**
 * `npm run demo`: the plugin in the real Salesforce CLI, without an org and without touching the CLI of this computer.
 *
 * Every template becomes a spec, is checked and generated; then two vendor apps are deployed into the fake org of the tests.
 */
import { Buffer } from 'node:buffer';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import './typescriptHooks.mjs';

const { createSfHome, linkPlugin, removeSfHome, runBin, runSf } = await import('../test/e2e/sfCli.ts');
const { startFakeOrg } = await import('../test/fakeOrg/startFakeOrg.ts');
const { selfSignedCertificate } = await import('../test/fakeOrg/selfSignedCertificate.ts');

const values = {
  contactEmail: 'integrations@example.com',
  callback: 'https://app.example.com/oauth/callback',
  instance: 'https://vault.example.com',
  permissionSet: 'Integration_Access',
  runAsUser: 'integration@fake.example.com',
  certificate: 'certificate.crt',
};
const vendors = ['autorabit-vault', 'valo-ai'];
const out = 'force-app/main/default';

/** A heading, so that the output reads like a page. */
function chapter(text) {
  console.log(`\n${'─'.repeat(100)}\n${text}\n`);
}

/** Shows a command and what it prints; a status other than the expected one ends the demo. */
async function show(args, { home, env, print = true, status = 0 }) {
  console.log(`$ sf ${args.join(' ')}`);
  const result = await runSf(args, { home, env });
  if (print) process.stdout.write(`${result.stderr}${result.stdout}`);
  if (result.status !== status)
    throw new Error(`This ended with ${result.status} instead of ${status}:\n${result.stderr}${result.stdout}`);
  return result;
}

async function paths(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => relative(folder, file).replaceAll('\\', '/')).sort();
}

async function writeValues(home, file, names) {
  await writeFile(join(home.work, file), names.map((name) => `${name}: ${values[name]}\n`).join(''));
}

async function offline(home) {
  chapter('1. A spec from every template');
  const listed = await show(['eca', 'init', '--list', '--json'], { home, print: false });
  const templates = JSON.parse(listed.stdout).result.templates;
  for (const { name, title } of templates) {
    console.log(`  ${name.padEnd(22)} ${title}`);
    const { status, stderr } = await runBin(['eca', 'init', '--template', name], { home });
    if (status !== 0) throw new Error(stderr);
  }
  const specs = await paths(join(home.work, 'eca'));
  console.log(`\neca/: ${specs.join(', ')}`);
  await writeValues(home, 'values.yaml', Object.keys(values));
  await writeFile(join(home.work, 'eca', values.certificate), Buffer.from(selfSignedCertificate().base64, 'base64'));

  chapter('2. Checked and generated, without an org');
  const checked = await show(['eca', 'validate', '--values', 'values.yaml'], { home, print: false });
  console.log(`${checked.stdout.trimEnd().split('\n').at(-1)}\n`);
  await show(['eca', 'generate', '--values', 'values.yaml'], { home, print: false });
  const files = await paths(join(home.work, out));
  console.log(`${out}/`);
  for (const file of files) console.log(`  ${file}`);
  const example = files.find((file) => file.startsWith('extlClntAppGlobalOauthSets/Valo')) ?? files[0];
  console.log(`\n${example}\n\n${await readFile(join(home.work, out, example), 'utf8')}`);
}

async function online(home, fake) {
  const org = ['--target-org', 'demo'];
  for (const name of vendors) await runBin(['eca', 'init', '--template', name, '--output-dir', 'vendors'], { home });
  await writeValues(home, 'vendors.yaml', ['contactEmail', 'instance', 'permissionSet']);
  chapter('3. Two vendor apps into an org: the fake org of the tests, on this computer');
  const login = ['org', 'login', 'access-token', '--instance-url', fake.url, '--no-prompt', '--alias', 'demo'];
  await show(login, { home, env: { SF_ACCESS_TOKEN: fake.accessToken }, print: false });
  const deploy = ['eca', 'deploy', ...org, '--spec', 'vendors', '--values', 'vendors.yaml'];
  await show(deploy, { home });
  chapter('4. The same again: nothing differs, so nothing is deployed');
  await show([...deploy, '--concise'], { home });
}

/** A server logs in: from the deploy to a token that works, with the secret in a file and nowhere else. */
async function proven(home) {
  const org = ['--target-org', 'demo'];
  const spec = 'server/Server_Integration.eca.yaml';
  await runBin(['eca', 'init', '--template', 'server-to-server', '--output-dir', 'server'], { home });
  await writeValues(home, 'server.yaml', ['contactEmail', 'runAsUser', 'permissionSet']);
  const specs = ['--spec', spec, '--values', 'server.yaml'];
  chapter('5. A server app: deployed, its credentials fetched, its flow proven');
  await show(['eca', 'deploy', ...org, ...specs, '--concise', '--no-prompt'], { home });
  const secret = ['--enable-secret-access', '--output-file', '../server.env'];
  await show(['eca', 'credentials', 'show', ...org, '--name', 'Server_Integration', ...secret, '--no-prompt'], {
    home,
  });
  await show(['eca', 'verify', ...org, ...specs, '--enable-secret-access', '--no-prompt'], { home });
}

const status = await build();
if (status !== 0) process.exit(status);
const home = await createSfHome();
const fake = await startFakeOrg();
try {
  await mkdir(join(home.work, 'force-app'), { recursive: true });
  const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
  await writeFile(join(home.work, 'sfdx-project.json'), JSON.stringify(project));
  await linkPlugin(home);
  await offline(home);
  await online(home, fake);
  await proven(home);
  chapter(
    'No Salesforce org was asked: what the fake org does comes from documents and reports, each with its source.',
  );
} finally {
  await fake.close();
  await removeSfHome(home);
}
