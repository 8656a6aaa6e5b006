import { createInterface } from 'node:readline';
import type { Terminal } from './askInTerminal.js';

/** What a person may answer; everything else is asked again. */
const words: Readonly<Record<string, boolean>> = { y: true, yes: true, n: false, no: false, '': false };

/**
 * Asks for yes or no beside the report, on standard error: the report may go into a file. No answer in time (milliseconds)
 * and the end of the input are a no; Ctrl-C is what it is everywhere else, a signal to the program.
 */
export async function askYesOrNo(
  question: string,
  patience: number,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  const reader = createInterface({ input, output });
  return new Promise((resolve) => {
    const timer = setTimeout(() => reader.close(), patience);
    let answer: boolean | undefined;
    reader.on('line', (line) => {
      answer = words[line.trim().toLowerCase()];
      if (answer === undefined) reader.prompt();
      else reader.close();
    });
    reader.on('SIGINT', () => {
      reader.close();
      process.emit('SIGINT');
    });
    reader.on('close', () => {
      clearTimeout(timer);
      if (answer === undefined) output.write('\n');
      resolve(answer ?? false);
    });
    reader.setPrompt(`${question} (y/N) `);
    reader.prompt();
  });
}
