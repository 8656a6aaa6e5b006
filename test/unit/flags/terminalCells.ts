import type { RowStream } from '../../../src/flags/liveRows.js';

/** A terminal that keeps what a person would see: text, line feeds, carriage returns, cursor up, erase below, and wrapping. */
export type TerminalCells = RowStream & {
  readonly shown: () => readonly string[];
  /** True while lines that are too long wrap. */
  readonly wraps: () => boolean;
};

/** Opens an empty terminal. */
export function terminalCells(columns = 80, rows = 24): TerminalCells {
  const lines: string[] = [''];
  let line = 0;
  let column = 0;
  let wraps = true;
  const put = (character: string): void => {
    if (column >= columns && wraps) {
      line += 1;
      column = 0;
    }
    if (column >= columns) column = columns - 1;
    lines[line] =
      `${(lines[line] ?? '').padEnd(column).slice(0, column)}${character}${(lines[line] ?? '').slice(column + 1)}`;
    column += 1;
  };
  const write = (text: string): void => {
    for (const [token, up] of text.matchAll(/\u001b\[(\d+)A|\u001b\[\?7[lh]|\u001b\[J|[^]/gu)) {
      if (up !== undefined) line = Math.max(0, line - Number(up));
      else if (token === '\u001b[?7l') wraps = false;
      else if (token === '\u001b[?7h') wraps = true;
      else if (token === '\u001b[J') lines.splice(line, Infinity, (lines[line] ?? '').slice(0, column));
      else if (token === '\r') column = 0;
      else if (token === '\n') {
        line += 1;
        column = 0;
        lines[line] ??= '';
      } else put(token);
    }
  };
  return { columns, rows, write, shown: () => lines.map((one) => one.trimEnd()), wraps: () => wraps };
}
