import { Messages } from '@salesforce/core/messages';
import { ansis } from './terminalColours.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'packaging');

/** What is left to do before a package with the apps can be built: lines for `.forceignore`, and who must own the apps. */
export function packagingText(forceignore: readonly string[]): string {
  return [
    ansis.bold(messages.getMessage('forceignore')),
    ...forceignore.map((line) => `  ${line}`),
    '',
    ansis.bold(messages.getMessage('before')),
    ...messages.getMessages('before.owner').map((line) => `  - ${line}`),
  ].join('\n');
}
