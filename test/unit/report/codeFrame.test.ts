import { describe, expect, it } from '@jest/globals';
import { codeFrame } from '../../../src/report/codeFrame.js';

/** A range on one line. */
function on(line: number, column: number, length: number): Parameters<typeof codeFrame>[1] {
  return { line, column, endLine: line, endColumn: column + length };
}

const text = 'name: App\nlabel: 12\ncallback: x\nscopes: [api]\n';

describe('codeFrame', () => {
  it('shows the line with its neighbours and marks the place', () => {
    expect(codeFrame(text, on(2, 8, 2))).toBe(
      ['  1 | name: App', '> 2 | label: 12', '    |        ^^', '  3 | callback: x'].join('\n'),
    );
  });

  it('shows what there is at the first and the last line', () => {
    expect(codeFrame(text, on(1, 1, 4))).toBe(['> 1 | name: App', '    | ^^^^', '  2 | label: 12'].join('\n'));
    expect(codeFrame('a: 1', on(1, 1, 1))).toBe(['> 1 | a: 1', '    | ^'].join('\n'));
  });

  it('gives an empty place one mark', () => {
    expect(codeFrame('a:\nb: 1', on(1, 3, 0))).toBe(['> 1 | a:', '    |   ^', '  2 | b: 1'].join('\n'));
  });

  it('marks the rest of the first line of a place over several', () => {
    expect(codeFrame('a: [1,\n  2]\n', { line: 1, column: 4, endLine: 2, endColumn: 5 })).toBe(
      ['> 1 | a: [1,', '    |    ^^^', '  2 |   2]'].join('\n'),
    );
  });

  it('aligns line numbers of different width', () => {
    const many = Array.from({ length: 12 }, (_, index) => `k${index + 1}: v`).join('\n');
    expect(codeFrame(many, on(10, 6, 1))).toBe(
      ['   9 | k9: v', '> 10 | k10: v', '     |      ^', '  11 | k11: v'].join('\n'),
    );
  });

  it('reads CRLF, and shows a tab as one blank', () => {
    expect(codeFrame('a: 1\r\n\tb: 2\r\nc: 3\r\n', on(2, 1, 1))).toBe(
      ['  1 | a: 1', '> 2 |  b: 2', '    | ^', '  3 | c: 3'].join('\n'),
    );
  });

  it('shows a long line around the place', () => {
    const lines = codeFrame(`a: ${'x'.repeat(200)}!${'y'.repeat(200)}`, on(1, 204, 1)).split('\n');
    expect(lines[0]).toBe(`> 1 | ${'x'.repeat(19)}!${'y'.repeat(80)}`);
    expect(lines[1]).toBe(`    | ${' '.repeat(19)}^`);
  });

  it('never marks beyond the line as it is shown', () => {
    const [shown = '', marks = ''] = codeFrame(`a: ${'x'.repeat(300)}`, on(1, 4, 300)).split('\n');
    expect(marks.length).toBeLessThanOrEqual(shown.length);
  });

  it('never sends an escape sequence to the terminal', () => {
    expect(codeFrame('a: \u001B[31mred', on(1, 1, 1))).toContain('> 1 | a: \\u001b[31mred');
  });
});
