/** The part of a terminal that rows are drawn on. */
export type RowStream = {
  readonly write: (text: string) => unknown;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
};

/** Rows at the end of the screen that are written over. */
export type LiveRows = {
  /** Cells of the terminal, as of now. */
  readonly size: () => { readonly columns: number; readonly lines: number };
  readonly set: (lines: readonly string[]) => void;
  /** Writes lines that stay, above the rows; while the rows are held, as soon as they are released. */
  readonly above: (write: () => void) => void;
  /** Takes the rows away for as long as somebody is asked something. */
  readonly hold: () => void;
  readonly release: () => void;
};

/** Carriage return, so many lines up, and everything below goes. @see https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
const goneSequence = (lines: number): string => `\r${lines > 1 ? `\u001B[${lines - 1}A` : ''}\u001B[J`;

/** A row longer than the terminal is cut by the terminal itself, which alone knows how wide its characters are. */
const unwrapped = (text: string): string => `\u001B[?7l${text}\u001B[?7h`;

/** Draws rows on a terminal. Nothing is left to restore: the cursor stays visible and lines wrap between two drawings. */
export function liveRows(stream: RowStream): LiveRows {
  let wanted: readonly string[] = [];
  let drawn = 0;
  let isHeld = false;
  const later: (() => void)[] = [];
  const clear = (): void => {
    if (drawn > 0) stream.write(goneSequence(drawn));
    drawn = 0;
  };
  const draw = (): void => {
    if (isHeld) return;
    const gone = drawn > 0 ? goneSequence(drawn) : '';
    if (gone !== '' || wanted.length > 0) stream.write(`${gone}${unwrapped(wanted.join('\n'))}`);
    drawn = wanted.length;
  };
  return {
    size: () => ({ columns: stream.columns ?? 80, lines: stream.rows ?? 24 }),
    set: (lines) => {
      wanted = lines;
      draw();
    },
    above: (write) => {
      if (isHeld) {
        later.push(write);
        return;
      }
      clear();
      write();
      draw();
    },
    hold: () => {
      clear();
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      for (const write of later.splice(0)) write();
      draw();
    },
  };
}
