import type { LiveRows } from './liveRows.js';

/** The terminal of a command that works on orgs, as the command gives it away. */
export type DeployScreen = {
  /** A line for the report; nothing with `--json`. */
  readonly show: (text: string) => void;
  /** A line for a person who watches; nothing with `--json`. */
  readonly say: (text: string) => void;
  /** Asks for yes or no; absent where nobody can be asked. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Rows that change in place; absent without a terminal, and in CI. */
  readonly rows?: LiveRows;
};
