/**
 * `sf eca validate` beside Spectral with the same JSON Schema as its only rule, for 1 and for 500 specs: each program
 * is started anew, in turn, several times, and the median counts. Build first. Spectral is taken from the project's
 * node_modules or from SPECTRAL_BIN; without it only `validate` is measured, and the last line says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const runs = 7;
const spectral = [
  process.env.SPECTRAL_BIN,
  join(root, 'node_modules', '@stoplight', 'spectral-cli', 'dist', 'index.js'),
].find((path): path is string => path !== undefined && existsSync(path));

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

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

for (const count of [1, 500]) {
  const folder = prepare(count);
  const programs: readonly (readonly [string, readonly string[]])[] = [
    ['sf eca validate', [join(root, 'bin', 'run.js'), 'eca', 'validate']],
    ...(spectral === undefined
      ? []
      : [['spectral', [spectral, 'lint', 'eca/*.eca.yaml', '--ruleset', 'ruleset.json', '--quiet']] as const]),
  ];
  for (const [, args] of programs) mustFindMistake(folder, args);
  const times = new Map(programs.map(([name]) => [name, [] as number[]]));
  // In turn, so that a busy moment of the machine meets both.
  for (let run = 0; run < runs; run += 1)
    for (const [name, args] of programs) times.get(name)?.push(time(folder, args));
  const [own = NaN, other] = programs.map(([name]) => median(times.get(name) ?? []));
  for (const [name] of programs)
    console.log(
      `${String(count).padStart(3)} specs  ${name.padEnd(16)} ${median(times.get(name) ?? [])
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
  console.log(
    'Spectral was not measured: npm install --no-save @stoplight/spectral-cli@6.16.3, or set SPECTRAL_BIN to its dist/index.js.',
  );
