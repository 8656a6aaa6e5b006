import type { Finding, KeyPath, Severity } from '../source/finding.js';
import type { PreparedApp } from './prepareApp.js';

/** Something found in an org about a place of a spec. */
export type OrgFinding = { readonly app: PreparedApp; readonly finding: Finding };

/** A finding about a key of an app. */
export function orgFinding(
  app: PreparedApp,
  rule: string,
  severity: Severity,
  path: KeyPath,
  tokens: Finding['tokens'],
): OrgFinding {
  return { app, finding: { rule, severity, path, on: 'value', tokens, suggestions: [] } };
}
