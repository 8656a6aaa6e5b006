/**
 * Runs a script with a Node that is new enough for the Salesforce libraries:
 *
 *   node scripts/node22.mjs [node options] <script> [arguments]
 *
 * It takes the Node that runs this file, else the one that npm installed into node_modules, else one from npx, so
 * that every npm script also works on a machine whose own Node is 20. TypeScript files run from their source.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = '22.23.3';

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}

/** The program file of a Node that is new enough. */
function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const installed = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(installed) ? installed : nodeOfNpx();
}

/** Node from the cache of npx, for an installation without install scripts; downloaded when it is not there. */
function nodeOfNpx() {
  const beside = dirname(process.execPath);
  const npx = [
    process.env.npm_execpath && join(dirname(process.env.npm_execpath), 'npx-cli.js'),
    join(beside, 'node_modules/npm/bin/npx-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npx-cli.js'),
  ].find((file) => file && existsSync(file));
  if (npx) {
    const args = [
      '--yes',
      '--ignore-scripts=false',
      `--package=node@${wanted}`,
      '--',
      'node',
      '-p',
      'process.execPath',
    ];
    // Outside the project: inside it npx would take the same package in node_modules, which lacks its program.
    const { stdout } = spawnSync(process.execPath, [npx, ...args], { cwd: tmpdir(), encoding: 'utf8' });
    const found = stdout?.trim();
    if (found && found !== process.execPath && existsSync(found)) return found;
  }
  console.error(
    `This needs Node 22.21 (or 24.5) or newer; this is Node ${process.versions.node}, and no newer one was found in ` +
      'node_modules/node or through npx. Run "npm ci", or install a newer Node.',
  );
  process.exit(1);
}

const command = findNode();
const hooks = pathToFileURL(join(root, 'scripts', 'typescriptHooks.mjs')).href;
const options = ['--disable-warning=ExperimentalWarning', '--import', hooks];
const child = spawn(command, [...options, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, PATH: dirname(command) + delimiter + process.env.PATH },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Could not start ${command}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
