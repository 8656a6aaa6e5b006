import type { ShapeIssue } from '../catalog/codec.js';
import type { Finding, KeyPath, Severity } from '../source/finding.js';
import { pathText } from '../source/finding.js';
import { nearestWords } from '../source/nearestWords.js';
import type { SourceDocument } from '../source/sourceDocument.js';

/** Collects the findings of one document and the places whose value they put in doubt. */
export type Collector = {
  readonly findings: Finding[];
  readonly unknown: KeyPath[];
  readonly add: (
    rule: string,
    path: KeyPath,
    tokens: Finding['tokens'],
    more?: Partial<Finding> & { candidates?: readonly string[] },
  ) => void;
  readonly addIssue: (issue: ShapeIssue, at: KeyPath) => void;
};

/** A collector that turns issues of codecs into findings, hides secret values and names the variable a value came from. */
export function createCollector(document: SourceDocument): Collector {
  const findings: Finding[] = [];
  const unknown: KeyPath[] = [];
  for (const [key, { resolved }] of document.substitutions) if (!resolved) unknown.push(parsePath(key));
  const add: Collector['add'] = (rule, path, tokens, more = {}) => {
    const { candidates, ...rest } = more;
    const substitution = document.substitutions.get(pathText(path));
    if (substitution?.resolved === false) return;
    const severity: Severity = rest.severity ?? 'error';
    if (severity === 'error') unknown.push(path);
    const secret = substitution?.secret === true;
    const suggestions =
      rest.suggestions ?? (candidates === undefined ? [] : nearestWords(tokens.found ?? '', candidates));
    findings.push({
      on: 'value',
      ...rest,
      rule,
      severity,
      path,
      tokens: {
        ...tokens,
        ...(secret && tokens.found !== undefined ? { found: '[REDACTED]' } : {}),
        ...(substitution === undefined ? {} : { origin: substitution.origin }),
      },
      suggestions: secret ? [] : suggestions,
    });
  };
  const addIssue: Collector['addIssue'] = (issue, at) => {
    const keys = issue.candidates === undefined ? {} : { keys: issue.candidates.join(', ') };
    add(
      issue.rule,
      [...at, ...issue.path],
      { ...keys, ...issue.tokens },
      {
        ...(issue.on === undefined ? {} : { on: issue.on }),
        ...(issue.severity === undefined ? {} : { severity: issue.severity }),
        ...(issue.suggestions === undefined ? {} : { suggestions: issue.suggestions }),
        ...(issue.candidates === undefined ? {} : { candidates: issue.candidates }),
      },
    );
  };
  return { findings, unknown, add, addIssue };
}

/** The path that `pathText` wrote. */
export function parsePath(text: string): KeyPath {
  return text
    .split(/[.[\]]/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
