import { describe, expect, it } from '@jest/globals';
import { notificationTypes } from '../../../../src/catalog/codecs/notificationTypes.js';

const codec = notificationTypes();
const names = ['notificationTypes'];
const node = (type: string, push: string) => ({
  name: 'notificationTypes',
  content: [
    { name: 'notificationType', content: type },
    { name: 'pushByDefault', content: push },
  ],
});

describe('notificationTypes', () => {
  it('writes an element per type, not pushed unless the spec says so', () => {
    const context = { apiVersion: 66, fileContent: () => undefined };
    expect(codec.write({ Order_Shipped: { pushByDefault: true }, Order_Late: {} }, names, context)).toEqual([
      node('Order_Shipped', 'true'),
      node('Order_Late', 'false'),
    ]);
  });

  it('reads the elements back', () => {
    const silent = { name: 'notificationTypes', content: [{ name: 'notificationType', content: 'Order_Late' }] };
    expect(codec.read([node('Order_Shipped', 'true'), silent], names)).toEqual({
      value: { Order_Shipped: { pushByDefault: true }, Order_Late: { pushByDefault: false } },
    });
  });

  it('cannot read a repeated type or a push that is neither true nor false', () => {
    expect(codec.read([node('A', 'true'), node('A', 'false')], names)).toEqual({ unreadable: 'A, A' });
    expect(codec.read([node('A', 'often')], names)).toEqual({ unreadable: 'A' });
  });

  it.each([
    ['a list', ['Order_Late'], 'shape/wrong-kind', []],
    ['a boolean for a type', { Order_Late: true }, 'shape/wrong-kind', ['Order_Late']],
    ['an unknown setting', { Order_Late: { push: true } }, 'shape/unknown-key', ['Order_Late', 'push']],
    [
      'a text for a setting',
      { Order_Late: { pushByDefault: 'yes' } },
      'shape/wrong-kind',
      ['Order_Late', 'pushByDefault'],
    ],
    ['an empty type', { '': {} }, 'shape/empty-value', ['']],
  ])('refuses %s', (_, value, rule, path) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule, path }]);
  });
});
