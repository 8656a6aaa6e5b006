import { describe, expect, it } from '@jest/globals';
import { liveRows } from '../../../src/flags/liveRows.js';
import { terminalCells } from './terminalCells.js';

describe('liveRows', () => {
  it('changes rows in place, also when there are fewer or more of them', () => {
    const terminal = terminalCells();
    terminal.write('before\n');
    const rows = liveRows(terminal);
    rows.set(['a 1', 'b 1', 'c 1']);
    expect(terminal.shown()).toEqual(['before', 'a 1', 'b 1', 'c 1']);
    rows.set(['a 2']);
    expect(terminal.shown()).toEqual(['before', 'a 2']);
    rows.set(['a 3', 'b 3']);
    expect(terminal.shown()).toEqual(['before', 'a 3', 'b 3']);
    rows.set([]);
    expect(terminal.shown()).toEqual(['before', '']);
    expect(terminal.wraps()).toBe(true);
  });

  it('lets lines that stay be written above the rows', () => {
    const terminal = terminalCells();
    const rows = liveRows(terminal);
    rows.set(['a', 'b']);
    rows.above(() => terminal.write('Job 0Af1.\nSecond line\n'));
    expect(terminal.shown()).toEqual(['Job 0Af1.', 'Second line', 'a', 'b']);
    rows.set(['a', 'c']);
    expect(terminal.shown()).toEqual(['Job 0Af1.', 'Second line', 'a', 'c']);
  });

  it('leaves a question alone, and brings what happened meanwhile when it is answered', () => {
    const terminal = terminalCells();
    const rows = liveRows(terminal);
    rows.set(['a', 'b']);
    rows.hold();
    terminal.write('Deploy? ');
    rows.set(['a 2', 'b 2']);
    rows.above(() => terminal.write('Job 0Af2.\n'));
    expect(terminal.shown()).toEqual(['Deploy?']);
    terminal.write('y\n');
    rows.release();
    expect(terminal.shown()).toEqual(['Deploy? y', 'Job 0Af2.', 'a 2', 'b 2']);
  });

  it('takes one line per row also for characters that are two cells wide or rows that are too long', () => {
    const terminal = terminalCells(10);
    const rows = liveRows(terminal);
    rows.set(['x'.repeat(25), 'b']);
    expect(terminal.shown()).toHaveLength(2);
    rows.set(['a', 'b']);
    expect(terminal.shown()).toEqual(['a', 'b']);
  });

  it('says how large the terminal is, and takes 80 by 24 for one that does not tell', () => {
    expect(liveRows(terminalCells(120, 50)).size()).toEqual({ columns: 120, lines: 50 });
    expect(liveRows({ write: () => true }).size()).toEqual({ columns: 80, lines: 24 });
  });
});
