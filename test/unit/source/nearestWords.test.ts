import { describe, expect, it } from '@jest/globals';
import { nearestWords } from '../../../src/source/nearestWords.js';

describe('nearestWords', () => {
  const keys = ['requirePkce', 'rotateRefreshTokens', 'introspectAllTokens'];

  it.each([
    ['a swapped letter', 'requirePcke', ['requirePkce']],
    ['another case', 'REQUIREPKCE', ['requirePkce']],
    ['hyphens', 'require-pkce', ['requirePkce']],
    ['nothing alike', 'colour', []],
    ['no letter at all', '---', []],
    ['a text of a hundred letters', 'requirePkce'.repeat(10), []],
  ])('finds what was meant by %s', (_, found, words) => {
    expect(nearestWords(found, keys)).toEqual(words);
  });

  it('gives at most three words, the nearest first', () => {
    expect(nearestWords('abcdef', ['abcdxy', 'abcdeg', 'abcdef', 'abcdxx'])).toEqual(['abcdef', 'abcdeg', 'abcdxy']);
  });

  it('wants short words to be near', () => {
    expect(nearestWords('web', ['api', 'wet'])).toEqual(['wet']);
  });
});
