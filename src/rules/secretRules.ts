import type { Finding } from '../source/finding.js';
import type { Rule, RuleFinding } from './rule.js';
import { secretPlaces } from '../source/secretPatterns.js';
import { textPlaces } from '../source/textPlaces.js';

const source = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';
const id = 'secrets/in-spec';

/** A rule about the text as a whole, comments included. */
export const secretRules: readonly Rule[] = [
  { id, severity: 'error', keys: [], source, check: ({ text }) => secretsIn(text) },
];

/** The secrets in any text, a values file for instance, as findings; none of them holds the secret. */
export function secretFindings(text: string): readonly Finding[] {
  return secretsIn(text).map((finding) => ({
    rule: id,
    severity: 'error',
    on: 'value',
    tokens: {},
    suggestions: [],
    docs: source,
    ...finding,
  }));
}

function secretsIn(text: string): readonly RuleFinding[] {
  const places = secretPlaces(text);
  if (places.length === 0) return [];
  const rangeOf = textPlaces(text);
  return places.map(({ kind, start, end }) => ({ path: [], tokens: { reason: kind }, range: rangeOf(start, end) }));
}
