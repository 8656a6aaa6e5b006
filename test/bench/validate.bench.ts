/**
 * `sf eca validate` beside Spectral with the same JSON Schema as its only rule, for 1 and for 500 specs: each program
 * is started anew, in turn, several times, and the least counts. Beside them stands a command that only loads what every command of
 * the CLI loads, because for one spec that is nearly all. Build first. Spectral is no dependency: without it only `validate` is
 * measured, and the last line says how to install it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPeer, howToInstall } from './findPeer.js';

const root = join(import.meta.dirname, '..', '..');
const runs = Number(process.env.ECA_BENCH_RUNS ?? 7);
const core = import.meta.resolve('@salesforce/sf-plugins-core');
const spectral = findPeer('SPECTRAL_BIN', '@stoplight/spectral-cli/dist/index.js');

/** Makes a folder with specs that have nothing wrong but their file name, and Spectral's rules. */
function prepare(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'eca-bench-'));
  mkdirSync(join(folder, 'eca'));
  const template = readFileSync(join(root, 'templates', 'web-server.eca.yaml'), 'utf8');
  for (let number = 1; number <= count; number += 1)
    writeFileSync(join(folder, 'eca', `App_${number}.eca.yaml`), template.replace('Web_Application', `App_${number}`));
  const schema: unknown = JSON.parse(readFileSync(join(root, 'config', 'eca.schema.json'), 'utf8'));
  const rule = {
    given: '$',
    severity: 'error',
    then: { function: 'schema', functionOptions: { schema, allErrors: true } },
  };
  writeFileSync(join(folder, 'ruleset.json'), JSON.stringify({ rules: { spec: rule } }));
  return folder;
}

/** Throws when a program does not see a wrong word: then it checks less than the other, and its time means nothing. */
function mustFindMistake(folder: string, args: readonly string[]): void {
  const file = join(folder, 'eca', 'App_1.eca.yaml');
  const right = readFileSync(file, 'utf8');
  writeFileSync(file, right.replace('permittedUsers: admin-approved', 'permittedUsers: nobody'));
  const { status } = spawnSync(process.execPath, [...args], { cwd: folder });
  writeFileSync(file, right);
  if (status !== 1) throw new Error(`${args.join(' ')} did not see a wrong word.`);
}

/** Milliseconds of one run; throws when the program did not get through. */
function time(folder: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const milliseconds = performance.now() - start;
  if (status !== 0)
    throw new Error(
      `${args.join(' ')} ended with ${String(status)}:\n${stdout.slice(0, 2000)}\n${stderr.slice(0, 2000)}`,
    );
  return milliseconds;
}

/** What others do at the same time can only add to it. */
function least(values: readonly number[]): number {
  return Math.min(...values);
}

for (const count of [1, 500]) {
  const folder = prepare(count);
  const programs: (readonly [string, readonly string[]])[] = [
    ['sf eca validate', [join(root, 'bin', 'run.js'), 'eca', 'validate']],
    ...(spectral === undefined
      ? []
      : [['spectral', [spectral, 'lint', 'eca/*.eca.yaml', '--ruleset', 'ruleset.json', '--quiet']] as const]),
  ];
  for (const [, args] of programs) mustFindMistake(folder, args);
  programs.push(['only loading sf-plugins-core', ['--eval', `import(${JSON.stringify(core)})`]]);
  const times = new Map(programs.map(([name]) => [name, [] as number[]]));
  // In turn, so that a busy moment of the machine meets both.
  for (let run = 0; run < runs; run += 1)
    for (const [name, args] of programs) times.get(name)?.push(time(folder, args));
  const [own = NaN, other] = programs.slice(0, -1).map(([name]) => least(times.get(name) ?? []));
  for (const [name] of programs)
    console.log(
      `${String(count).padStart(3)} specs  ${name.padEnd(28)} ${least(times.get(name) ?? [])
        .toFixed(0)
        .padStart(6)} ms`,
    );
  if (other !== undefined)
    console.log(
      `${String(count).padStart(3)} specs  validate takes ${((100 * own) / other).toFixed(0)} % of the time of spectral (aim: ${count === 1 ? 'less than 100' : 'at most 33'} %)`,
    );
  rmSync(folder, { recursive: true, force: true });
}
if (spectral === undefined)
  console.log(`Spectral was not measured: ${howToInstall('@stoplight/spectral-cli@6.16.3')}.`);
