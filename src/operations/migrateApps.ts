import { connectedAppToSpec, type MigratedApp } from '../metadata/connectedAppToSpec.js';
import { isConnectedAppFile, readConnectedApp } from '../metadata/readConnectedApp.js';
import type { FileFinding } from '../source/fileFinding.js';
import { changeFinding, type AppOutcome, type ImportOutcome, type SourceFile } from './importApps.js';
import { placeSpec, type Shelf } from './placeSpec.js';

/** The files and types that a migration reads. */
export const connectedAppMetadata = { isWanted: isConnectedAppFile, types: [{ name: 'ConnectedApp', since: 0 }] };

/** A migrated app and the name of its connected app. */
export type MigratedOutcome = AppOutcome & { readonly connectedApp: string };

/** What became of all connected apps. */
export type MigrationOutcome = ImportOutcome & { readonly apps: readonly MigratedOutcome[] };

/** Turns connected apps into specs; the caller writes what has to be written. */
export async function migrateApps(
  files: readonly SourceFile[],
  names: readonly string[],
  shelf: Shelf,
): Promise<MigrationOutcome> {
  const read = files
    .filter(({ file }) => isConnectedAppFile(file))
    .map(({ file, text }) => readConnectedApp(file, text));
  const found = read
    .flatMap((one) => ('refused' in one ? [] : [one]))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const refused: FileFinding[] = read.flatMap((one) => ('refused' in one ? [one.refused] : []));
  const taken = new Map<string, string>();
  const done: { readonly outcome: MigratedOutcome; readonly writes: ImportOutcome['writes'] }[] = [];
  for (const app of found.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const migrated = connectedAppToSpec(app);
    const other = taken.get(migrated.name.toLowerCase());
    taken.set(migrated.name.toLowerCase(), app.file);
    if (other === undefined) done.push(await place(migrated, shelf));
    else
      refused.push({
        file: app.file,
        finding: {
          rule: 'xml/same-name',
          severity: 'error',
          path: [],
          on: 'value',
          tokens: { found: app.file, other, name: migrated.name },
          suggestions: [],
        },
      });
  }
  const every = found.map(({ name }) => name);
  return {
    apps: done.map(({ outcome }) => outcome),
    refused,
    writes: done.flatMap(({ writes }) => writes),
    unknown: names.filter((name) => !every.includes(name)),
    names: [...new Set(every)],
  };
}

async function place(
  app: MigratedApp,
  shelf: Shelf,
): Promise<{ readonly outcome: MigratedOutcome; readonly writes: ImportOutcome['writes'] }> {
  const { path, state, writes, findings } = await placeSpec(app, shelf);
  const { name, found, kept, changed, losses } = app;
  return {
    outcome: {
      name,
      connectedApp: found,
      spec: path,
      state,
      kept,
      changed,
      losses,
      findings: [...changed.map(changeFinding), ...findings],
    },
    writes,
  };
}
