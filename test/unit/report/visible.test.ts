import { describe, expect, it } from '@jest/globals';
import { visible, visibleLines } from '../../../src/report/problemMessages.js';

describe('text of others in a terminal', () => {
  it.each([
    ['escape', '\u001b[31mred', '\\u001b[31mred'],
    ['escape of one byte', '\u009b31mred', '\\u009b31mred'],
    ['line break', 'a\r\nb', 'a\\u000d\\nb'],
    ['Unicode line break', 'a\u2028b\u0085c', 'a\\u2028b\\u0085c'],
    ['change of direction', 'a\u202Eb\u2066c\u061C', 'a\\u202eb\\u2066c\\u061c'],
    ['character without width', 'a\u200Bb\u2060c\uFEFFd\u00ADe', 'a\\u200bb\\u2060c\\ufeffd\\u00ade'],
    ['tag character', 'a\u{E0041}', 'a\\u{e0041}'],
    ['half of a surrogate pair', 'a\uD83D', 'a\\ud83d'],
  ])('shows an invisible character: %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each(['##vso[task.setvariable variable=a]b', '##[error]no', '##teamcity[buildStop]'])(
    'is no command of a build server: %s',
    (text) => {
      expect(visible(text)).toBe(`\\u0023${text.slice(1)}`);
      expect(visible(`say ${text}`)).not.toContain('##');
    },
  );

  it('leaves what people write as it is', () => {
    const text = 'Größe 100 % – “x” 日本語 💥 ## heading, [list]';
    expect(visible(text)).toBe(text);
  });

  it('cuts a long text', () => {
    expect(visible('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
    expect(visible('x'.repeat(300))).toHaveLength(300);
  });

  it('is no workflow command at the beginning, where GitHub looks for one', () => {
    expect(visible('::error::no')).toBe('\\u003a:error::no');
    expect(visible('  ::set-output name=a::b')).toBe('  \\u003a:set-output name=a::b');
    expect(visible('::1')).toBe('::1');
    expect(visible('::ffff:10.0.0.1')).toBe('::ffff:10.0.0.1');
  });

  it('keeps the lines of a longer text, none of which is a command', () => {
    expect(visibleLines('a\r\n\tb\n::error::c')).toBe('a\\u000d\n\tb\n\\u003a:error::c');
    expect(visibleLines('x'.repeat(500))).toHaveLength(500);
  });
});
