import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadSpecs } from '../../src/operations/loadSpecs.js';
import { toProblems, type Problem } from '../../src/report/problem.js';
import { problemText } from '../../src/report/problemText.js';
import { propertyParameters } from './propertyParameters.js';

const folder = new URL('../../templates/', import.meta.url);
const templates = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** Everything that `validate` has to say about a text. */
async function problemsOf(text: string): Promise<readonly Problem[]> {
  const specs = await loadSpecs({
    inputs: [{ file: 'App.eca.yaml', path: '/specs/App.eca.yaml', text }],
    sources: { set: new Map(), files: [], environment: {} },
    apiVersion: { number: 67, origin: 'the test' },
    missingVariables: 'note',
    lint: { today: new Date('2026-09-15T00:00:00Z') },
    readFile: async () => Promise.resolve(undefined),
  });
  return toProblems(
    specs.flatMap(({ file, document, findings }) =>
      findings.map((finding) => ({ file, finding, ...(document === undefined ? {} : { document }) })),
    ),
  );
}

/** Problems that lie outside the text, or whose end lies before their start. */
function misplaced(text: string, problems: readonly Problem[]): readonly Problem[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\n/);
  const inside = (line: number, column: number): boolean =>
    line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1] ?? '').length + 1;
  return problems.filter(
    ({ line, column, endLine, endColumn }) =>
      !inside(line, column) ||
      !inside(endLine, endColumn) ||
      endLine < line ||
      (endLine === line && endColumn < column),
  );
}

async function isSound(text: string): Promise<void> {
  const problems = await problemsOf(text);
  expect(misplaced(text, problems)).toEqual([]);
  // Printing must not stumble over any place or word either.
  expect(problemText(problems, new Map([['App.eca.yaml', text]])).length).toBeGreaterThanOrEqual(problems.length);
}

const scalars = [
  'true',
  'null',
  '~',
  '{}',
  '[]',
  '-1',
  '0012',
  '1e999',
  '.nan',
  '"',
  "'",
  '|',
  '>-',
  '&a',
  '*a',
  '<<: *a',
  '? x',
  '${x}',
  '${',
  '$${x}',
  '!!binary x',
  '2026-01-01',
  '__proto__: 1',
  'constructor',
  '\t',
  '#',
  '%YAML 1.1',
  '---',
  '...',
  'Api',
  'full',
  'http://*',
  '💥',
  '\u0000',
  '\u2028',
  '[[[[',
  '{{',
  ': :',
  '- - -',
];

type Mutation = {
  readonly kind: 'drop' | 'repeat' | 'swap' | 'indent' | 'insert' | 'value' | 'cut';
  readonly at: number;
  readonly other: number;
  readonly text: string;
};

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('drop', 'repeat', 'swap', 'indent', 'insert', 'value', 'cut'),
  at: fc.nat(),
  other: fc.nat(),
  text: fc.oneof(fc.constantFrom(...scalars), fc.string({ unit: 'grapheme', maxLength: 12 })),
});

function mutate(text: string, { kind, at, other, text: piece }: Mutation): string {
  const lines = text.split('\n');
  const [one, two] = [at % lines.length, other % lines.length];
  const line = lines[one] ?? '';
  if (kind === 'drop') lines.splice(one, 1);
  else if (kind === 'repeat') lines.splice(two, 0, line);
  else if (kind === 'swap') [lines[one], lines[two]] = [lines[two] ?? '', line];
  else if (kind === 'indent') lines[one] = ' '.repeat(other % 5) + line.trimStart();
  else if (kind === 'value') lines[one] = line.replace(/:.*$/, `: ${piece}`);
  else if (kind === 'cut') return text.slice(0, at % (text.length + 1)) + text.slice(other % (text.length + 1));
  else lines[one] = line.slice(0, other % (line.length + 1)) + piece + line.slice(other % (line.length + 1));
  return lines.join('\n');
}

describe('validate', () => {
  it('finds its way through mutated specs, with every problem inside the file', async () => {
    const mutated = fc.tuple(fc.constantFrom(...templates), fc.array(mutation, { minLength: 1, maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(mutated, async ([template, mutations]) => isSound(mutations.reduce(mutate, template))),
      propertyParameters(10_000),
    );
  }, 600_000);

  it('finds its way through any text, with every problem inside the file', async () => {
    const yamlish = fc.array(
      fc.oneof(
        fc.constantFrom(...scalars, 'name: App\n', 'scopes:\n', '  - ', '\n', ' '),
        fc.string({ unit: 'grapheme', maxLength: 5 }),
      ),
      { maxLength: 40 },
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      yamlish.map((parts) => parts.join('')),
    );
    await fc.assert(fc.asyncProperty(text, isSound), propertyParameters(10_000));
  }, 600_000);
});

describe('validate of a file that no person writes', () => {
  const header = 'name: App\ncontactEmail: team@example.com\n';
  const soundProblems = async (text: string): Promise<readonly Problem[]> => {
    const problems = await problemsOf(text);
    expect(misplaced(text, problems)).toEqual([]);
    return problems;
  };

  // Seconds on any machine; what grows with the square of the length would take hours.
  it('comes to an end for a megabyte', async () => {
    const text = `${header}description: "${'x ${y} '.repeat(150_000)}"\n`;
    expect(text.length).toBeGreaterThan(1_000_000);
    await soundProblems(text);
    await soundProblems(`${header}description: ${'-----BEGIN '.repeat(95_000)}\n`);
    await soundProblems(`${header}description: ${'eyJ'.repeat(350_000)}\n`);
    await soundProblems(`${header}description: ${'MIIE'.repeat(260_000)}\n`);
    await soundProblems(`${header}description: ${'[{'.repeat(500_000)}\n`);
  }, 300_000);

  it('comes to an end for ten thousand lines', async () => {
    const unknown = Array.from({ length: 10_000 }, (_, index) => `key${index}: value`).join('\n');
    expect((await soundProblems(`${header}${unknown}\n`)).length).toBeGreaterThanOrEqual(10_000);
    const callbacks = Array.from({ length: 10_000 }, (_, index) => `  - http://host${index}.example.com/*`).join('\n');
    expect((await soundProblems(`${header}scopes: [api]\ncallback:\n${callbacks}\n`)).length).toBeGreaterThan(0);
    const sets = Array.from({ length: 10_000 }, (_, index) => `    - Permission Set ${index}`).join('\n');
    const spec = `${header}scopes: [api]\ncallback: https://app.example.com/\npolicies:\n  permissionSets:\n${sets}\n`;
    expect((await soundProblems(spec)).length).toBe(10_000);
    const waivers = Array.from({ length: 10_000 }, (_, index) => `    - {rule: no/rule-${index}, reason: None}`).join(
      '\n',
    );
    expect((await soundProblems(`${header}lint:\n  ignore:\n${waivers}\n`)).length).toBe(10_000);
  }, 300_000);

  it('refuses an alias bomb', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map(
        (name, index) =>
          `${name}: &${name} [${Array<string>(9)
            .fill(`*${'abcdefgh'[index] ?? ''}`)
            .join(', ')}]`,
      ),
    ].join('\n');
    expect((await soundProblems(`${header}${bomb}\n`)).map(({ rule }) => rule)).toEqual(['yaml/too-many-aliases']);
  });
});
