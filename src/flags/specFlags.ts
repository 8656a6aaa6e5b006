import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'flags');

/** The flags of every command that reads specs: which ones, values of their variables, the API version. */
export const specFlags = {
  spec: Flags.string({
    char: 'f',
    multiple: true,
    default: ['eca'],
    summary: messages.getMessage('spec.summary'),
    description: messages.getMessage('spec.description'),
  }),
  set: Flags.string({
    multiple: true,
    summary: messages.getMessage('set.summary'),
    description: messages.getMessage('set.description'),
  }),
  values: Flags.string({
    multiple: true,
    summary: messages.getMessage('values.summary'),
    description: messages.getMessage('values.description'),
  }),
  'api-version': Flags.string({
    summary: messages.getMessage('api-version.summary'),
    description: messages.getMessage('api-version.description'),
  }),
};

/** What `specFlags` parse to. */
export type SpecFlagValues = {
  readonly spec: readonly string[];
  readonly set?: readonly string[] | undefined;
  readonly values?: readonly string[] | undefined;
  readonly 'api-version'?: string | undefined;
};
