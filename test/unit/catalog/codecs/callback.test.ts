import { describe, expect, it } from '@jest/globals';
import { callback, callbackUrls } from '../../../../src/catalog/codecs/callback.js';

const codec = callback();
const context = { apiVersion: 66, fileContent: () => undefined };
const one = 'https://app.example.com/oauth/callback';
const two = 'com.example.app:/oauth';
const node = (content: string) => ({ name: 'callbackUrl', content });

describe('callback', () => {
  it('writes several URLs into one element, a line each', () => {
    expect(codec.write([one, two], ['callbackUrl'], context)).toEqual([node(`${one}\n${two}`)]);
    expect(codec.write(one, ['callbackUrl'], context)).toEqual([node(one)]);
  });

  it('reads one URL as text and several as a list', () => {
    expect(codec.read([node(`\n    ${one}\n  `)], ['callbackUrl'])).toEqual({ value: one });
    expect(codec.read([node(`${one}\r\n${two}`)], ['callbackUrl'])).toEqual({ value: [one, two] });
  });

  it.each([
    ['a number', 1, 'shape/wrong-kind', []],
    ['a relative URL', '/oauth/callback', 'shape/invalid-url', []],
    ['two URLs in one text', `${one} ${two}`, 'shape/invalid-url', []],
    ['two URLs in one item', [`${one}\n${two}`], 'shape/invalid-url', [0]],
    ['the same URL twice', [one, two, one], 'shape/duplicate', [2]],
    ['an empty item', [one, ''], 'shape/empty-value', [1]],
  ])('refuses %s', (_, value, rule, path) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule, path }]);
  });

  it('leaves wildcards and plain http to the rules', () => {
    expect(codec.check(['https://*.example.com/cb', 'http://app.example.com/cb'], 66)).toEqual([]);
  });

  it('takes 2000 characters with the line breaks and refuses 2001', () => {
    const url = (length: number) => `https://a.example/${'x'.repeat(length - 18)}`;
    expect(codec.check([url(1000), url(999)], 66)).toEqual([]);
    expect(codec.check([url(1001), url(999)], 66)).toMatchObject([
      { rule: 'shape/too-long', tokens: { length: '2001', max: '2000' } },
    ]);
  });
});

describe('callbackUrls', () => {
  it('gives a list whatever the spec says', () => {
    expect(callbackUrls(one)).toEqual([one]);
    expect(callbackUrls([one, two])).toEqual([one, two]);
    expect(callbackUrls(undefined)).toEqual([]);
  });
});
