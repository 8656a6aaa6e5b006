import { expect } from '@jest/globals';
import type { Finding } from '../../../src/source/finding.js';
import { parseSource } from '../../../src/source/parseSource.js';
import { substituteVariables } from '../../../src/source/substituteVariables.js';
import type { CheckedSpec } from '../../../src/spec/checkedSpec.js';
import { checkSpec } from '../../../src/spec/checkSpec.js';
import { lintSpec, type LintContext } from '../../../src/rules/lintSpec.js';

/** The day on which these tests take place. */
export const today = new Date('2026-09-15T12:00:00Z');

/** A checked spec; variables get the values, those without one stay open as in `validate`. */
export function checkText(text: string, values: Readonly<Record<string, string>> = {}): CheckedSpec {
  const { document, findings } = parseSource('App.eca.yaml', text);
  expect(findings).toEqual([]);
  if (document === undefined) throw new Error('The text has no document.');
  const set = new Map(Object.entries(values));
  const resolved = substituteVariables(document, { set, files: [], environment: {} }, 'note');
  return checkSpec(resolved.document, { number: 68, origin: 'the test' });
}

/** What the rules say about a spec, as `rule line:column`, in the order of the file; rules of other severity add it. */
export function lintText(
  text: string,
  context: Partial<LintContext> = {},
  values: Readonly<Record<string, string>> = {},
): readonly string[] {
  const checked = checkText(text, values);
  return lintSpec(checked, { today, ...context })
    .map((finding) => ({ finding, ...(finding.range ?? checked.document.locate(finding.path, finding.on)) }))
    .toSorted(
      (one, other) =>
        one.line - other.line || one.column - other.column || one.finding.rule.localeCompare(other.finding.rule),
    )
    .map(({ finding, line, column }) => `${finding.rule} ${line}:${column}`);
}

/** The findings of the rules themselves. */
export function lintFindings(text: string, context: Partial<LintContext> = {}): readonly Finding[] {
  return lintSpec(checkText(text), { today, ...context });
}
