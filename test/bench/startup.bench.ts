/**
 * What a command of `sf eca` costs beside an SfCommand that does nothing, in the same host: the real sf, and bin/run.js.
 * Time is from the start of the process to its end, cpu what the processor worked for it (which other programs disturb
 * less), memory the peak of the resident set; of several runs in turn the least counts. Aims: `generate` of one spec at most 1.25 of the empty command in the same host (missed when time and cpu both say so); the peak for 1,000
 * specs at most 80 MB above that of the empty command; time grows in proportion to the number of specs.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { binProgram, projectRoot, sfProgram } from '../e2e/paths.js';
import { runProgram } from '../e2e/runProgram.js';
import { createSfHome, linkPlugin, removeSfHome, runSf, type SfHome } from '../e2e/sfCli.js';
import { startFakeOrg } from '../fakeOrg/startFakeOrg.js';
import { linkEmptyPlugin } from './emptyPlugin.js';
import { findPeer, howToInstall } from './findPeer.js';
import { measure, type Cost, type Program } from './measure.js';

const runs = Number(process.env['ECA_BENCH_RUNS'] ?? 7);
const auth0 = findPeer('AUTH0_DEPLOY_CLI', 'auth0-deploy-cli/lib/index.js');
const failures: string[] = [];

const org = ['--target-org', 'bench'];
const migrated = join(projectRoot, 'test', 'fixtures', 'connectedapp');

/** Every command, by its words and its arguments; the number is the exit status of one that stops for want of something. */
const commands: readonly (readonly [string, readonly string[], number?])[] = [
  ['init', ['--list']],
  ['explain', ['pkce/off']],
  ['schema', []],
  ['validate', []],
  ['generate', ['--output-dir', 'out']],
  ['inventory', []],
  ['plan', ['--source-dir', 'out']],
  ['import', ['--source-dir', 'out', '--output-dir', 'imported', '--force']],
  ['migrate', ['--source-dir', migrated, '--output-dir', 'migrated', '--force']],
  ['plan', org],
  ['list', org],
  ['deploy', [...org, '--dry-run']],
  ['deploy report', org],
  ['deploy resume', org],
  ['verify', org],
  ['delete', ['--name', 'Missing', '--no-prompt', ...org], 1],
  ['credentials list', org],
  ['credentials show', ['--name', 'App1', ...org]],
  ['credentials rotate', ['--name', 'App1', '--no-prompt', ...org], 2],
];

async function writeSpecs(home: SfHome, folder: string, count: number): Promise<void> {
  await mkdir(join(home.work, folder), { recursive: true });
  for (let number = 1; number <= count; number += 1) {
    const text = `name: App${number}\ncontactEmail: team@example.com\ncallback: https://example.com/${number}\nscopes: [api, refresh_token]\n`;
    await writeFile(join(home.work, folder, `App${number}.eca.yaml`), text);
  }
}

/** One line of a table; the ratios are to the first line. */
function row(name: string, cost: Cost | undefined, base: Cost | undefined): string {
  if (cost === undefined || base === undefined) throw new Error(`${name} was not measured`);
  const numbers = [
    `${cost.milliseconds.toFixed(0)} ms`,
    (cost.milliseconds / base.milliseconds).toFixed(2),
    `${cost.processor.toFixed(0)} ms`,
    (cost.processor / base.processor).toFixed(2),
    `${(cost.megabytes - base.megabytes).toFixed(0)} MB`,
  ];
  return name.padEnd(74) + numbers.map((text) => text.padStart(9)).join('');
}

const heading = ''.padEnd(74) + ['time', 'ratio', 'cpu', 'ratio', 'memory'].map((text) => text.padStart(9)).join('');

