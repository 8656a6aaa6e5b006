import { describe, expect, it } from '@jest/globals';
import { own, pathText, valueAt } from '../../../src/source/finding.js';

describe('pathText', () => {
  it.each<[readonly (string | number)[], string]>([
    [[], ''],
    [['name'], 'name'],
    [['policies', 'permissionSets', 0], 'policies.permissionSets[0]'],
    [['lint', 'ignore', 2, 'rule'], 'lint.ignore[2].rule'],
  ])('writes %j as people do', (path, text) => {
    expect(pathText(path)).toBe(text);
  });
});

describe('own', () => {
  it('never gives what an object inherits', () => {
    expect([own({}, 'constructor'), own([], 'length'), own('text', 'length'), own(null, 'a')]).toEqual([
      undefined,
      0,
      undefined,
      undefined,
    ]);
  });
});

describe('valueAt', () => {
  it('walks maps and lists, and gives undefined where the way ends', () => {
    const value = { a: [{ b: 1 }] };
    expect([valueAt(value, ['a', 0, 'b']), valueAt(value, ['a', 1, 'b']), valueAt(value, [])]).toEqual([
      1,
      undefined,
      value,
    ]);
  });
});
