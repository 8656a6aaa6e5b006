import type { Finding, KeyPath } from './finding.js';
import { pathText } from './finding.js';
import { nearestWords } from './nearestWords.js';
import type { SourceDocument, Substitution } from './sourceDocument.js';
import {
  declaredVariables,
  substitutes,
  variableName,
  variableValue,
  type VariableDeclaration,
  type VariableSources,
} from './variables.js';

/** The document with its variables resolved, and what is wrong with them. */
export type SubstitutionResult = { readonly document: SourceDocument; readonly findings: readonly Finding[] };

type Run = {
  readonly declared: ReadonlyMap<string, VariableDeclaration>;
  readonly sources: VariableSources;
  readonly missing: 'error' | 'note';
  readonly substitutions: Map<string, Substitution>;
  readonly used: Set<string>;
  readonly findings: Finding[];
};

/**
 * Resolves `${name}` in every scalar after parsing, in one pass, so that a value can never bring structure or another variable.
 * `missing` is the severity of a declared variable without a value: a note while only validating, else an error.
 */
export function substituteVariables(
  document: SourceDocument,
  sources: VariableSources,
  missing: 'error' | 'note',
): SubstitutionResult {
  const declared = declaredVariables(document.value);
  const run: Run = { declared, sources, missing, substitutions: new Map(), used: new Set(), findings: [] };
  const value = resolve(document.value, [], run);
  for (const name of declared.keys())
    if (!run.used.has(name))
      run.findings.push(finding('variable/unused', 'warning', ['variables', name], 'key', { name }));
  return { document: { ...document, value, substitutions: run.substitutions }, findings: run.findings };
}

function resolve(value: unknown, path: KeyPath, run: Run): unknown {
  if (path.length > 0 && !substitutes(path)) return value;
  if (typeof value === 'string') return value.includes('${') ? resolveText(value, path, run) : value;
  if (Array.isArray(value)) return value.map((item: unknown, index) => resolve(item, [...path, index], run));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => [key, resolve(child, [...path, key], run)]),
  );
}

function resolveText(text: string, path: KeyPath, run: Run): string {
  const variables: string[] = [];
  const origins: string[] = [];
  const whole = /^\$\{[^}]*\}$/.test(text);
  let given = whole;
  let resolved = true;
  const result = text.replace(/\$\$\{|\$\{([^}]*)(\}?)/g, (match: string, name: string | undefined, end: string) => {
    // `$${` is a literal `${`.
    if (name === undefined) return '${';
    if (end === '' || !variableName.test(name)) {
      run.findings.push(finding('variable/invalid-name', 'error', path, 'value', { found: match }));
      return match;
    }
    const value = lookUp(name, path, run);
    variables.push(name);
    if (value?.isDefault !== undefined) given = false;
    if (value === undefined) resolved = false;
    else origins.push(value.origin);
    return value === undefined ? match : value.text;
  });
  if (variables.length === 0) return result;
  run.substitutions.set(pathText(path), {
    variables,
    whole,
    given: given && resolved,
    secret: variables.some((name) => run.declared.get(name)?.secret === true),
    origin: origins.join(', '),
    resolved,
  });
  return result;
}

function lookUp(name: string, path: KeyPath, run: Run): ReturnType<typeof variableValue> {
  const declaration = run.declared.get(name);
  if (declaration === undefined) {
    const candidates = [...run.declared.keys()];
    run.findings.push({
      ...finding('variable/undeclared', 'error', path, 'value', { name }),
      suggestions: nearestWords(name, candidates),
    });
    return undefined;
  }
  run.used.add(name);
  const value = variableValue(name, declaration, run.sources);
  if (value === undefined)
    run.findings.push(
      finding('variable/no-value', run.missing, path, 'value', { name, description: declaration.description ?? '' }),
    );
  return value;
}

function finding(
  rule: string,
  severity: Finding['severity'],
  path: KeyPath,
  on: 'key' | 'value',
  tokens: Finding['tokens'],
): Finding {
  return { rule, severity, path, on, tokens, suggestions: [] };
}
