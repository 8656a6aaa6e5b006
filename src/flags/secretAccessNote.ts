import { join } from 'node:path';
import { Global } from '@salesforce/core/global';
import { Lifecycle } from '@salesforce/core/lifecycle';
import { Messages } from '@salesforce/core/messages';
import { isRunning, stateFile, type StateFile } from '../files/stateFile.js';
import type { SecretAccessNote } from '../operations/withSecretAccess.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'flags');

/** The note about the switch of an org that one of our commands turned on. */
export function secretAccessNote(orgId: string): StateFile<SecretAccessNote> {
  return stateFile(join(Global.SF_DIR, 'eca', 'secret-access', `${orgId}.json`));
}

/** Warns when a command that was killed left the switch of the org on, and says how to restore it. */
export async function warnOfSecretAccess(orgId: string | undefined, target: string): Promise<void> {
  if (orgId === undefined || !/^\w+$/.test(orgId)) return;
  const note = await secretAccessNote(orgId).read();
  if (note === undefined || note.processes.some(isRunning)) return;
  await Lifecycle.getInstance().emitWarning(
    messages.getMessage('warning.secretAccess', [note.username, note.since, target]),
  );
}
