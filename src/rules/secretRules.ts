import type { Finding, Range } from '../source/finding.js';
import type { Rule, RuleFinding } from './rule.js';
import { secretPlaces } from '../source/secretPatterns.js';

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
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return places.map(({ kind, start, end }) => ({
    path: [],
    tokens: { reason: kind },
    range: rangeOf(start, end, lineStarts),
  }));
}

function rangeOf(start: number, end: number, lineStarts: readonly number[]): Range {
  const [line, column] = placeOf(start, lineStarts);
  const [endLine, endColumn] = placeOf(end, lineStarts);
  return { line, column, endLine, endColumn };
}

function placeOf(offset: number, lineStarts: readonly number[]): readonly [number, number] {
  let [low, high] = [0, lineStarts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (lineStarts[low] ?? 0) + 1];
}
