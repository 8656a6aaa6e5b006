import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from '@jest/globals';
import { lintSpec } from '../../src/rules/lintSpec.js';
import { codeFrame } from '../../src/report/codeFrame.js';
import { toProblems, type Problem } from '../../src/report/problem.js';
import type { Finding } from '../../src/source/finding.js';
import { parseSource } from '../../src/source/parseSource.js';
import type { SourceDocument } from '../../src/source/sourceDocument.js';
import { substituteVariables } from '../../src/source/substituteVariables.js';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { completeSpec } from '../../src/spec/completeSpec.js';
import { arbitraryFiles, arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';

/** All problems of a text, by the way that a command goes. */
function problemsOf(text: string): readonly Problem[] {
  const parsed = parseSource('App.eca.yaml', text);
  if (parsed.document === undefined) return worded(text, parsed.findings);
  const sources = { set: new Map([['x', 'true']]), files: [], environment: {} };
  const { document, findings } = substituteVariables(parsed.document, sources, 'note');
  const checked = checkSpec(document, { number: 66, origin: 'test' });
  completeSpec(checked.spec);
  const linted = lintSpec(checked, { today: new Date('2026-12-24'), files: arbitraryFiles });
  return worded(text, [...findings, ...checked.findings, ...linted], document);
}

function worded(text: string, findings: readonly Finding[], document?: SourceDocument): readonly Problem[] {
  const problems = toProblems(
    findings.map((finding) => ({ file: 'App.eca.yaml', finding, ...(document === undefined ? {} : { document }) })),
  );
  for (const problem of problems) codeFrame(text, problem);
  return problems;
}

/** Problems whose place is not in the text: lines and columns count from 1, the end may be right behind the last character. */
function outside(text: string, problems: readonly Problem[]): readonly Problem[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const isPlace = (line: number, column: number): boolean =>
    line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1] ?? '').length + 1;
  return problems.filter(
    ({ line, column, endLine, endColumn }) =>
      !isPlace(line, column) ||
      !isPlace(endLine, endColumn) ||
      endLine < line ||
      (endLine === line && endColumn < column),
  );
}

const junk = fc.constantFrom<unknown>(
  null,
  true,
  12,
  1.5,
  'text',
  '',
  ' ',
  '${x}',
  '${',
  '$${x}',
  '${nope}',
  [],
  {},
  [null],
  [[]],
  [{}],
  { a: null },
  { __proto__: 1, constructor: 2 },
  ['a', 'a'],
  new Date(0),
  -1,
  1e21,
  '\u0001',
  '-----BEGIN PRIVATE KEY-----',
);
const token = fc.constantFrom(
  '\t',
  '\n',
  '\r\n',
  '---\n',
  ': ',
  '- ',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '#',
  '&a ',
  '*a ',
  '!!js ',
  '|',
  '>',
  '${',
  '\u0000',
  '\uFEFF',
  '😀',
  '? ',
  '%',
  'null',
  'name: B\n',
  '  ',
  '@',
  '`',
  '<<: *a\n',
);

/** A spec in which some values, keys or whole sections are something else. */
const wrongValues = fc
  .tuple(
    arbitrarySpec(66),
    fc.array(fc.record({ step: fc.nat(), value: junk, as: fc.constantFrom('value', 'key', 'gone', 'more') }), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([spec, damages]) => {
    const damaged = structuredClone(spec) as Record<string, unknown>;
    for (const { step, value: shape, as } of damages) {
      // The same junk may come twice, and must not end up in itself.
      const value: unknown = structuredClone(shape);
      const maps = containers(damaged);
      const map = maps[step % maps.length] ?? damaged;
      const keys = Object.keys(map);
      const key = keys[step % Math.max(keys.length, 1)] ?? 'none';
      if (as === 'value') map[key] = value;
      if (as === 'gone') Reflect.deleteProperty(map, key);
      if (as === 'key') map[`${key}x`] = map[key];
      if (as === 'more') map[String(value)] = value;
    }
    return stringify({ ...damaged, variables: { x: {} } });
  });

function containers(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(containers)];
}

/** The text of a spec with characters taken out and put in. */
const brokenText = fc
  .tuple(
    arbitrarySpec(66),
    fc.array(fc.record({ at: fc.nat(), cut: fc.integer({ min: 0, max: 8 }), put: token }), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  .map(([spec, damages]) =>
    damages.reduce((text, { at, cut, put }) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + cut);
    }, stringify(spec)),
  );

describe('a damaged spec', () => {
  it.each([
    ['with wrong values', wrongValues],
    ['with broken text', brokenText],
    ['of any characters', fc.string({ unit: 'grapheme', maxLength: 200 })],
    [
      'of any bytes',
      fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)),
    ],
  ])('%s gives problems at places inside the file, and never an exception', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(outside(text, problemsOf(text))).toEqual([]);
      }),
      propertyParameters(1000),
    );
  });

  it('is refused more often than not', () => {
    const { seed } = propertyParameters(1000);
    const refused = fc
      .sample(wrongValues, { seed, numRuns: 100 })
      .filter((text) => problemsOf(text).some(({ severity }) => severity === 'error'));
    expect(refused.length).toBeGreaterThan(80);
  });
});
