import { Messages } from '@salesforce/core/messages';
import type { ListedCredentials } from '../operations/listCredentials.js';
import type { RotationResult } from '../operations/rotateCredentials.js';
import type { AccessOutcome } from '../operations/withSecretAccess.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const shared = Messages.loadMessages('sf-plugin-eca', 'credentials');
const rotate = Messages.loadMessages('sf-plugin-eca', 'eca.credentials.rotate');
const list = Messages.loadMessages('sf-plugin-eca', 'eca.credentials.list');

/** What became of the switch that a command turned on. */
export function switchText(outcome: AccessOutcome | 'restoring'): string {
  return shared.getMessage(`switch.${outcome}`);
}

/** One line per value, the names in a column. */
export function valueLines(values: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...values.map(([name]) => name.length));
  return values.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

/** The day of a date that the org sent; the text itself when it is no date. */
function dayText(date: string | undefined): string {
  if (date === undefined || date === '') return list.getMessage('unknown');
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : new Date(time).toISOString().slice(0, 10);
}

/** The rows of the table of `credentials list`: a row for each pair. */
export function credentialsRows(listed: readonly ListedCredentials[]): readonly Readonly<Record<string, string>>[] {
  return listed.flatMap(({ name, consumerKey, since, staged }) => [
    { app: name, key: consumerKey, state: 'Current', created: dayText(since), expires: '' },
    ...staged.map(({ key, state, createdDate, expirationDate }) => ({
      app: name,
      key,
      state,
      created: dayText(createdDate),
      expires: dayText(expirationDate),
    })),
  ]);
}

/** What to do after a rotation; `flags` are those that the next command needs, too. */
export function nextSteps({ name, state, old }: RotationResult, target: string, flags: string): readonly string[] {
  if (state === 'staged') return [rotate.getMessage('waiting')];
  const overlap =
    old === undefined
      ? []
      : [rotate.getMessage('next.overlap', [old.key, dayText(old.expirationDate), target, name, flags])];
  return [...overlap, rotate.getMessage('next.tokens')];
}
