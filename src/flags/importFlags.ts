import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { sourceOrgFlag } from './targetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.import');

/** The flags that `import` and `migrate` share; `own` are the messages of the command, which says in its words what it reads and replaces. */
export function importFlags(own: Messages<string>) {
  return {
    'target-org': sourceOrgFlag,
    'source-dir': Flags.string({ multiple: true, summary: own.getMessage('flags.source-dir.summary') }),
    name: Flags.string({ char: 'n', multiple: true, summary: own.getMessage('flags.name.summary') }),
    'output-dir': Flags.string({ char: 'd', default: 'eca', summary: messages.getMessage('flags.output-dir.summary') }),
    force: Flags.boolean({ default: false, summary: own.getMessage('flags.force.summary') }),
    'api-version': Flags.string({ summary: messages.getMessage('flags.api-version.summary') }),
  };
}
