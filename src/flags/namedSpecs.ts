import { Messages } from '@salesforce/core/messages';
import { readSpecInputs } from '../files/readSpecInputs.js';
import type { NamedSpec } from '../operations/listApps.js';
import { specNames } from '../operations/specNames.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'flags');

/** The apps that the specs of a command line describe; the default folder need not be there. */
export async function namedSpecs(patterns: readonly string[] | undefined): Promise<readonly NamedSpec[]> {
  const { inputs, missing } = await readSpecInputs(patterns ?? ['eca'], process.cwd());
  if (patterns !== undefined && missing.length > 0) throw messages.createError('error.noSpec', [missing.join(', ')]);
  return specNames(inputs);
}
