import { basename } from 'node:path/posix';
import { defaultApiVersion } from '../catalog/apiVersions.js';
import { editSource } from '../source/editSource.js';
import type { FileFinding } from '../source/fileFinding.js';
import { own } from '../source/finding.js';
import { parseSource } from '../source/parseSource.js';
import { substituteVariables } from '../source/substituteVariables.js';
import { declaredVariables } from '../source/variables.js';
import { checkSpec } from '../spec/checkSpec.js';
import type { Template, TemplateVariable } from './listTemplates.js';

/** What a user decides about a new spec. */
export type SpecChoices = {
  /** The API name; that of the template when it is left out. */
  readonly name?: string;
  /** Values of variables, which become their defaults. */
  readonly values: ReadonlyMap<string, string>;
};

/** The text of a new spec, and why it would not be valid. */
export type SpecDraft = {
  readonly name: string;
  readonly text: string;
  /** Errors only; a variable without a value is none. */
  readonly findings: readonly FileFinding[];
  readonly openVariables: readonly TemplateVariable[];
};

/** Fills a template: the name, and the values as defaults of their variables, so that another org can override them. */
export function draftSpec(template: Template, { name = template.appName, values }: SpecChoices): SpecDraft {
  const document = parseSource(template.name, template.text).document?.value;
  const named = own(document, 'label') === template.appName ? ['name', 'label'] : ['name'];
  const text = editSource(template.text, [
    ...(name === template.appName ? [] : named.map((key) => ({ path: [key], value: name }))),
    ...[...values].map(([variable, value]) => ({ path: ['variables', variable, 'default'], value })),
  ]);
  return {
    name,
    text,
    findings: errorsOf(`${basename(name)}.eca.yaml`, text),
    openVariables: template.variables.filter(
      ({ name: one, default: preset }) => !values.has(one) && preset === undefined,
    ),
  };
}

function errorsOf(file: string, text: string): readonly FileFinding[] {
  const parsed = parseSource(file, text);
  if (parsed.document === undefined) return parsed.findings.map((finding) => ({ file, text, finding }));
  const sources = { set: new Map<string, string>(), files: [], environment: {} };
  const { document, findings } = substituteVariables(parsed.document, sources, 'note');
  const checked = checkSpec(document, { number: defaultApiVersion, origin: 'the default' });
  return [...findings, ...checked.findings]
    .filter(({ severity }) => severity === 'error')
    .map((finding) => ({ file, text, finding, document }));
}

/** The names among `values` that the template does not declare. */
export function undeclaredValues(template: Template, values: SpecChoices['values']): readonly string[] {
  const declared = declaredVariables(parseSource(template.name, template.text).document?.value);
  return [...values.keys()].filter((name) => !declared.has(name));
}
