import { ConfigAggregator } from '@salesforce/core/configAggregator';
import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { OrgConnection } from '../org/orgConnection.js';
import { warnOfSecretAccess } from './secretAccessNote.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'flags');

/** `-o`, repeatable: every org once; without it the default org of the CLI. */
export const targetOrgsFlag = Flags.string({
  char: 'o',
  multiple: true,
  summary: messages.getMessage('target-org.summary'),
  description: messages.getMessage('target-org.description'),
});

/** `-o` of a command that works with one org. */
export const targetOrgFlag = Flags.string({
  char: 'o',
  summary: messages.getMessage('target-org.summary'),
  description: messages.getMessage('target-org.description'),
});

/** `-o` of a command that reads metadata from an org or from files. */
export const sourceOrgFlag = Flags.string({
  char: 'o',
  summary: messages.getMessage('source-org.summary'),
  exclusive: ['source-dir'],
});

/** An org of a command line: the name it was given, and the connection that the CLI has for it. */
export type TargetOrg = { readonly name: string; readonly alias?: string; readonly connection: OrgConnection };

/** Opens the connections of all orgs that a command line names; two names of one org count once. Throws SfError for a name that the CLI does not know. */
export async function connectTargetOrgs(names: readonly string[] | undefined): Promise<readonly TargetOrg[]> {
  const { Org } = await import('@salesforce/core');
  const wanted = names === undefined || names.length === 0 ? [await defaultOrg()] : names;
  const orgs = new Map<string, TargetOrg>();
  for (const name of wanted) {
    const org = await Org.create({ aliasOrUsername: name });
    const username = org.getUsername() ?? name;
    await warnOfSecretAccess(org.getConnection().getAuthInfoFields().orgId, name);
    if (!orgs.has(username))
      orgs.set(username, { name, ...(name === username ? {} : { alias: name }), connection: org.getConnection() });
  }
  return [...orgs.values()];
}

async function defaultOrg(): Promise<string> {
  const name = (await ConfigAggregator.create()).getPropertyValue<string>('target-org');
  if (typeof name !== 'string' || name === '') throw messages.createError('error.noTargetOrg');
  return name;
}
