import { binProgram, sfProgram } from './paths.js';
import { runProgram } from './runProgram.js';
import type { ProgramResult } from './runProgram.js';
import type { SfHome } from './sfHome.js';

export { linkPlugin } from './linkPlugin.js';
export { createSfHome, removeSfHome } from './sfHome.js';
export type { ProgramResult } from './runProgram.js';
export type { SfHome } from './sfHome.js';

/** How a command of the CLI is run. */
export type SfOptions = {
  readonly home: SfHome;
  /** Folder in which it runs; the empty work folder of the home unless told. */
  readonly cwd?: string;
  /** Added to the isolated environment of the home. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text for its standard input, which is never a terminal. */
  readonly input?: string;
  /** Milliseconds after which it is ended; 120,000 unless told. */
  readonly timeout?: number;
};

/** Runs the real, pinned `sf` with its own home; the plugin is there only after `linkPlugin(home)`. */
export async function runSf(args: readonly string[], options: SfOptions): Promise<ProgramResult> {
  return run(['--no-deprecation', sfProgram, ...args], options);
}

/** Runs a command of this plugin through `bin/run.js`, isolated as `runSf` but faster: it starts no Salesforce CLI. */
export async function runBin(args: readonly string[], options: SfOptions): Promise<ProgramResult> {
  return run([binProgram, ...args], options);
}

async function run(args: readonly string[], { home, cwd, env, ...rest }: SfOptions): Promise<ProgramResult> {
  return runProgram(args, { ...rest, cwd: cwd ?? home.work, env: { ...home.env, ...env } });
}
