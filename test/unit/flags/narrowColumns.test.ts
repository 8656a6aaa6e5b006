import { describe, expect, it } from '@jest/globals';
import { narrowColumns } from '../../../src/flags/narrowColumns.js';

const terminal = (columns: number, isTTY = true): typeof process.stdout =>
  ({ isTTY, columns }) as unknown as typeof process.stdout;

describe('narrowColumns', () => {
  it('names columns and widths for a terminal that is too narrow for the whole table', () => {
    expect(narrowColumns(150, { Rule: 34, Severity: 10 }, terminal(80))).toEqual({
      columns: [
        { key: 'Rule', width: 34 },
        { key: 'Severity', width: 10 },
      ],
    });
  });

  it('leaves the table alone in a wide terminal and in a pipe', () => {
    expect(narrowColumns(150, { Rule: 34 }, terminal(150))).toEqual({});
    expect(narrowColumns(150, { Rule: 34 }, terminal(0, false))).toEqual({});
  });
});
