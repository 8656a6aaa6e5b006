/** The terminal of a deploy, as a command gives it away. */
export type DeployScreen = {
  /** A line for the report; nothing with `--json`. */
  readonly show: (text: string) => void;
  /** A line for a person who watches; nothing with `--json`. */
  readonly say: (text: string) => void;
  /** Asks for yes or no; absent where nobody can be asked. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Shows a row that changes in place; absent without a terminal. */
  readonly row?: { readonly set: (text: string) => void; readonly clear: () => void };
};
