import { describe, expect, it } from '@jest/globals';
import { parseSource } from '../../../src/source/parseSource.js';

/** Enough text behind a slip for the parser to complain about. */
const rest = `label: Order Sync
callback:
  - https://orders.example.com/one
  - https://orders.example.com/two
scopes: [api, refresh_token]
flows:
  clientCredentials: {runAs: "bot@example.com", allowedByPolicy: true}
policies:
  permissionSets:
    - "One: two"
`;

/** The findings of a text as `rule line:column`. */
function faults(text: string): readonly string[] {
  const { findings } = parseSource('App.eca.yaml', text);
  return findings.map(({ rule, range }) => `${rule} ${range?.line}:${range?.column}`);
}

describe('syntaxFindings', () => {
  it.each([
    ['a map that is never closed', `a: 1\nb: {c: d\n${rest}`, '2:4'],
    ['the map of the whole file that is never closed', `{a: b\n${rest}`, '1:1'],
    ['a list that is never closed', `a: 1\nb: [c, d\n${rest}`, '2:4'],
    ['a list at the end that is never closed', `${rest}b: [c, d\n`, '11:4'],
    ['a list closed as a map', `a: {b: [c, d}\n${rest}`, '1:8'],
    ['a bracket too many', `a: [b]]\n${rest}`, '1:7'],
    ['a brace too many', `a: {b: c}}\n${rest}`, '1:10'],
    ['a double quote that is never closed', `a: "b\n${rest}`, '1:4'],
    ['a single quote that is never closed', `a: 'b\n${rest}`, '1:4'],
    ['a quote in a map that is never closed', `a: {b: "c, d: e}\n${rest}`, '1:8'],
    ['words behind a quoted text', `a: "b" c\n${rest}`, '1:8'],
    ['an apostrophe in single quotes', `a: 'it's me'\n${rest}`, '1:8'],
    ['a missing colon', `a: 1\nb c\n${rest}`, '2:1'],
    ['a missing colon behind a section', `a: 1\nb\n  c: true\n  d: true\n${rest}`, '2:1'],
    ['a line between two indentations', `a:\n  b: 1\n c: 2\n  d: 3\n${rest}`, '3:1'],
    ['a first line that is indented', ` a: b\n${rest}`, '2:1'],
    ['a wrong head of a block text', `a: |text\n  more\n${rest}`, '1:5'],
    ['a block text that is not indented', `a: |\nmore text\n${rest}`, '2:1'],
    ['two colons in a value', `a: see: this: that\n${rest}`, '1:4'],
    ['a list item beside keys', `a: 1\n- b\n${rest}`, '2:1'],
    ['a list item below keys', `a:\n  b: 1\n  - c\n${rest}`, '3:1'],
    ['a list item on the line of its key', `a: - b\n${rest}`, '1:4'],
    ['an anchor without a name', `a: &\n${rest}`, '1:4'],
    ['a variable without quotes inside a map', `a: {b: \${c}}\n${rest}`, '1:9'],
    ['a comma that is missing', `a: {b: c d: e}\n${rest}`, '1:8'],
  ])('tells one slip once: %s', (_, text, place) => {
    expect(faults(text)).toEqual([`yaml/syntax ${place}`]);
  });

  it('keeps slips that have nothing to do with each other', () => {
    expect(faults(`a: b: c\nd: e: f\ng: "\\q"\n${rest}label: again\nh: [i\n`)).toEqual([
      'yaml/syntax 1:4',
      'yaml/syntax 2:4',
      'yaml/syntax 3:5',
      'yaml/duplicate-key 14:1',
      'yaml/syntax 15:4',
    ]);
  });

  it('keeps a bad escape and a key that stands twice on the line of another slip', () => {
    expect(faults('a: {b: "\\q", c: 1, c: 2, d: [e}\n')).toEqual([
      'yaml/syntax 1:9',
      'yaml/duplicate-key 1:20',
      'yaml/syntax 1:29',
    ]);
  });

  it('shows each marker of a merge that is not finished', () => {
    expect(faults(`<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n${rest}`)).toEqual([
      'yaml/syntax 1:1',
      'yaml/syntax 3:1',
      'yaml/syntax 5:1',
    ]);
  });

  it('tells an open map and a second document', () => {
    expect(faults('a: {b: c\n---\nd: e\n')).toEqual(['yaml/syntax 1:4', 'yaml/several-documents 2:1']);
  });
});
