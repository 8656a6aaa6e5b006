import { describe, expect, it } from '@jest/globals';
import { maskSecrets } from '../../../src/report/maskSecrets.js';
import type { FileFinding } from '../../../src/source/fileFinding.js';
import { parseSource } from '../../../src/source/parseSource.js';

/** The text as it may be shown, with a finding about a secret at each path. */
function masked(text: string, ...paths: readonly string[][]): string | undefined {
  const { document } = parseSource('A.eca.yaml', text);
  const findings = paths.map((path): FileFinding => ({
    file: 'A.eca.yaml',
    ...(document === undefined ? {} : { document }),
    finding: { rule: 'x', severity: 'error', path, on: 'key', tokens: {}, suggestions: [], secret: true },
  }));
  return maskSecrets(new Map([['A.eca.yaml', text]]), findings).get('A.eca.yaml');
}

describe('maskSecrets', () => {
  it('stars the value at the place of a finding, and keeps lines and columns', () => {
    expect(masked('a: 1\nkey: hunter2 # why\nb: 2\n', ['key'])).toBe('a: 1\nkey: ******* # why\nb: 2\n');
  });

  it('stars a value over several lines', () => {
    const text = 'key: |\n  one\n  two\nb: 2\n';
    const shown = masked(text, ['key']) ?? '';
    expect(shown).toMatch(/^key: \*\n\*+\n\*+\nb: 2\n$/);
    expect(shown.length).toBe(text.length);
  });

  it.each([
    ['a password', 'push: {apple: {password: hunter2}}', 'push: {apple: {password: *********'],
    ['a consumer secret', 'consumerSecret: ABCDEF1234567890', 'consumerSecret: ****************'],
    ['a private key', 'a: |\n  -----BEGIN PRIVATE KEY-----\n  MIIE\n  -----END PRIVATE KEY-----\nb: 1', undefined],
    ['a session id', `a: 00D000000000001!${'A'.repeat(40)}`, `a: ${'*'.repeat(56)}`],
    ['a web token', `a: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.${'s'.repeat(20)}`, `a: ${'*'.repeat(62)}`],
  ])('stars %s wherever it stands', (_, text, shown) => {
    const result = masked(text) ?? '';
    if (shown !== undefined) expect(result).toBe(shown);
    expect(result).not.toMatch(/hunter2|MIIE|ABCDEF|AAAA|eyJ/);
    expect(result.length).toBe(text.length);
  });

  it('leaves the name of a variable', () => {
    expect(masked('password: ${apnsPassword}\n')).toBe('password: ${apnsPassword}\n');
  });

  it('stars also in a file that cannot be parsed', () => {
    expect(masked('password: hunter2\na: [1\n')).toBe('password: *******\na: [1\n');
  });

  it('leaves the value of a finding that is about no secret', () => {
    const text = 'key: visible\n';
    const { document } = parseSource('A.eca.yaml', text);
    const finding = { rule: 'x', severity: 'error', path: ['key'], on: 'value', tokens: {}, suggestions: [] } as const;
    const findings = [{ file: 'A.eca.yaml', finding, ...(document === undefined ? {} : { document }) }];
    expect(maskSecrets(new Map([['A.eca.yaml', text]]), findings).get('A.eca.yaml')).toBe(text);
  });

  it('touches only the file of the finding', () => {
    const { document } = parseSource('A.eca.yaml', 'key: hunter2\n');
    const texts = new Map([
      ['A.eca.yaml', 'key: hunter2\n'],
      ['B.eca.yaml', 'key: visible\n'],
    ]);
    const finding = {
      rule: 'x',
      severity: 'error',
      path: ['key'],
      on: 'value',
      tokens: {},
      suggestions: [],
      secret: true,
    } as const;
    expect([
      ...maskSecrets(texts, [
        { file: 'A.eca.yaml', finding, ...(document === undefined ? {} : { document }) },
      ]).values(),
    ]).toEqual(['key: *******\n', 'key: visible\n']);
  });
});
