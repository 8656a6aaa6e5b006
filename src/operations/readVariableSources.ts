import { isRecord } from '../catalog/codecs/codecParts.js';
import { secretFindings } from '../rules/secretRules.js';
import { nearestWords } from '../source/nearestWords.js';
import { parseSource } from '../source/parseSource.js';
import type { Finding } from '../source/finding.js';
import type { SourceDocument } from '../source/sourceDocument.js';
import { declaredVariables, type VariableSources } from '../source/variables.js';
import type { LoadedSpec } from './loadSpecs.js';

/** A values file with what is wrong with it. */
export type ValuesFile = {
  readonly file: string;
  readonly text: string;
  readonly values: ReadonlyMap<string, string>;
  readonly document?: SourceDocument;
  readonly findings: readonly Finding[];
};

/** Reads a values file: a flat map from variable to text, number or boolean; an empty file has no values. */
export function parseValues(file: string, raw: string): ValuesFile {
  const { document, findings: faults } = parseSource(file, raw);
  const findings = faults.filter(({ rule }) => rule !== 'file/empty');
  const secrets = secretFindings(document?.text ?? raw);
  if (document === undefined) return { file, text: raw, values: new Map(), findings: [...findings, ...secrets] };
  const { text, value } = document;
  if (!isRecord(value))
    return { file, text, document, values: new Map(), findings: [problem('values/not-flat', [], {}), ...secrets] };
  const values = new Map<string, string>();
  const wrong: Finding[] = [];
  for (const [name, one] of Object.entries(value)) {
    if (['string', 'number', 'boolean'].includes(typeof one)) values.set(name, String(one));
    else wrong.push(problem('values/not-flat', [name], { name }));
  }
  return { file, text, document, values, findings: [...wrong, ...secrets] };
}

/** The sources of variables; of several values files the later one wins. */
export function variableSources(
  set: ReadonlyMap<string, string>,
  files: readonly ValuesFile[],
  environment: VariableSources['environment'],
): VariableSources {
  return { set, files: files.toReversed(), environment };
}

/** Warns of names in values files that no spec declares. */
export function unusedValues(files: readonly ValuesFile[], specs: readonly LoadedSpec[]): readonly ValuesFile[] {
  // What a file declares that cannot be read is not known.
  if (specs.some(({ document }) => document === undefined)) return files;
  const declared = new Set(specs.flatMap(({ document }) => [...declaredVariables(document?.value).keys()]));
  return files.map((file) => ({
    ...file,
    findings: [
      ...file.findings,
      ...[...file.values.keys()]
        .filter((name) => !declared.has(name))
        .map((name): Finding => ({
          ...problem('values/undeclared', [name], { name }),
          on: 'key',
          severity: 'warning',
          suggestions: nearestWords(name, [...declared]),
        })),
    ],
  }));
}

/** Names given to `--set` that no spec declares, each with the nearest declared names. */
export function undeclaredNames(
  set: ReadonlyMap<string, string>,
  specs: readonly LoadedSpec[],
): readonly { readonly name: string; readonly nearest: readonly string[] }[] {
  const declared = [...new Set(specs.flatMap(({ document }) => [...declaredVariables(document?.value).keys()]))];
  return [...set.keys()]
    .filter((name) => !declared.includes(name))
    .map((name) => ({ name, nearest: nearestWords(name, declared) }));
}

function problem(rule: string, path: readonly string[], tokens: Finding['tokens']): Finding {
  return { rule, severity: 'error', path, on: 'value', tokens, suggestions: [] };
}
