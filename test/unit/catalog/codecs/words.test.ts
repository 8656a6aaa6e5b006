import { describe, expect, it } from '@jest/globals';
import { wordList, words } from '../../../../src/catalog/codecs/words.js';

const context = { apiVersion: 66, fileContent: () => undefined };
const list = [
  { word: 'enforce', element: 'Enforce', label: 'Enforce IP restrictions' },
  { word: 'relax', element: 'Bypass', label: 'Relax IP restrictions' },
  { word: 'step-up', element: 'StepUpMFA', since: 67 },
  { word: 'bypass-all', element: 'BypassAll', replacedBy: 'relax' },
] as const;
const codec = words(list);
const minutes = words([
  { word: 'never', element: 'Never' },
  { word: 10, element: 'Ten' },
]);
const node = (content: string) => ({ name: 'ipRelaxationPolicyType', content });
const names = ['ipRelaxationPolicyType'];

describe('words', () => {
  it('writes the spelling of the platform and reads it whatever its case', () => {
    expect(codec.write('relax', names, context)).toEqual([node('Bypass')]);
    expect(codec.read([node('BYPASS')], names)).toEqual({ value: 'relax' });
    expect(codec.read([node('Managed')], names)).toEqual({ unreadable: 'Managed' });
  });

  it.each([
    ['Enforce', 'enforce'],
    ['Relax IP restrictions', 'relax'],
    ['Step_Up', 'step-up'],
    ['bypass-all', 'relax'],
    ['BypassAll', 'relax'],
  ])('names the right word for %s', (value, word) => {
    expect(codec.check(value, 67)).toMatchObject([
      { rule: 'shape/unknown-word', tokens: { found: value, words: 'enforce, relax, step-up' }, suggestions: [word] },
    ]);
  });

  it.each(['enforced', '', '--', true, 5])('offers the legal words for %j', (value) => {
    expect(codec.check(value, 67)).toEqual([
      {
        rule: 'shape/unknown-word',
        path: [],
        tokens: { found: String(value), words: 'enforce, relax, step-up' },
        candidates: ['enforce', 'relax', 'step-up'],
      },
    ]);
  });

  it('refuses a word that is newer than the API version', () => {
    expect(codec.check('step-up', 67)).toEqual([]);
    expect(codec.check('step-up', 66)).toMatchObject([{ rule: 'shape/not-in-api-version', tokens: { since: '67.0' } }]);
  });

  it.each([[[]], [{}], [null]])('refuses %j as no word at all', (value) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule: 'shape/wrong-kind', tokens: { expected: 'words' } }]);
  });

  it('tells numbers from texts, also in a variable', () => {
    expect(minutes.check(10, 66)).toEqual([]);
    expect(minutes.check('10', 66)).toMatchObject([{ rule: 'shape/unknown-word', suggestions: ['10'] }]);
    expect(minutes.fromVariable?.('10')).toBe(10);
    expect(minutes.fromVariable?.('never')).toBe('never');
    expect(codec.fromVariable).toBeUndefined();
  });

  it('shows editors the current words only', () => {
    expect(codec.schema.enum).toEqual(['enforce', 'relax', 'step-up']);
  });
});

describe('wordList', () => {
  const several = wordList(list);

  it('writes an element per word and reads them back', () => {
    expect(several.write(['relax', 'enforce'], names, context)).toEqual([node('Bypass'), node('Enforce')]);
    expect(several.read([node('Bypass'), node('enforce')], names)).toEqual({ value: ['relax', 'enforce'] });
    expect(several.read([node('Bypass'), node('Other')], names)).toEqual({ unreadable: 'Bypass, Other' });
  });

  it.each([
    ['a text', 'relax', 'shape/wrong-kind', []],
    ['a repeated word', ['relax', 'relax'], 'shape/duplicate', [1]],
    ['a near miss', ['relax', 'Enforce'], 'shape/unknown-word', [1]],
  ])('refuses %s', (_, value, rule, path) => {
    expect(several.check(value, 66)).toMatchObject([{ rule, path }]);
  });
});
