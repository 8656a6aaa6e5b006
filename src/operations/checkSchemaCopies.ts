import { dirname, posix } from 'node:path';
import type { FileFinding } from '../source/fileFinding.js';
import { schemaVersionOf } from '../spec/schemaVersion.js';

/** What checking needs: the specs, the name and version of the schema, and a way to read files. */
export type SchemaCopyRequest = {
  /** Paths of the specs, with forward slashes. */
  readonly specs: readonly string[];
  readonly schemaFile: string;
  readonly pluginVersion: string;
  readonly readFile: (path: string) => Promise<Uint8Array | undefined>;
};

/** Warns of a schema beside a spec that another version of the plugin wrote: the editor would check by other rules than the plugin. */
export async function checkSchemaCopies(request: SchemaCopyRequest): Promise<readonly FileFinding[]> {
  const { specs, schemaFile, pluginVersion, readFile } = request;
  const copies = [...new Set(specs.map((spec) => posix.join(dirname(spec), schemaFile)))];
  const findings = copies.map(async (file): Promise<readonly FileFinding[]> => {
    const bytes = await readFile(file);
    const found = bytes === undefined ? undefined : schemaVersionOf(new TextDecoder().decode(bytes));
    if (found === undefined || found === pluginVersion) return [];
    const tokens = { found, version: pluginVersion, file };
    return [
      {
        file,
        finding: { rule: 'schema/other-version', severity: 'warning', path: [], on: 'value', tokens, suggestions: [] },
      },
    ];
  });
  return (await Promise.all(findings)).flat();
}
