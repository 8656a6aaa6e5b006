import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { allowWords } from '../operations/reviewDeploy.js';
import { specFlags, type SpecFlagValues } from './specFlags.js';
import { targetOrgsFlag } from './targetOrg.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.deploy');

/** How much a report says. */
export const detailFlags = {
  verbose: Flags.boolean({ summary: messages.getMessage('flags.verbose.summary'), exclusive: ['concise'] }),
  concise: Flags.boolean({ summary: messages.getMessage('flags.concise.summary'), exclusive: ['verbose'] }),
};

/** The flags of `sf eca deploy`. */
export const deployFlags = {
  'target-org': targetOrgsFlag,
  ...specFlags,
  'dry-run': Flags.boolean({ default: false, summary: messages.getMessage('flags.dry-run.summary') }),
  wait: Flags.integer({
    char: 'w',
    default: 33,
    min: 0,
    exclusive: ['async'],
    helpValue: '<minutes>',
    summary: messages.getMessage('flags.wait.summary'),
  }),
  async: Flags.boolean({ summary: messages.getMessage('flags.async.summary') }),
  'no-prompt': Flags.boolean({
    summary: messages.getMessage('flags.no-prompt.summary'),
    description: messages.getMessage('flags.no-prompt.description'),
  }),
  allow: Flags.option({
    options: allowWords,
    multiple: true,
    summary: messages.getMessage('flags.allow.summary'),
    description: messages.getMessage('flags.allow.description'),
  })(),
  concurrency: Flags.integer({
    default: 5,
    min: 1,
    max: 50,
    summary: messages.getMessage('flags.concurrency.summary'),
  }),
  ...detailFlags,
};

/** What `deployFlags` parse to. */
export type DeployFlagValues = SpecFlagValues & {
  readonly 'target-org'?: readonly string[] | undefined;
  readonly 'dry-run': boolean;
  readonly wait: number;
  readonly async: boolean;
  readonly 'no-prompt': boolean;
  readonly allow?: readonly string[] | undefined;
  readonly concurrency: number;
  readonly verbose: boolean;
  readonly concise: boolean;
};
