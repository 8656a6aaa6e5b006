import type { Range } from '../source/finding.js';
import { visible } from './problemMessages.js';

const maxWidth = 100;

/** The line of a range with its neighbours, line numbers and a row of carets under the place. */
export function codeFrame(text: string, { line, column, endLine, endColumn }: Range): string {
  const lines = text.split(/\r\n|\n/);
  const first = Math.max(1, line - 1);
  const last = Math.min(lines.length, line + 1);
  const width = String(last).length;
  // A long line is shown around the place.
  const offset = column > maxWidth - 20 ? column - 20 : 0;
  const rows: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const content = (lines[number - 1] ?? '').slice(offset, offset + maxWidth).replaceAll('\t', ' ');
    rows.push(`${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${visible(content)}`.trimEnd());
    if (number !== line) continue;
    const end = endLine === line ? endColumn : (lines[line - 1] ?? '').length + 1;
    const carets = Math.max(1, Math.min(end, offset + maxWidth) - column);
    rows.push(`  ${' '.repeat(width)} | ${' '.repeat(column - 1 - offset)}${'^'.repeat(carets)}`);
  }
  return rows.join('\n');
}
