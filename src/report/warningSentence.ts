import { Messages } from '@salesforce/core/messages';
import type { WarningRule } from '../plan/appPlan.js';
import { visible } from './problemMessages.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.plan');

/** What is dangerous about a change, in one sentence. */
export function warningSentence(rule: WarningRule, tokens: readonly string[]): string {
  return messages.getMessage(
    `warning.${rule}`,
    tokens.map((token) => visible(token, Infinity)),
  );
}
