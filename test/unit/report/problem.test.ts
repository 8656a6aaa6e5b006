import { describe, expect, it } from '@jest/globals';
import { toProblems } from '../../../src/report/problem.js';
import { fill, problemActions, problemSentence, visible } from '../../../src/report/problemMessages.js';
import { countProblems, counted, problemSummary, problemText } from '../../../src/report/problemText.js';
import type { FileFinding } from '../../../src/source/fileFinding.js';
import type { Finding } from '../../../src/source/finding.js';
import { checkYaml } from '../spec/checkYaml.js';

function finding(rule: string, tokens: Finding['tokens'] = {}, more: Partial<Finding> = {}): Finding {
  return { rule, severity: 'error', path: [], on: 'value', tokens, suggestions: [], ...more };
}

/** The findings of a spec as problems. */
function problemsOf(yaml: string, options: Parameters<typeof checkYaml>[1] = {}): ReturnType<typeof toProblems> {
  const { document, all } = checkYaml(yaml, options);
  return toProblems(all.map((one): FileFinding => ({ file: 'eca/App.eca.yaml', document, finding: one })));
}

const header = 'name: App\ncontactEmail: a@example.com\n';

describe('toProblems', () => {
  it('gives everything that SPEC §2.1 names', () => {
    expect(
      problemsOf(
        `${header}policies:\n  permittedUsers: AdminApprovedPreAuthorized\ncallback: https://a.example.com\nscopes: [api]\n`,
      ),
    ).toEqual([
      {
        rule: 'shape/unknown-word',
        severity: 'error',
        message:
          '"AdminApprovedPreAuthorized" is not a word of policies.permittedUsers; its words are self-authorize, admin-approved. Did you mean "admin-approved"?',
        file: 'eca/App.eca.yaml',
        line: 4,
        column: 19,
        endLine: 4,
        endColumn: 45,
        path: 'policies.permittedUsers',
        suggestions: ['admin-approved'],
        actions: [],
      },
    ]);
  });

  it('sorts by file, line, column and rule', () => {
    const at = (file: string, line: number, column: number, rule: string): FileFinding => ({
      file,
      finding: finding(rule, {}, { range: { line, column, endLine: line, endColumn: column } }),
    });
    const problems = toProblems([
      at('b', 1, 1, 'yaml/tab'),
      at('a', 10, 1, 'yaml/tab'),
      at('a', 2, 5, 'yaml/tab'),
      at('a', 2, 1, 'yaml/tab'),
      at('a', 2, 1, 'file/empty'),
    ]);
    expect(problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`)).toEqual([
      'a:2:1 file/empty',
      'a:2:1 yaml/tab',
      'a:2:5 yaml/tab',
      'a:10:1 yaml/tab',
      'b:1:1 yaml/tab',
    ]);
  });

  it('shows a finding without a document at the start of its file', () => {
    expect(toProblems([{ file: 'a', finding: finding('file/binary') }])).toEqual([
      expect.objectContaining({ line: 1, column: 1, endLine: 1, endColumn: 1, path: '' }),
    ]);
  });

  it('carries page and waiver', () => {
    const waived = { reason: 'because', until: '2027-01-31' };
    expect(
      toProblems([{ file: 'a', finding: finding('file/binary', {}, { docs: 'https://example.com', waived }) }]),
    ).toEqual([expect.objectContaining({ docs: 'https://example.com', waived })]);
  });
});

describe('problemSentence', () => {
  it.each<[string, Finding, string]>([
    ['with its tokens', finding('shape/duplicate', { found: 'api' }), '"api" stands in the list twice.'],
    [
      'with the phrase of what was expected',
      finding('shape/wrong-kind', { found: 'list', expected: 'boolean' }),
      'Expected true or false, but found list.',
    ],
    [
      'with tokens in that phrase',
      finding('shape/wrong-kind', { found: 'boolean true', expected: 'falseOrMap', settings: '{runAs: …}' }),
      'Expected false, or a map of its settings such as {runAs: …}, but found boolean true.',
    ],
    [
      'of a reason',
      finding('shape/invalid-api-name', { found: '1a', reason: 'start' }),
      '"1a" is not an API name: it must begin with a letter.',
    ],
    [
      'of a reason without a sentence of its own',
      finding('shape/invalid-url', { found: 'x', reason: 'syntax' }),
      '"x" is not a URL.',
    ],
    [
      'of a severity',
      finding('shape/unknown-scope', { found: 'New' }, { severity: 'warning' }),
      '"New" is no scope that this plugin knows; it is passed on as it is, because Salesforce adds scopes.',
    ],
    [
      'of a key with a near one',
      finding('shape/unknown-key', { found: 'scops', keys: 'a, b' }, { suggestions: ['scopes'] }),
      'There is no key "scops" here. Did you mean "scopes"?',
    ],
    [
      'of a key without',
      finding('shape/unknown-key', { found: 'x', keys: 'a, b' }),
      'There is no key "x" here; the keys are a, b.',
    ],
    [
      'with several suggestions',
      finding('shape/unknown-key', { found: 'x' }, { suggestions: ['a', 'b'] }),
      'There is no key "x" here. Did you mean "a" or "b"?',
    ],
    [
      'with the origin of a variable',
      finding('shape/duplicate', { found: 'api', origin: '--set x' }),
      '"api" stands in the list twice. The value comes from --set x.',
    ],
    [
      'without an empty description',
      finding('variable/no-value', { name: 'x', description: '' }),
      'The variable "x" has no value.',
    ],
    [
      'with a description',
      finding('variable/no-value', { name: 'x', description: 'Which user.' }),
      'The variable "x" has no value. Which user.',
    ],
    [
      'of a note',
      finding('variable/no-value', { name: 'x', description: '' }, { severity: 'note' }),
      'The variable "x" has no value here, so this place was not checked further.',
    ],
    [
      'with both versions',
      finding('shape/not-in-api-version', {
        key: 'k',
        since: '68.0',
        apiVersion: '66.0',
        apiVersionOrigin: 'the default',
      }),
      'The key "k" belongs to API version 68.0; the target is 66.0 (the default).',
    ],
  ])('is a sentence %s', (_, one, sentence) => {
    expect(problemSentence(one)).toBe(sentence);
  });

  it('fails for a rule without a sentence', () => {
    expect(() => problemSentence(finding('no/such-rule'))).toThrow('no sentence "no/such-rule"');
  });

  it('does not fill a token into a token', () => {
    expect(problemSentence(finding('shape/duplicate', { found: '{expected} {found}', expected: 'boolean' }))).toBe(
      '"{expected} {found}" stands in the list twice.',
    );
  });
});

describe('problemActions', () => {
  it('are those of the reason, else of the rule, with tokens filled in', () => {
    expect(problemActions(finding('shape/missing-key', { key: 'callback', hint: 'callback' }))).toEqual([
      'Without a browser flow, write: callback: https://login.salesforce.com/services/oauth2/success',
    ]);
    expect(problemActions(finding('variable/unused', { name: 'x' }))).toEqual([
      'Delete the declaration or use it as ${x}.',
    ]);
    expect(problemActions(finding('shape/invalid-email', { found: 'x' }))).toEqual([]);
  });
});

describe('fill and visible', () => {
  it('leave a token that has no value, and names that objects inherit', () => {
    expect(fill('{a} {constructor} {b}', { a: 'x' })).toBe('x {constructor} {b}');
  });

  it('show control characters, escapes and marks of direction by their numbers', () => {
    expect(visible('a\u001B[31m\nb\u202Ec\u0007')).toBe('a\\u001b[31m\\nb\\u202ec\\u0007');
  });

  it('cut a long value', () => {
    expect(visible('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
    expect(visible('x'.repeat(300))).toBe('x'.repeat(300));
  });
});

describe('problemText', () => {
  it('shows place, sentence, frame, actions and rule', () => {
    const yaml = `${header}labl: x\nvariables: {a: {}}\n`;
    const text = problemText(problemsOf(yaml), new Map([['eca/App.eca.yaml', yaml]]));
    expect(text.replace(/\u001B\[\d+m/g, ''))
      .toBe(`eca/App.eca.yaml:3:1 error There is no key "labl" here. Did you mean "label"?
  2 | contactEmail: a@example.com
> 3 | labl: x
    | ^^^^
  4 | variables: {a: {}}

  shape/unknown-key

eca/App.eca.yaml:4:13 warning The variable "a" is declared but not used.
  3 | labl: x
> 4 | variables: {a: {}}
    |             ^
  5 |

  - Delete the declaration or use it as \${a}.
  variable/unused`);
  });

  it('shows no frame of a file whose text may not be shown', () => {
    const text = problemText(toProblems([{ file: 'v.yaml', finding: finding('values/not-flat') }]), new Map());
    expect(text.replace(/\u001B\[\d+m/g, '')).toBe(
      'v.yaml:1:1 error A values file is a flat map: one "name: value" a line.\n  values/not-flat',
    );
  });

  it('shows a waived finding, and why, only when asked to', () => {
    const waived = { reason: 'the vendor wants it', until: '2027-01-31' };
    const problems = toProblems([{ file: 'a', finding: finding('values/not-flat', {}, { severity: 'note', waived }) }]);
    expect(problemText(problems, new Map())).toBe('');
    expect(problemText(problems, new Map(), true).replace(/\u001B\[\d+m/g, '')).toBe(
      'a:1:1 note A values file is a flat map: one "name: value" a line.\n  waived: the vendor wants it (until 2027-01-31)\n  values/not-flat',
    );
  });
});

describe('problemSummary', () => {
  it('counts by severity', () => {
    const problems = toProblems([
      { file: 'a', finding: finding('file/binary') },
      { file: 'a', finding: finding('values/not-flat', {}, { severity: 'warning' }) },
      { file: 'b', finding: finding('values/not-flat', {}, { severity: 'warning' }) },
    ]);
    expect(countProblems(problems)).toEqual({ errors: 1, warnings: 2, notes: 0 });
    expect(problemSummary(1, countProblems(problems))).toBe('1 spec checked: 1 error, 2 warnings, 0 notes.');
    expect(counted(2, 'file')).toBe('2 files');
  });
});
