import { dirname, posix } from 'node:path';
import type { FileFinding } from '../source/fileFinding.js';
import { schemaVersionOf } from '../spec/schemaVersion.js';

/** What checking needs: the specs, the name and version of the schema, and a way to read files. */
export type SchemaCopyRequest = {
  /** Paths of the specs, with forward slashes. */
  readonly specs: readonly string[];
  readonly schemaFile: string;
  /** The version of the plugin; asked for only when there is a schema to compare with. */
  readonly pluginVersion: () => Promise<string>;
  readonly readFile: (path: string) => Promise<Uint8Array | undefined>;
};

/** Warns of a schema beside a spec that another version of the plugin wrote: the editor would check by other rules than the plugin. */
export async function checkSchemaCopies(request: SchemaCopyRequest): Promise<readonly FileFinding[]> {
  const { specs, schemaFile, pluginVersion, readFile } = request;
  const copies = [...new Set(specs.map((spec) => posix.join(dirname(spec), schemaFile)))];
  const findings = copies.map(async (file): Promise<readonly FileFinding[]> => {
    const bytes = await readFile(file);
    const found = bytes === undefined ? undefined : schemaVersionOf(new TextDecoder().decode(bytes));
    if (found === undefined) return [];
    const version = await pluginVersion();
    if (found === version) return [];
    const tokens = { found, version, file };
    return [
      {
        file,
        finding: { rule: 'schema/other-version', severity: 'warning', path: [], on: 'value', tokens, suggestions: [] },
      },
    ];
  });
  return (await Promise.all(findings)).flat();
}
