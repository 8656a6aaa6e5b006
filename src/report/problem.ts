import type { FileFinding } from '../source/fileFinding.js';
import { pathText, type Finding, type Range, type Severity } from '../source/finding.js';
import { maskSecretShapes } from '../source/secretPatterns.js';
import { problemActions, problemSentence } from './problemMessages.js';

/** A finding in words, as `--json` gives it; lines and columns are 1-based, the end is exclusive. */
export type Problem = Range & {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  /** The key path, such as `flows.clientCredentials.runAs`; empty for the file as a whole. */
  readonly path: string;
  readonly suggestions: string[];
  readonly actions: string[];
  readonly docs?: string;
  readonly waived?: { readonly reason: string; readonly until?: string };
};

const start: Range = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Puts findings into words with their positions, sorted by file, line and column. */
export function toProblems(findings: readonly FileFinding[]): Problem[] {
  return findings.map(toProblem).toSorted(byPosition);
}

function toProblem({ file, finding: found, document }: FileFinding): Problem {
  const finding = { ...found, tokens: maskTokens(found.tokens) };
  const { rule, severity, path, suggestions, docs, waived } = finding;
  return {
    rule,
    severity,
    message: problemSentence(finding),
    file,
    ...(finding.range ?? document?.locate(path, finding.on) ?? start),
    path: maskSecretShapes(pathText(path)),
    suggestions: [...suggestions],
    actions: problemActions(finding),
    ...(docs === undefined ? {} : { docs }),
    ...(waived === undefined ? {} : { waived: { ...waived, reason: maskSecretShapes(waived.reason) } }),
  };
}

/** A word that a message quotes may be a secret in the wrong place. */
function maskTokens(tokens: Finding['tokens']): Finding['tokens'] {
  return Object.fromEntries(Object.entries(tokens).map(([name, value]) => [name, maskSecretShapes(value)]));
}

function byPosition(one: Problem, other: Problem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return (
    one.line - other.line || one.column - other.column || (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0)
  );
}
