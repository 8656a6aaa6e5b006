import { Messages } from '@salesforce/core/messages';
import type { Question } from '../operations/askForInit.js';
import type { InitOutcome } from '../operations/initSpec.js';
import type { TemplateSummary } from '../operations/listTemplates.js';
import type { FileFinding } from '../source/fileFinding.js';
import { environmentName } from '../source/variables.js';
import { problemSentence } from './problemMessages.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.init');

type Written = Extract<InitOutcome, { outcome: 'written' }>;

/** The files that were written and what to do next; `folder` is the output folder. */
export function initText({ files, spec, openVariables }: Written, folder: string, bin: string): string {
  const selection = folder === 'eca' ? '' : ` --spec ${folder}`;
  const width = Math.max(0, ...openVariables.map(({ name }) => environmentName(name).length));
  const steps = [
    ...(openVariables.length === 0 ? [] : [messages.getMessage('next.variables', [spec])]),
    messages.getMessage('next.validate', [bin, selection]),
    messages.getMessage('next.generate', [bin, selection]),
  ].map((step, index) => `${index + 1}. ${step}`);
  const variables = openVariables.map(
    ({ name, description }) => `     ${environmentName(name).padEnd(width)}   ${description}`,
  );
  if (variables.length > 0) steps.splice(1, 0, ...variables);
  return [
    ...files.map((file) => messages.getMessage('written', [file])),
    '',
    messages.getMessage('next'),
    ...steps,
  ].join('\n');
}

/** The warning about a schema file that was left as it is. */
export function keptSchemaText({ path, version }: NonNullable<Written['keptSchema']>): string {
  return version === undefined
    ? messages.getMessage('schemaKept', [path])
    : messages.getMessage('schemaKeptNewer', [path, version]);
}

/** The templates as rows of a table; a variable with a default is marked by `=`. */
export function templateRows(templates: readonly TemplateSummary[]): Record<string, string>[] {
  return templates.map(({ name, title, variables }) => ({
    [messages.getMessage('column.name')]: name,
    [messages.getMessage('column.title')]: title,
    [messages.getMessage('column.variables')]: variables
      .map((variable) => (variable.default === undefined ? variable.name : `${variable.name}=`))
      .join(', '),
  }));
}

/** What to do with the list of templates. */
export function templateListHint(bin: string): string {
  return messages.getMessage('list.next', [bin]);
}

/** A question as a terminal shows it, with what was wrong about the answer before. */
export function questionText(question: Question): string {
  switch (question.kind) {
    case 'template': {
      const width = Math.max(...question.templates.map(({ name }) => name.length));
      const list = question.templates.map(
        ({ name, title }, index) => `${String(index + 1).padStart(3)}  ${name.padEnd(width)}  ${title}`,
      );
      const head =
        question.wrong === undefined ? list : [messages.getMessage('question.template.wrong', [question.wrong])];
      return [...head, '', `${messages.getMessage('question.template')} `].join('\n');
    }
    case 'name':
      return withProblems(question.wrong, messages.getMessage('question.name', [question.preset]));
    case 'variable':
      return withProblems(
        question.wrong,
        messages.getMessage('question.variable', [question.variable.name, question.variable.description]),
      );
  }
}

function withProblems(wrong: readonly FileFinding[] | undefined, text: string): string {
  return [...(wrong ?? []).map(sentence), `${text} `].join('\n');
}

/** Where an answer came from is clear to the one who gave it. */
function sentence({ finding }: FileFinding): string {
  return problemSentence({ ...finding, tokens: { ...finding.tokens, origin: '' } });
}
