import { describe, expect, it } from '@jest/globals';
import { joinedList } from '../../../../src/catalog/codecs/joinedList.js';

const codec = joinedList();
const node = (content: string) => ({ name: 'commaSeparatedPermissionSet', content });
const names = ['commaSeparatedPermissionSet'];

describe('joinedList', () => {
  it('writes the items with commas between them', () => {
    const context = { apiVersion: 66, fileContent: () => undefined };
    expect(codec.write(['Order_Sync', ' Support '], names, context)).toEqual([node('Order_Sync,Support')]);
  });

  it('reads the items without blanks around them and without empty ones', () => {
    expect(codec.read([node(' Order_Sync, Support User ,,')], names)).toEqual({
      value: ['Order_Sync', 'Support User'],
    });
    expect(codec.read([node('')], names)).toEqual({ value: [] });
  });

  it.each([
    ['a text', 'A,B', 'shape/wrong-kind', []],
    ['a comma in an item', ['A,B'], 'shape/forbidden-character', [0]],
    ['a repeated item', ['A', 'B', 'A '], 'shape/duplicate', [2]],
    ['an empty item', ['A', ''], 'shape/empty-value', [1]],
    ['a number', [1], 'shape/wrong-kind', [0]],
  ])('refuses %s', (_, value, rule, path) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule, path }]);
  });
});
