import type { SfCommand } from '@salesforce/sf-plugins-core';
import type { DeployScreen } from './deployScreen.js';

/** How long a question waits for its answer: a person may read a plan for a while. */
const patience = 600_000;

/** What a command may use of the terminal: with `--json` nothing, without a terminal no questions and no moving row. */
export function terminalScreen(command: SfCommand<unknown>): DeployScreen {
  const quiet = command.jsonEnabled();
  const isTerminal = !quiet && process.stdin.isTTY && process.stderr.isTTY;
  return {
    show: (text) => {
      command.log(text);
    },
    say: (text) => {
      if (!quiet) command.logToStderr(text);
    },
    ...(isTerminal
      ? { confirm: async (message: string) => command.confirm({ message, ms: patience }), row: stderrRow() }
      : {}),
  };
}

/** A row at the end of the screen that is written over. */
function stderrRow(): { readonly set: (text: string) => void; readonly clear: () => void } {
  let isThere = false;
  const clear = (): void => {
    if (isThere) process.stderr.write('\r\u001B[K');
    isThere = false;
  };
  return {
    clear,
    set: (text) => {
      clear();
      process.stderr.write(text.slice(0, Math.max(20, process.stderr.columns - 1)));
      isThere = true;
    },
  };
}
