import { askForInit } from '../operations/askForInit.js';
import type { SpecChoices } from '../operations/draftSpec.js';
import type { Template } from '../operations/listTemplates.js';
import { noTemplateError } from '../report/initError.js';
import { askInTerminal } from './askInTerminal.js';

/** What the command line says about a new spec, and whether somebody sits in front of it. */
export type TemplateFlags = {
  readonly template?: string | undefined;
  readonly given: SpecChoices;
  readonly interactive: boolean;
  readonly bin: string;
};

/** The template that the flags name; without one the answers of the user to all that the flags leave open. */
export async function chooseTemplate(
  templates: readonly Template[],
  { template: name, given, interactive, bin }: TemplateFlags,
): Promise<SpecChoices & { readonly template: Template }> {
  const template = templates.find((one) => one.name === name);
  if (template !== undefined) return { template, ...given };
  if (!interactive) throw noTemplateError(bin);
  return askInTerminal(bin, async (ask) => askForInit(templates, given, ask));
}
