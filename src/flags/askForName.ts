import { createInterface } from 'node:readline/promises';

/** Asks one question on the terminal and gives the trimmed answer; empty when the user ends the input (Ctrl-C, Ctrl-D). */
export async function askForName(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new AbortController();
  reader.on('close', () => {
    closed.abort();
  });
  try {
    return (await reader.question(question, { signal: closed.signal })).trim();
  } catch (error) {
    if (closed.signal.aborted) return '';
    throw error;
  } finally {
    reader.close();
  }
}
