import type { Severity } from '../../source/finding.js';
import type { Problem } from '../problem.js';
import { visibleLines } from '../problemMessages.js';

/**
 * Problems as a JUnit report: a suite per file, a failed case per problem that counts, a skipped one per waived problem.
 * A file without problems has one case that passed; what does not count stands in the output of its suite.
 */
export function junitReport(
  files: readonly string[],
  problems: readonly Problem[],
  failing: readonly Severity[],
): string {
  const all = [...new Set([...files, ...problems.map(({ file }) => file)])];
  const suites = all.map((file) =>
    suite(
      file,
      problems.filter((problem) => problem.file === file),
      failing,
    ),
  );
  const [tests, failures, skipped] = (['tests', 'failures', 'skipped'] as const).map((key) =>
    suites.reduce((sum, one) => sum + one[key], 0),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sf eca validate" tests="${tests}" failures="${failures}" skipped="${skipped}" errors="0">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
  ].join('\n');
}

type Suite = { readonly tests: number; readonly failures: number; readonly skipped: number; readonly text: string };

function suite(file: string, problems: readonly Problem[], failing: readonly Severity[]): Suite {
  const counts = (problem: Problem): boolean => problem.waived === undefined && failing.includes(problem.severity);
  const failed = problems.filter(counts);
  const waived = problems.filter((problem) => problem.waived !== undefined);
  const rest = problems.filter((problem) => problem.waived === undefined && !counts(problem));
  const cases = [...failed.map(failedCase), ...waived.map(waivedCase)];
  const name = escapeXml(file);
  const all = failed.length > 0 ? cases : [`    <testcase classname="${name}" name="valid"/>`, ...cases];
  const output = rest.map((problem) =>
    escapeXml(`${place(problem)} ${problem.severity} ${problem.rule}: ${problem.message}`),
  );
  return {
    tests: all.length,
    failures: failed.length,
    skipped: waived.length,
    text: [
      `  <testsuite name="${name}" tests="${all.length}" failures="${failed.length}" skipped="${waived.length}" errors="0">`,
      ...all,
      ...(output.length === 0 ? [] : [`    <system-out>${output.join('\n')}</system-out>`]),
      '  </testsuite>',
    ].join('\n'),
  };
}

function failedCase(problem: Problem): string {
  const { message, rule, severity, actions } = problem;
  const body = [place(problem), message, ...actions.map((action) => `- ${action}`)].join('\n');
  return [
    `    <testcase ${caseName(problem)}>`,
    `      <failure type="${escapeXml(`${severity} ${rule}`)}" message="${escapeXml(message)}">${escapeXml(body)}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function waivedCase(problem: Problem): string {
  return [
    `    <testcase ${caseName(problem)}>`,
    `      <skipped message="${escapeXml(`waived: ${problem.waived?.reason ?? ''}`)}"/>`,
    '    </testcase>',
  ].join('\n');
}

function caseName(problem: Problem): string {
  return `classname="${escapeXml(problem.file)}" name="${escapeXml(`${problem.rule} at ${problem.line}:${problem.column}`)}"`;
}

function place({ file, line, column }: Problem): string {
  return `${file}:${line}:${column}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0, which cannot hold control characters at all; people read the report in terminals, too. */
function escapeXml(text: string): string {
  return visibleLines(text)
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
