import { describe, expect, it } from '@jest/globals';
import { boolean } from '../../../../src/catalog/codecs/boolean.js';

const context = { apiVersion: 66, fileContent: () => undefined };
const node = (content: string) => ({ name: 'isEnabled', content });

describe('boolean', () => {
  it('writes and reads true and false', () => {
    expect(boolean().write(true, ['isEnabled'], context)).toEqual([node('true')]);
    expect(boolean().write(false, ['isEnabled'], context)).toEqual([node('false')]);
    expect(boolean().read([node(' true ')], ['isEnabled'])).toEqual({ value: true });
    expect(boolean().read([node('0')], ['isEnabled'])).toEqual({ value: false });
  });

  it('turns the value round when it is inverted', () => {
    const inverted = boolean({ inverted: true });
    expect(inverted.write(true, ['isEnabled'], context)).toEqual([node('false')]);
    expect(inverted.read([node('false')], ['isEnabled'])).toEqual({ value: true });
    expect(inverted.read([node('1')], ['isEnabled'])).toEqual({ value: false });
  });

  it('cannot read any other text', () => {
    expect(boolean().read([node('yes')], ['isEnabled'])).toEqual({ unreadable: 'yes' });
  });

  it.each(['yes', 'true', 1, null, []])('refuses %j', (value) => {
    expect(boolean().check(value, 66)).toMatchObject([{ rule: 'shape/wrong-kind', tokens: { expected: 'boolean' } }]);
  });

  it.each([
    ['yes', 'writeTrue'],
    ['True', 'writeTrue'],
    ['off', 'writeFalse'],
    ['maybe', undefined],
  ])('knows what %j was meant to be', (value, hint) => {
    expect(boolean().check(value, 66)[0]?.tokens.hint).toBe(hint);
  });

  it('reads the text of a variable only when it is true or false', () => {
    expect(boolean().fromVariable?.('true')).toBe(true);
    expect(boolean().fromVariable?.('false')).toBe(false);
    expect(boolean().fromVariable?.('1')).toBeUndefined();
    expect(boolean().fromVariable?.('True')).toBeUndefined();
  });
});
