import { stripVTControlCharacters } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';

/** A line of a code frame, whose marks stand below the text that they mean. */
const codeLine = /^[> ] *\d* \|/;
/** A command that a person copies has to stay in one piece. */
const commandLine = /\bsf [a-z]+ /;
/** The part of a line that its first columns may take before they count as text. */
const widestIndent = 0.45;

/**
 * Breaks the lines of a text between words, so that none is longer than `columns` characters where its words allow that.
 * The rest of a line stands below its last column, as in a table or a list.
 */
export function wrapText(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

function wrapLine(line: string, columns: number): string {
  const visible = stripVTControlCharacters(line);
  if (visible.length <= columns || codeLine.test(visible) || commandLine.test(visible)) return line;
  const indent = hangingIndent(visible, columns);
  const start = rawIndex(line, indent);
  const rows = wrapAnsi(line.slice(start), columns - indent).split('\n');
  return line.slice(0, start) + rows.join(`\n${' '.repeat(indent)}`);
}

/** Where the last column of a line starts: after a gap of two blanks or more, else after the mark of a list. */
function hangingIndent(visible: string, columns: number): number {
  const [mark = ''] = /^ *(?:- |\d+\. )?/.exec(visible) ?? [];
  const gaps = [...visible.matchAll(/(?<=\S) {2,}(?=\S)/g)].map(({ index, 0: blanks }) => index + blanks.length);
  return Math.max(...[mark.length, ...gaps].filter((indent) => indent <= columns * widestIndent), 0);
}

/** Where a visible character stands in a line that has colours. */
function rawIndex(line: string, visibleIndex: number): number {
  let index = 0;
  while (stripVTControlCharacters(line.slice(0, index)).length < visibleIndex) index += 1;
  return index;
}
