import { pathText, type Finding } from '../../../src/source/finding.js';
import { parseSource } from '../../../src/source/parseSource.js';
import { substituteVariables } from '../../../src/source/substituteVariables.js';
import type { CheckedSpec } from '../../../src/spec/checkedSpec.js';
import { checkSpec } from '../../../src/spec/checkSpec.js';

/** How a spec is checked; by default for the newest API version, with no value for any variable. */
export type CheckOptions = {
  readonly apiVersion?: number;
  readonly set?: Readonly<Record<string, string>>;
  readonly missing?: 'error' | 'note';
  readonly file?: string;
};

/** A checked spec with all findings of variables and shape. */
export type CheckedYaml = CheckedSpec & { readonly all: readonly Finding[] };

/** Parses, substitutes and checks a spec; the YAML must have no faults. */
export function checkYaml(yaml: string, options: CheckOptions = {}): CheckedYaml {
  const { document, findings: faults } = parseSource(options.file ?? 'App.eca.yaml', yaml);
  if (document === undefined) throw new Error(`The YAML has faults: ${JSON.stringify(faults)}`);
  const set = new Map(Object.entries(options.set ?? {}));
  const resolved = substituteVariables(document, { set, files: [], environment: {} }, options.missing ?? 'error');
  const checked = checkSpec(resolved.document, {
    number: options.apiVersion ?? 68,
    origin: 'sourceApiVersion in sfdx-project.json',
  });
  return { ...checked, all: [...resolved.findings, ...checked.findings] };
}

/** Findings as `severity rule line:column path tokens`; `api` tokens and the like are left to tests that name them. */
export function problemsOf(yaml: string, options: CheckOptions = {}): readonly string[] {
  const { document, all } = checkYaml(yaml, options);
  return all.map(({ rule, severity, path, on, suggestions }) => {
    const { line, column } = document.locate(path, on);
    const right = suggestions.length === 0 ? '' : ` -> ${suggestions.join(' | ')}`;
    return `${severity} ${rule} ${line}:${column} ${pathText(path)}${right}`;
  });
}

/** The tokens of all findings of a rule. */
export function tokensOf(yaml: string, rule: string, options: CheckOptions = {}): readonly Finding['tokens'][] {
  return checkYaml(yaml, options)
    .all.filter((one) => one.rule === rule)
    .map(({ tokens }) => tokens);
}

/** The smallest app, and the smallest OAuth app, as the beginning of a spec. */
export const header = 'name: App\ncontactEmail: a@example.com\n';
export const oauth = `${header}callback: https://app.example.com/callback\nscopes: [api]\n`;
