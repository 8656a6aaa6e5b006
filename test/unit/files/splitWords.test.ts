import { describe, expect, it } from '@jest/globals';
import { splitWords } from '../../../src/files/splitWords.js';

describe('splitWords', () => {
  it.each([
    ['vault kv put secret/app  secret=-', ['vault', 'kv', 'put', 'secret/app', 'secret=-']],
    [`op 'a b' "c \\"d\\" $e" f\\ g ''`, ['op', 'a b', 'c "d" $e', 'f g', '']],
    ['a | b > c; $(d)', ['a', '|', 'b', '>', 'c;', '$(d)']],
    ["it 'is open", undefined],
    ['   ', undefined],
  ])('splits %s', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });
});
