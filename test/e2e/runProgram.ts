import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a finished program left: its output as text and its exit status (128 + n when signal n ended it). */
export type ProgramResult = { readonly stdout: string; readonly stderr: string; readonly status: number };

/** How a program is started: nothing of the environment of the test run reaches it except `env`. */
export type ProgramOptions = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Text for its standard input; without it the input is empty and no terminal. */
  readonly input?: string;
  /** Milliseconds after which it is ended; 120,000 unless told. */
  readonly timeout?: number;
};

/** Runs this Node with the arguments and resolves when it has ended, whatever its status; rejects when it cannot start. */
export async function runProgram(args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const child = spawn(process.execPath, [...args], {
    cwd: options.cwd,
    env: options.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: options.timeout ?? 120_000,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdin.on('error', () => undefined); // a program may end without having read its input
  child.stdin.end(options.input ?? '');
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (signal !== null) stderr += `\n[ended by ${signal} after ${options.timeout ?? 120_000} ms]`;
  return { stdout, stderr, status: code ?? 128 };
}
