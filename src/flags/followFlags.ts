import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { detailFlags } from './deployFlags.js';
import { targetOrgFlag } from './targetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** The flags of `deploy report`; `deploy resume` adds `--wait`. */
export const followFlags = {
  'target-org': targetOrgFlag,
  'job-id': Flags.salesforceId({
    char: 'i',
    length: 'both',
    startsWith: '0Af',
    summary: messages.getMessage('flags.job-id.summary'),
  }),
  ...detailFlags,
};
