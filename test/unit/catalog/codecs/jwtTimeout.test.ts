import { describe, expect, it } from '@jest/globals';
import { jwtTimeout } from '../../../../src/catalog/codecs/jwtTimeout.js';

const codec = jwtTimeout();
const names = ['namedUserJwtTimeout', 'namedUserJwtSessionTimeoutType'];
const minutes = (content: string) => ({ name: 'namedUserJwtTimeout', content });
const type = (content: string) => ({ name: 'namedUserJwtSessionTimeoutType', content });
const at = (apiVersion: number) => ({ apiVersion, fileContent: () => undefined });

describe('jwtTimeout', () => {
  it('says from API 65 where the lifetime comes from', () => {
    expect(codec.write(30, names, at(65))).toEqual([type('Custom'), minutes('30')]);
    expect(codec.write('user-session', names, at(65))).toEqual([type('UserSession')]);
    expect(codec.write(30, names, at(64))).toEqual([minutes('30')]);
  });

  it('reads minutes with or without their source', () => {
    expect(codec.read([minutes('30')], names)).toEqual({ value: 30 });
    expect(codec.read([type('Custom'), minutes('720')], names)).toEqual({ value: 720 });
    expect(codec.read([type('UserSession')], names)).toEqual({ value: 'user-session' });
  });

  it.each([
    [[minutes('7')], '7'],
    [[type('Custom')], 'Custom'],
    [[type('UserSession'), minutes('30')], 'UserSession 30'],
  ])('cannot read %j', (nodes, unreadable) => {
    expect(codec.read(nodes, names)).toEqual({ unreadable });
  });

  it.each([1, 5, 10, 15, 30])('takes %d minutes from API 61', (value) => {
    expect(codec.check(value, 61)).toEqual([]);
  });

  it.each([60, 90, 120, 240, 480, 720, 'user-session'])('takes %j only from API 65', (value) => {
    expect(codec.check(value, 65)).toEqual([]);
    expect(codec.check(value, 64)).toMatchObject([{ rule: 'shape/not-in-api-version', tokens: { since: '65.0' } }]);
  });

  it('refuses other minutes and texts, and knows the spelling of Salesforce', () => {
    expect(codec.check(20, 66)).toMatchObject([{ rule: 'shape/unknown-word', tokens: { found: '20' } }]);
    expect(codec.check('15', 66)).toMatchObject([{ rule: 'shape/wrong-kind' }]);
    expect(codec.check('UserSession', 66)).toMatchObject([
      { rule: 'shape/unknown-word', suggestions: ['user-session'] },
    ]);
  });

  it('reads minutes or the word from a variable', () => {
    expect(codec.fromVariable?.('15')).toBe(15);
    expect(codec.fromVariable?.('user-session')).toBe('user-session');
    expect(codec.fromVariable?.('soon')).toBeUndefined();
  });
});
