import { createInterface } from 'node:readline';
import type { Ask } from '../operations/askForInit.js';
import { cancelledError } from '../report/initError.js';
import { questionText } from '../report/initText.js';
import { wrapText } from '../report/wrapText.js';

/** The two ends of a terminal. */
export type Terminal = { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };

/**
 * Lets `talk` put questions to the user. Lines that were typed or pasted ahead answer the questions to come; throws
 * SfError when the input ends before all is answered (Ctrl-C, Ctrl-D).
 */
export async function askInTerminal<Answers>(
  bin: string,
  talk: (ask: Ask) => Promise<Answers>,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Promise<Answers> {
  const reader = createInterface({ input, output });
  const ahead: string[] = [];
  let waiting: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void } | undefined;
  let isClosed = false;
  reader.on('line', (line) => {
    if (waiting === undefined) ahead.push(line);
    else waiting.resolve(line);
    waiting = undefined;
  });
  reader.on('SIGINT', () => reader.close());
  reader.on('close', () => {
    isClosed = true;
    waiting?.reject(cancelledError(bin));
  });
  const nextLine = async (): Promise<string> => {
    const line = ahead.shift();
    if (line !== undefined) return line;
    if (isClosed) throw cancelledError(bin);
    return new Promise((resolve, reject) => (waiting = { resolve, reject }));
  };
  try {
    return await talk(async (question) => {
      const text = questionText(question);
      const lastLine = text.lastIndexOf('\n') + 1;
      output.write(wrapText(text.slice(0, lastLine), columnsOf(output)));
      // Only one line: readline would redraw over the lines above.
      reader.setPrompt(text.slice(lastLine));
      if (isClosed) output.write(reader.getPrompt());
      else reader.prompt();
      return nextLine();
    });
  } finally {
    reader.close();
  }
}

function columnsOf(output: NodeJS.WritableStream): number {
  return 'columns' in output && typeof output.columns === 'number' ? output.columns : Infinity;
}
