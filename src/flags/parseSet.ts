import { Messages } from '@salesforce/core/messages';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'flags');

/** Reads the values of `--set name=value`; the last one of a name wins. Throws SfError for another form. */
export function parseSet(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) {
        const error = messages.createError('error.set', [pair.slice(0, 80)]);
        error.exitCode = 2;
        throw error;
      }
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
