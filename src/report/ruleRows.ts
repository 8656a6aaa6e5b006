import type { RuleExplanation } from './ruleExplanation.js';

/** One line of the table of rules. */
export type RuleRow = {
  readonly Rule: string;
  readonly Severity: string;
  readonly 'What holds': string;
  readonly Source: string;
};

/** The table that `validate --rules` prints. */
export function ruleRows(rules: readonly RuleExplanation[]): RuleRow[] {
  return rules.map(({ id, severity, title, source }) => ({
    Rule: id,
    Severity: severity,
    'What holds': title,
    Source: source,
  }));
}
