import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { SecretSink } from '../files/secretSink.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'credentials');

/** Flags that choose the app and open the way to its secret. */
export const appFlags = {
  name: Flags.string({ char: 'n', required: true, summary: messages.getMessage('flags.name.summary') }),
  'consumer-key': Flags.string({
    summary: messages.getMessage('flags.consumer-key.summary'),
    description: messages.getMessage('flags.consumer-key.description'),
  }),
};

/** `--enable-secret-access`. */
export const switchFlag = Flags.boolean({
  summary: messages.getMessage('flags.enable-secret-access.summary'),
  description: messages.getMessage('flags.enable-secret-access.description'),
});

/** Flags that say where the secret goes. */
export const sinkFlags = {
  'output-file': Flags.string({
    summary: messages.getMessage('flags.output-file.summary'),
    description: messages.getMessage('flags.output-file.description'),
  }),
  format: Flags.option({
    options: ['env', 'json'] as const,
    summary: messages.getMessage('flags.format.summary'),
    description: messages.getMessage('flags.format.description'),
  })(),
  'pipe-to': Flags.string({
    summary: messages.getMessage('flags.pipe-to.summary'),
    description: messages.getMessage('flags.pipe-to.description'),
  }),
  'show-secret': Flags.boolean({
    summary: messages.getMessage('flags.show-secret.summary'),
    description: messages.getMessage('flags.show-secret.description'),
  }),
  'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
};

/** What `sinkFlags` parse to. */
export type SinkFlagValues = {
  readonly 'output-file'?: string | undefined;
  readonly format?: 'env' | 'json' | undefined;
  readonly 'pipe-to'?: string | undefined;
  readonly 'show-secret': boolean;
  readonly 'no-prompt': boolean;
};

/** The sinks that a command line names. */
export async function openSinks(
  flags: SinkFlagValues,
  onOutput: (text: string) => void,
): Promise<readonly SecretSink[]> {
  const { fileSink } = await import('../files/fileSink.js');
  const { pipeSink } = await import('../files/pipeSink.js');
  const { 'output-file': file, 'pipe-to': command, format } = flags;
  return [
    ...(file === undefined ? [] : [fileSink(resolve(file), format ?? 'env')]),
    ...(command === undefined ? [] : [pipeSink(command, { ...(format === undefined ? {} : { format }), onOutput })]),
  ];
}

const noTerminal = {
  'question.show': 'error.noTerminalToShow',
  'question.revoke': 'error.noTerminalToRevoke',
  'question.cancel': 'error.noTerminalToCancel',
} as const;

/** Somebody at a terminal must agree to what `question` asks; without a terminal only `--no-prompt` agrees. */
export async function agree(
  question: keyof typeof noTerminal,
  tokens: readonly string[],
  {
    noPrompt,
    isJson,
    confirm,
  }: { readonly noPrompt: boolean; readonly isJson: boolean; readonly confirm: (text: string) => Promise<boolean> },
): Promise<void> {
  if (noPrompt) return;
  if (isJson || !process.stdin.isTTY || !process.stderr.isTTY) {
    const error = messages.createError(noTerminal[question]);
    error.exitCode = 2;
    throw error;
  }
  if (!(await confirm(messages.getMessage(question, [...tokens])))) throw messages.createError('error.declined');
}
