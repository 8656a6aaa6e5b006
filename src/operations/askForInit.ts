import type { FileFinding } from '../source/fileFinding.js';
import { pathText } from '../source/finding.js';
import { draftSpec, type SpecChoices } from './draftSpec.js';
import type { Template, TemplateSummary, TemplateVariable } from './listTemplates.js';

/** A question to the user; `wrong` tells why the answer before was not taken. */
export type Question =
  | { readonly kind: 'template'; readonly templates: readonly TemplateSummary[]; readonly wrong?: string }
  | { readonly kind: 'name'; readonly preset: string; readonly wrong?: readonly FileFinding[] }
  | { readonly kind: 'variable'; readonly variable: TemplateVariable; readonly wrong?: readonly FileFinding[] };

/** Puts a question to the user and gives the answer. */
export type Ask = (question: Question) => Promise<string>;

/** Asks for template, name and the variables without default, except for what the user has said already. */
export async function askForInit(
  templates: readonly Template[],
  given: SpecChoices,
  ask: Ask,
): Promise<SpecChoices & { readonly template: Template }> {
  const template = await askTemplate(templates, ask);
  const name = given.name ?? (await askName(template, ask));
  const values = new Map(given.values);
  for (const variable of template.variables) {
    if (variable.default !== undefined || values.has(variable.name)) continue;
    const answer = await askVariable(template, variable, ask);
    if (answer !== '') values.set(variable.name, answer);
  }
  return { template, name, values };
}

/** Takes the number of a template in the list, or its name. */
async function askTemplate(templates: readonly Template[], ask: Ask): Promise<Template> {
  let wrong: string | undefined;
  for (;;) {
    const answer = (await ask({ kind: 'template', templates, ...(wrong === undefined ? {} : { wrong }) })).trim();
    const template = templates.find(({ name }, index) => name === answer || String(index + 1) === answer);
    if (template !== undefined) return template;
    wrong = answer;
  }
}

async function askName(template: Template, ask: Ask): Promise<string> {
  const toChoices = (name: string): SpecChoices => ({ name, values: new Map() });
  return askUntilValid(template, 'name', toChoices, async (wrong) => {
    const answer = await ask({ kind: 'name', preset: template.appName, ...wrong });
    return answer.trim() === '' ? template.appName : answer.trim();
  });
}

/** An empty answer leaves the variable open. */
async function askVariable(template: Template, variable: TemplateVariable, ask: Ask): Promise<string> {
  const toChoices = (value: string): SpecChoices => ({
    values: value === '' ? new Map() : new Map([[variable.name, value]]),
  });
  return askUntilValid(template, variable.name, toChoices, async (wrong) =>
    (await ask({ kind: 'variable', variable, ...wrong })).trim(),
  );
}

async function askUntilValid(
  template: Template,
  subject: string,
  toChoices: (answer: string) => SpecChoices,
  ask: (wrong: { readonly wrong?: readonly FileFinding[] }) => Promise<string>,
): Promise<string> {
  let wrong: readonly FileFinding[] | undefined;
  for (;;) {
    const answer = await ask(wrong === undefined ? {} : { wrong });
    const findings = draftSpec(template, toChoices(answer)).findings.filter((finding) => isAbout(finding, subject));
    if (findings.length === 0) return answer;
    wrong = findings;
  }
}

/** True for a finding about the name, or about a value that came from the variable. */
function isAbout({ finding, document }: FileFinding, subject: string): boolean {
  const path = pathText(finding.path);
  if (path === subject || path === `variables.${subject}.default`) return true;
  return document?.substitutions.get(path)?.variables.includes(subject) === true;
}
