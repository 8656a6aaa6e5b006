import { describe, expect, it } from '@jest/globals';
import { own } from '../../../src/source/finding.js';
import { parseSource } from '../../../src/source/parseSource.js';

/** What is wrong with a text, as `rule line:column-endLine:endColumn`. */
function faults(text: string): readonly string[] {
  const { document, findings } = parseSource('App.eca.yaml', text);
  expect(document === undefined).toBe(findings.length > 0);
  return findings.map(
    ({ rule, range }) => `${rule} ${range?.line}:${range?.column}-${range?.endLine}:${range?.endColumn}`,
  );
}

/** The plain value of a text without faults. */
function valueOf(text: string): unknown {
  const { document, findings } = parseSource('App.eca.yaml', text);
  expect(findings).toEqual([]);
  return document?.value;
}

/** The place of a key or value as `line:column-endLine:endColumn`. */
function place(text: string, path: readonly (string | number)[], on: 'key' | 'value' = 'value'): string {
  const { document } = parseSource('App.eca.yaml', text);
  if (document === undefined) throw new Error('The text has faults.');
  const { line, column, endLine, endColumn } = document.locate(path, on);
  return `${line}:${column}-${endLine}:${endColumn}`;
}

describe('parseSource: values', () => {
  it('reads YAML 1.2: yes and no are text, 0012 and 0o14 are numbers, a date is text', () => {
    expect(valueOf('a: yes\nb: no\nc: on\nd: true\ne: 0012\nf: 0o14\ng: 2026-01-31\nh: 1_000\n')).toEqual({
      a: 'yes',
      b: 'no',
      c: 'on',
      d: true,
      e: 12,
      f: 12,
      g: '2026-01-31',
      h: '1_000',
    });
  });

  it('stays with YAML 1.2 when the file asks for 1.1', () => {
    expect(valueOf('%YAML 1.1\n---\na: yes\nb: 2026-01-31\n<<: {c: 1}\n')).toEqual({
      a: 'yes',
      b: '2026-01-31',
      '<<': { c: 1 },
    });
  });

  it('takes every key as text', () => {
    expect(valueOf('1: a\ntrue: b\nnull: c\n')).toEqual({ '1': 'a', true: 'b', null: 'c' });
  });

  it('keeps __proto__ and constructor as keys of their own', () => {
    const value = valueOf('__proto__: {polluted: 1}\nconstructor: 2\n');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(own(own(value, '__proto__'), 'polluted')).toBe(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('resolves aliases', () => {
    expect(valueOf('a: &x [1, 2]\nb: *x\n')).toEqual({ a: [1, 2], b: [1, 2] });
  });

  it('reads a byte order mark and CRLF', () => {
    expect(valueOf('\uFEFFa: 1\r\nb: |\r\n  two\r\n  lines\r\n')).toEqual({ a: 1, b: 'two\nlines\n' });
  });

  it('accepts the end marker of a document', () => {
    expect(valueOf('---\na: 1\n...\n')).toEqual({ a: 1 });
  });

  it('gives a text or a list as the value, which the shape check refuses', () => {
    expect([valueOf('just text'), valueOf('- a\n')]).toEqual(['just text', ['a']]);
  });
});

describe('parseSource: faults', () => {
  it.each([
    ['no character', '', 'file/empty 1:1-1:1'],
    ['a byte order mark alone', '\uFEFF', 'file/empty 1:1-1:1'],
    ['blanks and line breaks', '  \n\n', 'file/empty 1:1-1:1'],
    ['comments alone', '# a\n# b\n', 'file/empty 1:1-1:1'],
    ['a document marker alone', '---\n', 'file/empty 1:1-1:1'],
    ['null', 'null\n', 'file/empty 1:1-1:1'],
  ])('calls a file with %s empty', (_, text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  it.each([
    ['NUL', 'a: "\u0000"', 'file/binary 1:5-1:5'],
    ['a control character on the second line', 'x: 1\ny: \u0001', 'file/binary 2:4-2:4'],
    ['an escape character', 'a: \u001B[31m', 'file/binary 1:4-1:4'],
    ['bytes that are no UTF-8', 'ab\uFFFD', 'file/binary 1:3-1:3'],
    ['UTF-16', '\u0000a\u0000:', 'file/binary 1:1-1:1'],
  ])('calls a file with %s binary', (_, text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  it('refuses a second document where it begins', () => {
    expect(faults('a: 1\n---\nb: 2\n---\nc: 3\n')).toEqual(['yaml/several-documents 2:1-2:1']);
  });

  it('points at the second of two equal keys', () => {
    expect(faults('a: 1\nb:\n  c: 1\n  c: 2\na: 2\n')).toEqual([
      'yaml/duplicate-key 4:3-4:4',
      'yaml/duplicate-key 5:1-5:2',
    ]);
  });

  it.each([
    ['in a map', 'a:\n\tb: 1\n', ['yaml/tab 2:1-2:2']],
    ['behind blanks', 'a:\n  b: 1\n \tc: 1\n', ['yaml/tab 3:2-3:3']],
    ['in a list of one line', 'a: [1,\n\t2]\n', ['yaml/tab 2:1-2:2']],
    ['with CRLF', 'a:\r\n\tb: 1\r\n', ['yaml/tab 2:1-2:2']],
  ])('names a tab that indents a line %s, once', (_, text, fault) => {
    expect(faults(text)).toEqual(fault);
  });

  it('accepts a tab inside a value', () => {
    expect(valueOf('a: b\tc\n')).toEqual({ a: 'b\tc' });
  });

  it.each([
    ['an open list', 'a: [1, 2\nb: 3\n', 'yaml/syntax 1:4-1:5'],
    ['two maps on a line', 'a: b: c\n', 'yaml/syntax 1:4-1:5'],
    ['a list as a key', '? [a, b]\n: c\n', 'yaml/syntax 1:3-1:4'],
    ['a list as a key behind CRLF', 'x: 1\r\n? [a, b]\r\n: c\r\n', 'yaml/syntax 2:3-2:4'],
  ])('places %s', (_, text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  it('says what the parser says, on one line', () => {
    const { findings } = parseSource('App.eca.yaml', 'a: b: c\n');
    expect(findings.map(({ tokens }) => tokens)).toEqual([
      { reason: 'Nested mappings are not allowed in compact mappings' },
    ]);
  });

  it('collects all faults of a file', () => {
    expect(faults('a: 1\na: 2\nb: "\\q"\n---\nc: 1\n')).toEqual([
      'yaml/duplicate-key 2:1-2:2',
      'yaml/syntax 3:5-3:6',
      'yaml/several-documents 4:1-4:1',
    ]);
  });

  it('refuses an alias without an anchor before it, where it stands', () => {
    expect(faults('a: 1\nb: *nope\nc: *later\nd: &later 1\n')).toEqual([
      'yaml/broken-alias 2:4-2:9',
      'yaml/broken-alias 3:4-3:10',
    ]);
  });

  it('refuses an alias that contains itself', () => {
    expect([faults('a: &x [*x]\n'), faults('a: &x {b: {c: *x}}\n')]).toEqual([
      ['yaml/broken-alias 1:8-1:10'],
      ['yaml/broken-alias 1:15-1:17'],
    ]);
  });

  it('does not expand a billion laughs', () => {
    const letters = [...'abcdefghi'];
    const lines = letters.map((letter, index) => {
      const before = letters[index - 1];
      const item = before === undefined ? 'lol' : `*${before}`;
      return `${letter}: &${letter} [${Array<string>(9).fill(item).join(', ')}]`;
    });
    expect(faults(`${lines.join('\n')}\n`)).toEqual(['yaml/too-many-aliases 1:1-1:1']);
  });

  it('does not follow ten thousand aliases', () => {
    expect(faults(`a: &a 1\nb: [${Array<string>(10_000).fill('*a').join(', ')}]\n`)).toEqual([
      'yaml/too-many-aliases 1:1-1:1',
    ]);
  });

  it.each([
    ['lists', '['.repeat(20_000)],
    ['maps', '{a: '.repeat(20_000)],
    ['lists in lines', '- '.repeat(20_000)],
  ])('refuses %s nested without end', (_, text) => {
    expect(faults(text).map((fault) => fault.split(' ')[0])).toEqual(['yaml/too-deep']);
  });

  it('reads a hundred lists in each other and refuses more at the first that is too deep', () => {
    expect(faults(`${'['.repeat(100)}${']'.repeat(100)}\n`)).toEqual([]);
    expect(faults(`${'['.repeat(101)}${']'.repeat(101)}\n`)).toEqual(['yaml/too-deep 1:101-1:101']);
    expect(faults(`a:\n  ${'['.repeat(200)}${']'.repeat(200)}\n`)).toEqual(['yaml/too-deep 2:102-2:102']);
  });

  it('survives each depth at which a call stack may end', () => {
    const depths = [1000, 1500, 2000, 3000, 5000, 8000];
    const texts = depths.flatMap((depth) => ['[', '{a: ', '- ', '[{a: '].map((part) => part.repeat(depth)));
    expect(new Set(texts.flatMap(faults).map((fault) => fault.split(' ')[0]))).toEqual(new Set(['yaml/too-deep']));
  });
});

describe('parseSource: places', () => {
  const text = 'name: App\nscopes: [api, id]\npolicies:\n  startPage: none\n  profiles:\n    - "A B"\n    - C\n';

  it.each<[string, readonly (string | number)[], 'key' | 'value', string]>([
    ['a value', ['name'], 'value', '1:7-1:10'],
    ['a key', ['name'], 'key', '1:1-1:5'],
    ['an item of a list on one line', ['scopes', 1], 'value', '2:15-2:17'],
    ['a nested key', ['policies', 'startPage'], 'key', '4:3-4:12'],
    ['a quoted item', ['policies', 'profiles', 0], 'value', '6:7-6:12'],
    ['an item asked for as a key', ['policies', 'profiles', 1], 'key', '7:7-7:8'],
    ['a missing key below a section: the section', ['policies', 'enabled'], 'key', '3:1-3:9'],
    ['a missing item: its list', ['scopes', 7], 'value', '2:1-2:7'],
    ['a path through a scalar: the scalar', ['name', 'first', 'letter'], 'value', '1:1-1:5'],
    ['a missing key of the document: its first key', ['contactEmail'], 'key', '1:1-1:5'],
  ])('finds %s', (_, path, on, expected) => {
    expect(place(text, path, on)).toBe(expected);
  });

  it('counts columns without the byte order mark', () => {
    expect(place('\uFEFFname: App\n', ['name'])).toBe('1:7-1:10');
  });

  it('counts lines and columns the same with CRLF', () => {
    expect(place(text.replaceAll('\n', '\r\n'), ['policies', 'startPage'])).toBe(
      place(text, ['policies', 'startPage']),
    );
  });

  it('counts columns in UTF-16 units, as editors do', () => {
    expect(place('a: {"ä€😀": 1, b: 2}\n', ['a', 'b'])).toBe('1:19-1:20');
  });

  it('counts a tab as one column', () => {
    expect(place('a:\t\tb\n', ['a'])).toBe('1:5-1:6');
  });

  it('finds a key behind an alias where the anchor stands', () => {
    expect(place('a: &x {b: 1}\nc: *x\n', ['c', 'b'])).toBe('1:11-1:12');
  });

  it('finds keys that look like numbers', () => {
    expect(place('a: {1: x}\n', ['a', '1'])).toBe('1:8-1:9');
  });
});
