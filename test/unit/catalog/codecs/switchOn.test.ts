import { describe, expect, it } from '@jest/globals';
import { switchOn } from '../../../../src/catalog/codecs/switchOn.js';

const context = { apiVersion: 66, fileContent: () => undefined };
const node = (content: string) => ({ name: 'isTokenExchangeEnabled', content });
const names = ['isTokenExchangeEnabled'];
const bare = switchOn({ bare: true });
const mapped = switchOn({ bare: false });

describe('switchOn', () => {
  it('is off with false and on with true where no settings are needed', () => {
    expect(bare.write(false, names, context)).toEqual([node('false')]);
    expect(bare.write(true, names, context)).toEqual([node('true')]);
    expect(bare.read([node('true')], names)).toEqual({ value: true });
    expect(bare.read([node('0')], names)).toEqual({ value: false });
    expect(bare.read([node('on')], names)).toEqual({ unreadable: 'on' });
  });

  it('is on with a map of its settings', () => {
    const settings = { allowedByPolicy: false } as unknown as boolean;
    expect(bare.write(settings, names, context)).toEqual([node('true')]);
    expect(bare.check(settings, 66)).toEqual([]);
    expect(mapped.check({ runAs: 'integration@example.com' }, 66)).toEqual([]);
  });

  it('writes nothing of its own where the settings say it all', () => {
    expect(bare.write(true, [], context)).toEqual([]);
  });

  it('refuses true where settings are needed, and anything else everywhere', () => {
    expect(bare.check(true, 66)).toEqual([]);
    expect(mapped.check(true, 66)).toMatchObject([{ rule: 'shape/wrong-kind', tokens: { expected: 'falseOrMap' } }]);
    expect(bare.check('on', 66)).toMatchObject([{ rule: 'shape/wrong-kind', tokens: { expected: 'booleanOrMap' } }]);
    expect(mapped.check([], 66)).toMatchObject([{ rule: 'shape/wrong-kind' }]);
  });

  it('reads from a variable what the spec itself may say', () => {
    expect(bare.fromVariable?.('true')).toBe(true);
    expect(mapped.fromVariable?.('false')).toBe(false);
    expect(mapped.fromVariable?.('true')).toBeUndefined();
  });
});