async function compareCommands(
  home: SfHome,
  host: string,
  program: string,
  empty: string,
  others: readonly Program[],
): Promise<void> {
  const first = { name: 'empty SfCommand', args: [empty, 'bench', 'empty'] };
  const ours = commands.map(([words, args, status = 0]) => ({
    name: ['sf eca', words, ...args.map((arg) => (arg === migrated ? 'connectedapps' : arg))].join(' '),
    args: [program, 'eca', ...words.split(' '), ...args],
    status,
  }));
  const costs = await measure(home, [first, ...ours, ...others], runs);
  const base = costs.get(first.name);
  console.log(`${host}\n${heading}`);
  for (const { name } of [first, ...ours, ...others]) console.log(row(name, costs.get(name), base));
  const generate = costs.get('sf eca generate --output-dir out');
  if (generate === undefined || base === undefined) throw new Error('generate was not measured');
  const ratios = [generate.milliseconds / base.milliseconds, generate.processor / base.processor];
  if (Math.min(...ratios) > 1.25)
    failures.push(`generate ${host}: ${Math.min(...ratios).toFixed(2)} of an empty command, not 1.25`);
}

async function growWithSpecs(home: SfHome, empty: string): Promise<void> {
  const counts = [1, 500, 1000];
  for (const count of counts) await writeSpecs(home, `specs${count}`, count);
  const name = (count: number): string => `sf eca generate, ${count} spec${count === 1 ? '' : 's'}`;
  const programs = counts.map((count) => ({
    name: name(count),
    args: [binProgram, 'eca', 'generate', '--spec', `specs${count}`, '--output-dir', `out${count}`],
  }));
  const costs = await measure(
    home,
    [{ name: 'empty SfCommand', args: [empty, 'bench', 'empty'] }, ...programs],
    Math.min(runs, 5),
  );
  const base = costs.get('empty SfCommand');
  console.log(`\nMany specs by bin/run.js\n${heading}`);
  for (const [one, cost] of costs) console.log(row(one, cost, base));
  const time = (count: number): number => costs.get(name(count))?.processor ?? NaN;
  const growth = (time(1000) - time(1)) / (time(500) - time(1));
  const more = (costs.get(name(1000))?.megabytes ?? NaN) - (base?.megabytes ?? NaN);
  console.log(
    `Work for 1,000 specs / work for 500: ${growth.toFixed(2)} (2 is linear). Peak for 1,000 specs: ${more.toFixed(0)} MB above the empty command (aim 80).`,
  );
  if (!(more <= 80)) failures.push(`1,000 specs take ${more.toFixed(0)} MB more than an empty command, not 80`);
  if (!(growth <= 2.3)) failures.push(`1,000 specs take ${growth.toFixed(2)} of the work of 500`);
}

const home = await createSfHome();
const fakeOrg = await startFakeOrg({ pollsUntilDone: 0, secretAccess: true });
try {
  await linkPlugin(home);
  const empty = await linkEmptyPlugin(home);
  await writeSpecs(home, 'eca', 1);
  const login = ['org', 'login', 'access-token', '--instance-url', fakeOrg.url, '--no-prompt', '--alias', 'bench'];
  await runSf(login, { home, env: { SF_ACCESS_TOKEN: fakeOrg.accessToken } });
  for (const args of [
    ['generate', '--output-dir', 'out'],
    ['deploy', ...org],
  ]) {
    const { status, stderr } = await runProgram([binProgram, 'eca', ...args], { cwd: home.work, env: home.env });
    if (status !== 0) throw new Error(`sf eca ${args.join(' ')} ended with ${status}: ${stderr}`);
  }
  const help = (words: string): Program => ({ name: `sf ${words}`, args: [sfProgram, ...words.split(' ')] });
  const others = [help('eca deploy --help'), help('project deploy start --help'), help('--version')];
  const foreign = auth0 === undefined ? [] : [{ name: 'auth0-deploy-cli --help', args: [auth0, '--help'] }];
  await compareCommands(home, 'In the real sf', sfProgram, sfProgram, [...others, ...foreign]);
  console.log('');
  await compareCommands(home, 'By bin/run.js', binProgram, empty, []);
  await growWithSpecs(home, empty);
  if (foreign.length === 0)
    console.log(`\nauth0-deploy-cli was not measured: ${howToInstall('auth0-deploy-cli@8.44.0')}.`);
} finally {
  await fakeOrg.close();
  await removeSfHome(home);
}
for (const failure of failures) console.log(`Missed: ${failure}.`);
if (failures.length > 0) process.exitCode = 1;
