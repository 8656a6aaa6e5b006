import { ansis } from './terminalColours.js';
import { Messages } from '@salesforce/core/messages';
import { visible } from './problemMessages.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.delete');

/** A component that goes. */
type Member = { readonly type: string; readonly fullName: string };

/** What a deletion takes away and what dies with it. */
export function deleteText(
  name: string,
  members: readonly Member[],
  { username, kind, ownSession }: { readonly username: string; readonly kind: string; readonly ownSession: boolean },
): string {
  const longest = Math.max(...members.map(({ type }) => type.length));
  return [
    ansis.bold(
      messages.getMessage(kind === 'production' ? 'goes.production' : 'goes', [visible(name), visible(username)]),
    ),
    ...members.map(({ type, fullName }) => `  ${ansis.red('- delete')} ${type.padEnd(longest)} ${visible(fullName)}`),
    '',
    messages.getMessage('consequences'),
    ...(ownSession ? [messages.getMessage('ownSession')] : []),
  ].join('\n');
}

/** What was deleted, and what a spec that is still there does. */
export function deletedText(name: string, members: readonly Member[]): string {
  return messages.getMessage('deleted', [visible(name), String(members.length)]);
}
