import { Messages } from '@salesforce/core/messages';
import type { SfError } from '@salesforce/core/sfError';
import type { InitOutcome } from '../operations/initSpec.js';
import type { TemplateSummary } from '../operations/listTemplates.js';
import { toProblems } from './problem.js';
import { problemText } from './problemText.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.init');

/** Says why no spec was written; with errors in the spec `data` holds them as `{problems}`. */
export function initError(outcome: Exclude<InitOutcome, { outcome: 'written' }>, template: TemplateSummary): SfError {
  switch (outcome.outcome) {
    case 'undeclared': {
      const names = outcome.names.map(({ name, nearest: [first] }) => named(name, first)).join(', ');
      const declared = template.variables.map(({ name }) => name).join(', ');
      return wrongFlag(messages.createError('error.undeclared', [template.name, names], [declared]));
    }
    case 'invalid': {
      const problems = toProblems(outcome.findings);
      const texts = new Map(outcome.findings.map(({ file, text }) => [file, text ?? '']));
      const error = messages.createError('error.invalidSpec', [problemText(problems, texts)]);
      error.data = { problems };
      return error;
    }
    case 'exists':
      return messages.createError('error.specExists', [outcome.path]);
    case 'unwritable':
      return messages.createError('error.unwritable', [outcome.path, outcome.reason]);
  }
}

/** No template is named and nobody can be asked. */
export function noTemplateError(bin: string): SfError {
  return wrongFlag(messages.createError('error.noTemplate', [], [bin]));
}

/** The user left the questions unanswered. */
export function cancelledError(bin: string): SfError {
  const error = messages.createError('error.cancelled', [], [bin]);
  error.exitCode = 130;
  return error;
}

function named(name: string, near: string | undefined): string {
  return near === undefined ? `"${name}"` : messages.getMessage('nameNear', [name, near]);
}

function wrongFlag(error: SfError): SfError {
  error.exitCode = 2;
  return error;
}
