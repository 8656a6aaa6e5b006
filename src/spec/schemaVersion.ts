import { own } from '../source/finding.js';

/** The keyword under which a schema carries the version of the plugin that wrote it. */
export const schemaVersionKeyword = 'x-plugin-version';

/** The plugin version that a schema text was written by; undefined when the text is no schema of this plugin. */
export function schemaVersionOf(text: string): string | undefined {
  try {
    const version = own(JSON.parse(text), schemaVersionKeyword);
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
