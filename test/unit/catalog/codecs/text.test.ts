import { describe, expect, it } from '@jest/globals';
import { text } from '../../../../src/catalog/codecs/text.js';

const context = { apiVersion: 66, fileContent: () => undefined };
const node = (content: string) => ({ name: 'label', content });

describe('text', () => {
  it('keeps line breaks inside a text and drops blanks around it', () => {
    expect(text().write('one\n  two\n', ['label'], context)).toEqual([node('one\n  two')]);
    expect(text().read([node('\n    one\n  two\n  ')], ['label'])).toEqual({ value: 'one\n  two' });
  });

  it.each([12, true, null, ['x'], { x: 1 }])('refuses %j, which YAML would not keep as text', (value) => {
    expect(text().check(value, 66)).toMatchObject([{ rule: 'shape/wrong-kind', tokens: { expected: 'text' } }]);
  });

  it.each([
    ['blanks only', ' \n', 'shape/empty-value'],
    ['a control character', 'a\u0007b', 'shape/forbidden-character'],
    ['half of a surrogate pair', 'a\uD83Db', 'shape/forbidden-character'],
    ['the other half', 'a\uDE00b', 'shape/forbidden-character'],
    ['too short a text', 'ab', 'shape/too-short'],
    ['too long a text', 'abcdef', 'shape/too-long'],
  ])('refuses %s', (_, value, rule) => {
    expect(text({ minLength: 3, maxLength: 5 }).check(value, 66)).toMatchObject([{ rule }]);
  });

  it('takes every character that XML can carry', () => {
    expect(text().check('Größe <&> "quoted" 😀\ttab\nline', 66)).toEqual([]);
  });

  it('checks the format that it is given', () => {
    expect(text({ format: 'email' }).check('nobody', 66)).toMatchObject([
      { rule: 'shape/invalid-email', tokens: { found: 'nobody' } },
    ]);
    expect(text({ format: 'url' }).check(1, 66)).toMatchObject([
      { rule: 'shape/wrong-kind', tokens: { expected: 'url' } },
    ]);
  });
});
