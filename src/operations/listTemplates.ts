import type { TemplateFile } from '../files/templates.js';
import { parseSource } from '../source/parseSource.js';
import { declaredVariables } from '../source/variables.js';
import { valueAt } from '../source/finding.js';

/** A variable of a template; without `default` somebody has to give its value. */
export type TemplateVariable = { readonly name: string; readonly description: string; readonly default?: string };

/** What a user can know about a template before taking it. */
export type TemplateSummary = {
  readonly name: string;
  readonly title: string;
  readonly variables: readonly TemplateVariable[];
};

/** A template with the API name of its app and the text of a spec, without the line that holds the title. */
export type Template = TemplateSummary & { readonly appName: string; readonly text: string };

const titleLine = /^# title: (.*)\r?\n/;

/** Reads title, app name and variables of every template. */
export function listTemplates(files: readonly TemplateFile[]): readonly Template[] {
  return files.map(({ name, text }) => {
    const value = parseSource(`${name}.eca.yaml`, text).document?.value;
    return {
      name,
      title: titleLine.exec(text)?.[1] ?? name,
      variables: [...declaredVariables(value)].map(([variable, { description, default: preset }]) => ({
        name: variable,
        description: description ?? '',
        ...(preset === undefined ? {} : { default: preset }),
      })),
      appName: String(valueAt(value, ['name'])),
      text: text.replace(titleLine, ''),
    };
  });
}

/** The part of a template that lists show. */
export function templateSummary({ name, title, variables }: Template): TemplateSummary {
  return { name, title, variables };
}
