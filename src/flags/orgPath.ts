import { Messages } from '@salesforce/core/messages';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'flags');

/** Puts the org into a path that has `{org}` in it; throws SfError for a name that would lead out of the folder. */
export function orgPath(path: string, orgName: string | undefined): string {
  if (!path.includes('{org}') || orgName === undefined) return path;
  if (/[/\\]|^\.\.?$|\u0000/.test(orgName)) throw messages.createError('error.orgNameInPath', [orgName, path]);
  return path.replaceAll('{org}', orgName);
}
