/**
 * Runs a script with a Node that is new enough for the Salesforce libraries:
 *
 *   node scripts/node22.mjs [node options] <script> [arguments]
 *
 * It takes the Node that runs this file, else the one that npm installed into node_modules, else one from npx, so
 * that every npm script also works on a machine whose own Node is 20. TypeScript files run from their source.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = '22.23.3';

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 19);
}

/** The command line, as an array, that starts a Node that is new enough. */
function findNode() {
  if (isNewEnough(process.versions.node)) return [process.execPath];
  const installed = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(installed)) return [installed];
  const npx = [process.env.npm_execpath, join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js')]
    .concat(join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'))
    .map((npm) => npm && join(dirname(npm), 'npx-cli.js'))
    .find((file) => file && existsSync(file));
  if (npx) return [process.execPath, npx, '--yes', `--package=node@${wanted}`, '--', 'node'];
  console.error(
    `This needs Node 22.19 or newer; this is Node ${process.versions.node}, and neither node_modules/node nor npx ` +
      'was found. Run "npm ci" first, or install a newer Node.',
  );
  process.exit(1);
}

const [command, ...prefix] = findNode();
const hooks = pathToFileURL(join(root, 'scripts', 'typescriptHooks.mjs')).href;
const options = ['--disable-warning=ExperimentalWarning', '--import', hooks];
const child = spawn(command, [...prefix, ...options, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: prefix.length > 0 ? process.env : { ...process.env, PATH: dirname(command) + delimiter + process.env.PATH },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Could not start ${command}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
