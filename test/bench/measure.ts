import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SfHome } from '../e2e/sfCli.js';

/** A program that is measured: arguments of node, in which `{run}` is the number of the run, and the exit status that it ends with. */
export type Program = { readonly name: string; readonly args: readonly string[]; readonly status?: number };

/** What a program costs: milliseconds from start to end and of the processor, and megabytes of memory at its peak. */
export type Cost = { readonly milliseconds: number; readonly processor: number; readonly megabytes: number };

const meter = pathToFileURL(join(import.meta.dirname, 'noteCost.mjs')).href;

/**
 * Runs each program several times, in turn, so that a busy moment of the machine meets all of them, and gives the
 * least that each one took: what others do at the same time can only add to it. Throws when one does not get through.
 */
export async function measure(
  home: SfHome,
  programs: readonly Program[],
  runs: number,
): Promise<ReadonlyMap<string, Cost>> {
  const least = new Map<string, Cost>();
  for (let run = 0; run < runs; run += 1) {
    for (const program of programs) {
      const args = program.args.map((arg) => arg.replace('{run}', String(run)));
      const cost = await runOnce(home, { ...program, args });
      const best = least.get(program.name) ?? cost;
      least.set(program.name, {
        milliseconds: Math.min(best.milliseconds, cost.milliseconds),
        processor: Math.min(best.processor, cost.processor),
        megabytes: Math.min(best.megabytes, cost.megabytes),
      });
    }
  }
  return least;
}

async function runOnce(home: SfHome, { name, args, status = 0 }: Program): Promise<Cost> {
  const file = join(home.path, 'cost.json');
  await rm(file, { force: true });
  const start = performance.now();
  const child = spawn(process.execPath, ['--no-deprecation', '--import', meter, ...args], {
    cwd: home.work,
    env: { ...home.env, BENCH_COST: file },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const milliseconds = performance.now() - start;
  if (code !== status) throw new Error(`${name} ended with ${code}: ${errors}`);
  if (!existsSync(file)) throw new Error(`${name} did not tell what it cost.`);
  const noted = JSON.parse(await readFile(file, 'utf8')) as { kilobytes: number; processor: number };
  return { milliseconds, processor: noted.processor, megabytes: noted.kilobytes / 1024 };
}
