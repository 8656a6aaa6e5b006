import type { Finding } from '../source/finding.js';

/** A finding of `generate` at a key of a spec, or about a file when the path is empty. */
export function generateNote(
  rule: string,
  severity: Finding['severity'],
  path: readonly string[],
  tokens: Finding['tokens'],
): Finding {
  return { rule, severity, path, on: 'value', tokens, suggestions: [] };
}
