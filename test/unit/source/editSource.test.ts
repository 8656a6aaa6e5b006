import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, it } from '@jest/globals';
import { editSource } from '../../../src/source/editSource.js';
import { propertyParameters } from '../../properties/propertyParameters.js';

describe('editSource', () => {
  it('replaces a value and keeps everything around it', () => {
    expect(editSource('# top\nname:   Old # the name\n\nlabel: "x"\n', [{ path: ['name'], value: 'New' }])).toBe(
      '# top\nname:   New # the name\n\nlabel: "x"\n',
    );
  });

  it('adds a key behind the last one of a map, with its indentation', () => {
    expect(
      editSource('variables:\n  a:\n    description: First # why\n  b:\n    description: Second\n', [
        { path: ['variables', 'a', 'default'], value: 'one' },
        { path: ['variables', 'b', 'default'], value: 'two' },
      ]),
    ).toBe(
      'variables:\n  a:\n    description: First # why\n    default: one\n  b:\n    description: Second\n    default: two\n',
    );
  });

  it.each([
    ['a: {b: c} # d\n', 'a: {b: c, e: "x, y"} # d\n'],
    ['a:\n  b: c', 'a:\n  b: c\n  e: x, y\n'],
    ['a:\r\n  b: c\r\nf: g\r\n', 'a:\r\n  b: c\r\n  e: x, y\r\nf: g\r\n'],
    ['a:\n  b: |\n    c\n    d\nf: g\n', 'a:\n  b: |\n    c\n    d\n  e: x, y\nf: g\n'],
    ['a:\n  b: c\n\n# about f\nf: g\n', 'a:\n  b: c\n  e: x, y\n\n# about f\nf: g\n'],
    ['a:\n  b:\n    - c\nf: g\n', undefined],
  ])('adds a key to %j', (text, expected) => {
    const edit = (): string => editSource(text, [{ path: ['a', 'e'], value: 'x, y' }]);
    if (expected === undefined) expect(edit).toThrow('Only a map with a simple last value takes a new key.');
    else expect(edit()).toBe(expected);
  });

  it.each([
    ['a:\nb: 1\n', 'a: x\nb: 1\n'],
    ["a: 'old' # c\n", 'a: x # c\n'],
    ['a: >-\n  old\n  text\nb: 1\n', 'a: x\nb: 1\n'],
    ['a: ""', 'a: x'],
  ])('replaces the value in %j', (text, expected) => {
    expect(editSource(text, [{ path: ['a'], value: 'x' }])).toBe(expected);
  });

  it.each([
    '0012',
    'true',
    'null',
    '~',
    '',
    ' x ',
    '- a',
    'a: b',
    'a #b',
    '${x}',
    '"q"',
    "it's",
    'a\nb',
    '@a',
    '{a}',
    '=',
    '1e3',
  ])('writes %j so that it reads back as text', (value) => {
    expect(
      parse(
        editSource('a: {b: old}\nc: old\n', [
          { path: ['a', 'b'], value },
          { path: ['a', 'd'], value },
          { path: ['c'], value },
        ]),
      ),
    ).toEqual({
      a: { b: value, d: value },
      c: value,
    });
  });

  it('writes any text so that it reads back, in any place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const edits = [['a', 'b'], ['a', 'd'], ['c'], ['e', 'g']].map((path) => ({ path, value }));
        const text = editSource('a: {b: old}\nc: old\ne:\n  f: 1\n', edits);
        expect(parse(text)).toEqual({ a: { b: value, d: value }, c: value, e: { f: 1, g: value } });
      }),
      propertyParameters(1000),
    );
  });

  it('refuses a key whose map is not there, and a list or map as the place of a value', () => {
    expect(() => editSource('a: 1\n', [{ path: ['b', 'c'], value: 'x' }])).toThrow('There is no map for b.c.');
    expect(() => editSource('a: [1]\n', [{ path: ['a'], value: 'x' }])).toThrow('a holds more than one value.');
  });
});
