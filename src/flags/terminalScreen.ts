import type { SfCommand } from '@salesforce/sf-plugins-core';
import type { DeployScreen } from './deployScreen.js';
import { liveRows } from './liveRows.js';

/** How long a question waits for its answer: a person may read a plan for a while. */
const patience = 600_000;

/** What a command may use of the terminal: with `--json` nothing, without a terminal no questions and no moving rows. */
export function terminalScreen(command: SfCommand<unknown>): DeployScreen {
  const quiet = command.jsonEnabled();
  const { stdin, stderr, env } = process;
  const hasPerson = !quiet && stdin.isTTY && stderr.isTTY;
  const canMove = !quiet && stderr.isTTY && (env['CI'] ?? '') === '' && env['TERM'] !== 'dumb';
  const rows = canMove ? liveRows(stderr) : undefined;
  const write = (work: () => void): void => {
    if (rows === undefined) work();
    else rows.above(work);
  };
  const confirm = async (message: string): Promise<boolean> => {
    rows?.hold();
    try {
      return await command.confirm({ message, ms: patience });
    } finally {
      rows?.release();
    }
  };
  return {
    show: (text) => {
      write(() => command.log(text));
    },
    say: (text) => {
      if (!quiet) write(() => command.logToStderr(text));
    },
    ...(hasPerson ? { confirm } : {}),
    ...(rows === undefined ? {} : { rows }),
  };
}
