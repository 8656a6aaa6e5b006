import { describe, expect, it } from '@jest/globals';
import { integer } from '../../../../src/catalog/codecs/integer.js';

const codec = integer({ min: 1, max: 720 });
const node = (content: string) => ({ name: 'minutes', content });

describe('integer', () => {
  it('writes and reads decimal digits', () => {
    expect(codec.write(720, ['minutes'], { apiVersion: 66, fileContent: () => undefined })).toEqual([node('720')]);
    expect(codec.read([node('720')], ['minutes'])).toEqual({ value: 720 });
  });

  it.each(['', '0', '721', '1.5', '-1', '1e2'])('cannot read %j', (text) => {
    expect(codec.read([node(text)], ['minutes'])).toEqual({ unreadable: text });
  });

  it.each([
    [1, []],
    [720, []],
    [0, [{ rule: 'shape/out-of-range', path: [], tokens: { found: '0', min: '1', max: '720' } }]],
    [721, [{ rule: 'shape/out-of-range', path: [], tokens: { found: '721', min: '1', max: '720' } }]],
    [1.5, [{ rule: 'shape/wrong-kind', path: [], tokens: { expected: 'integer' } }]],
    ['5', [{ rule: 'shape/wrong-kind', path: [], tokens: { expected: 'integer' } }]],
  ])('finds in %j the issues %j', (value, issues) => {
    expect(codec.check(value, 66)).toMatchObject(issues);
  });

  it('reads the text of a variable only when it is decimal digits', () => {
    expect(codec.fromVariable?.('15')).toBe(15);
    expect(codec.fromVariable?.('0x0f')).toBeUndefined();
    expect(codec.fromVariable?.(' 15')).toBeUndefined();
  });
});
