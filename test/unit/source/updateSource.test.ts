import { describe, expect, it } from '@jest/globals';
import { parseSource } from '../../../src/source/parseSource.js';
import { updateSource } from '../../../src/source/updateSource.js';

/** The text that says what `wanted` says, without variables and without defaults. */
function updated(text: string, wanted: Readonly<Record<string, unknown>>): string {
  const value = parseSource('x', text).document?.value;
  return updateSource(text, value, {
    needed: wanted,
    complete: wanted,
    current: value,
    untouched: new Set(),
    order: () => [],
  }).text;
}

describe('updateSource with lists', () => {
  it('takes items out and puts items in, and leaves the others with their comments', () => {
    expect(updated('a:\n  - one # first\n  - two\n', { a: ['three', 'one'] })).toBe('a:\n  - one # first\n  - three\n');
  });

  it('does not touch a list in another order, and an item that stands without its list', () => {
    expect(updated('a: [one, two]\n', { a: ['two', 'one'] })).toBe('a: [one, two]\n');
    expect(updated('a: [one]\n', { a: 'one' })).toBe('a: [one]\n');
    expect(updated('a: one\n', { a: ['one'] })).toBe('a: one\n');
  });

  it('counts items that occur more than once', () => {
    expect(updated('a: [one, one]\n', { a: 'one' })).toBe('a: [one]\n');
    expect(updated('a: [one, one, two]\n', { a: ['one', 'two'] })).toBe('a: [one, two]\n');
    expect(updated('a: [one, two]\n', { a: ['one', 'one', 'two'] })).toBe('a: [one, two, one]\n');
    expect(updated('a: [one, one, two]\n', { a: ['one', 'two', 'two'] })).toBe('a: [one, two, two]\n');
  });
});
