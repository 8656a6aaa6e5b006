import { describe, expect, it } from '@jest/globals';
import { attributes } from '../../../../src/catalog/codecs/attributes.js';

const codec = attributes();
const context = { apiVersion: 66, fileContent: () => undefined };
const node = (key: string, formula: string) => ({
  name: 'customAttributes',
  content: [
    { name: 'formula', content: formula },
    { name: 'key', content: key },
  ],
});

describe('attributes', () => {
  it('writes one element per attribute in the order of the map', () => {
    expect(codec.write({ Zip: '$User.PostalCode', Country: '$User.Country' }, ['customAttributes'], context)).toEqual([
      node('Zip', '$User.PostalCode'),
      node('Country', '$User.Country'),
    ]);
  });

  it('reads the elements back in their order', () => {
    const read = codec.read([node('Zip', '$User.PostalCode'), node('Country', '$User.Country')], ['customAttributes']);
    expect(read).toEqual({ value: { Zip: '$User.PostalCode', Country: '$User.Country' } });
    expect(Object.keys('value' in read ? read.value : {})).toEqual(['Zip', 'Country']);
  });

  it.each([
    ['a repeated key', [node('A', '$User.Id'), node('A', '$User.Name')], 'A, A'],
    ['number-like keys that would change places', [node('B', '$User.Id'), node('1', '$User.Name')], 'B, 1'],
    ['an element without formula', [{ name: 'customAttributes', content: [{ name: 'key', content: 'A' }] }], 'A'],
    ['an element without key', [{ name: 'customAttributes', content: [{ name: 'formula', content: 'x' }] }], ''],
  ])('cannot read %s without losing something', (_, nodes, unreadable) => {
    expect(codec.read(nodes, ['customAttributes'])).toEqual({ unreadable });
  });

  it.each([
    ['a list', ['$User.Id'], 'shape/wrong-kind', []],
    ['a formula that is a number', { A: 1 }, 'shape/wrong-kind', ['A']],
    ['an empty formula', { A: ' ' }, 'shape/empty-value', ['A']],
    ['an empty key', { '': '$User.Id' }, 'shape/empty-value', ['']],
  ])('refuses %s', (_, value, rule, path) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule, path }]);
  });

  it('takes 128 attributes and refuses 129', () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`A${index}`, 'x']));
    expect(codec.check(many(128), 66)).toEqual([]);
    expect(codec.check(many(129), 66)).toMatchObject([
      { rule: 'shape/too-many', tokens: { count: '129', max: '128' } },
    ]);
  });
});
