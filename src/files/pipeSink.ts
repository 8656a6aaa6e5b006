import { spawn } from 'node:child_process';
import { errorCode } from './errorCode.js';
import { maskSecret } from './maskSecret.js';
import { secretText, type SecretFormat } from './secretText.js';
import { SinkFailure, type SecretSink } from './secretSink.js';
import { splitWords } from './splitWords.js';

/** How a command gets the secret, and who hears it. */
export type PipeOptions = {
  /** Absent means the secret alone, without a line feed. */
  readonly format?: SecretFormat;
  /** Takes what the command printed, secrets masked. */
  readonly onOutput: (text: string) => void;
};

/** Milliseconds in which a command that does not read its input has time to end. */
const grace = 300;
const longestOutput = 100_000;

/**
 * A command that gets the secret on its standard input. It is started without a shell, with the words of the user alone
 * and the environment of this process; a command that fails, or ends before it has read its input, has not stored it.
 */
export function pipeSink(command: string, { format, onOutput }: PipeOptions): SecretSink {
  return {
    check: async () => {
      if (splitWords(command) === undefined) throw new SinkFailure('pipe-words', { command });
      return Promise.resolve();
    },
    store: async (pair) => {
      const [program, ...words] = splitWords(command) ?? [];
      if (program === undefined) throw new SinkFailure('pipe-words', { command });
      const text = format === undefined ? pair.consumerSecret : secretText(pair, format);
      const { output, failure } = await run(program, words, text);
      // Where the output was cut, half a secret may stand.
      const whole = output.length < longestOutput;
      const masked = maskSecret(output, pair.consumerSecret)
        .slice(0, whole ? undefined : -1_000)
        .trimEnd();
      if (masked !== '') onOutput(masked);
      if (failure !== undefined) throw failure;
    },
    readBack: async () => Promise.resolve(undefined),
  };
}

type RunResult = { readonly output: string; readonly failure?: SinkFailure };

async function run(program: string, words: readonly string[], text: string): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], shell: false, windowsHide: true });
    let output = '';
    let isRead = false;
    let closedEarly = false;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (output = (output + chunk).slice(0, longestOutput)));
    child.on('error', (error) => {
      resolve({ output: '', failure: new SinkFailure('pipe-missing', { program, code: errorCode(error) }) });
    });
    child.stdin.on('error', () => (closedEarly = true));
    // The input stays open a moment longer: a command that is over by then cannot have read it to its end.
    child.stdin.write(text, () => {
      setTimeout(() => {
        isRead = !closedEarly && child.exitCode === null && child.signalCode === null;
        child.stdin.end();
      }, grace);
    });
    child.on('close', (code, signal) => {
      const status = signal ?? String(code ?? '');
      if (code !== 0) resolve({ output, failure: new SinkFailure('pipe-failed', { program, status }) });
      else if (!isRead || closedEarly) resolve({ output, failure: new SinkFailure('pipe-early', { program }) });
      else resolve({ output });
    });
  });
}
