import { Messages } from '@salesforce/core/messages';
import type { ExplainedFailure } from '../org/explainFailure.js';
import { fill } from './problemMessages.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'platform-errors');

/** What is behind a text of the platform and what to do about it, in words. */
export function explainedText({ id, tokens }: ExplainedFailure): {
  readonly cause: string;
  readonly remedies: readonly string[];
} {
  return {
    cause: fill(messages.getMessage(id), tokens),
    remedies: messages.getMessages(`${id}.actions`).map((action) => fill(action, tokens)),
  };
}
