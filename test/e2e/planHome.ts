import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { logIn } from './logIn.js';
import { createSfHome, linkPlugin, runSf, type SfHome } from './sfCli.js';
import type { ProgramResult } from './runProgram.js';

/** A home of the real sf with this plugin, logged in to fake orgs under their aliases. */
export async function homeOf(orgs: Readonly<Record<string, FakeOrg>>): Promise<SfHome> {
  const home = await createSfHome();
  await linkPlugin(home);
  await logIn(home, orgs);
  return home;
}

/** Writes a file below the folder in which commands run. */
export async function write(home: SfHome, path: string, text: string | Uint8Array): Promise<void> {
  const target = join(home.work, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

/** The answer of a command to `--json`, with the exit status of the program. */
export async function json<Result>(
  home: SfHome,
  ...args: readonly string[]
): Promise<{
  readonly status: number;
  readonly result: Result;
  readonly message?: string;
  readonly name?: string;
  readonly data?: Result;
  readonly exit: number;
}> {
  const { stdout, status, stderr } = await runSf([...args, '--json'], { home });
  try {
    return { ...(JSON.parse(stdout) as { status: number; result: Result }), exit: status };
  } catch {
    throw new Error(`No JSON: ${stdout}\n${stderr}`);
  }
}

/** The output of a command as people see it. */
export async function text(home: SfHome, ...args: readonly string[]): Promise<ProgramResult> {
  return runSf(args, { home });
}
