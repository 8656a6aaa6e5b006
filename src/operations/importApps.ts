import type { MetadataType } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { FileToWrite } from '../files/writeFiles.js';
import { componentsToSpec } from '../metadata/componentsToSpec.js';
import { groupApps, type AppGroup } from '../metadata/groupApps.js';
import { isAppFile, readAppFile, type AppFile } from '../metadata/readAppFile.js';
import type { Change, Kept, Loss } from '../metadata/sourceComponent.js';
import type { FileFinding } from '../source/fileFinding.js';
import { valueAt, type Finding } from '../source/finding.js';
import { placeSpec, type PlacedSpec, type Shelf } from './placeSpec.js';

/** A file of metadata, by the path that messages show. */
export type SourceFile = { readonly file: string; readonly text: string };

/** What became of one app. */
export type AppOutcome = {
  readonly name: string;
  readonly spec: string;
  readonly state: PlacedSpec['state'];
  /** Elements whose meaning the spec carries, those in `changed` included. */
  readonly kept: readonly Kept[];
  readonly changed: readonly Change[];
  readonly losses: readonly Loss[];
  readonly findings: readonly FileFinding[];
};

/** What became of all apps; `refused` are files and apps that nobody can turn into specs. */
export type ImportOutcome = {
  readonly apps: readonly AppOutcome[];
  readonly refused: readonly FileFinding[];
  readonly writes: readonly FileToWrite[];
  /** Names of `--name` that no app has, and the names that there are. */
  readonly unknown: readonly string[];
  readonly names: readonly string[];
};

/** The files and types that an import reads. */
export const wantedMetadata = {
  isWanted: isAppFile,
  types: (metadataTypes as readonly MetadataType[]).map(({ name, since }) => ({ name, since })),
};

/** Turns metadata files into specs; the caller writes what has to be written. */
export async function importApps(
  files: readonly SourceFile[],
  names: readonly string[],
  shelf: Shelf,
): Promise<ImportOutcome> {
  const read = files.flatMap(({ file, text }) => (isAppFile(file) ? [readAppFile(file, text)] : []));
  const { apps, refused } = groupApps(read.filter((file) => isWanted(file, names)));
  const everyName = [...new Set(apps.flatMap(({ name, found }) => [name, found]))];
  const wanted =
    names.length === 0 ? apps : apps.filter(({ name, found }) => names.includes(name) || names.includes(found));
  const known = [...everyName, ...refused.flatMap(({ finding }) => finding.tokens.app ?? [])];
  const done = [];
  for (const app of wanted) done.push(await importApp(app, shelf));
  return {
    apps: done.map(({ outcome }) => outcome),
    refused,
    writes: done.flatMap(({ writes }) => writes),
    unknown: names.filter((name) => !known.includes(name)),
    names: [...new Set(read.flatMap((file) => ('source' in file ? [file.source.component.app] : [])))].toSorted(),
  };
}

/** With `--name` files of other apps are not looked at; a file that cannot be read may be one of any app. */
function isWanted(file: AppFile, names: readonly string[]): boolean {
  if (names.length === 0 || 'refused' in file) return true;
  const app = 'source' in file ? file.source.component.app : file.app;
  return names.some((name) => name === app || app.endsWith(`__${name}`) || name.endsWith(`__${app}`));
}

async function importApp(
  { name, found, sources, losses }: AppGroup,
  shelf: Shelf,
): Promise<{ readonly outcome: AppOutcome; readonly writes: readonly FileToWrite[] }> {
  // A spec that limits itself to some types is not widened.
  const own = shelf.force ? undefined : shelf.existing.find((one) => one.name === name);
  const only = valueAt(own?.value, ['metadata', 'only']);
  const selected =
    Array.isArray(only) && only.length > 0 ? sources.filter(({ component }) => only.includes(component.type)) : sources;
  const imported = componentsToSpec(name, selected);
  const file = sources[0]?.file ?? name;
  const renamed: FileFinding[] =
    name === found ? [] : [{ file, finding: note('import/app-name', 'warning', { found, name }) }];
  const account = { name, kept: imported.kept, changed: imported.changed, losses: [...imported.losses, ...losses] };
  if (imported.kept.length === 0) {
    const finding = note('import/nothing-left', 'error', { name });
    return { outcome: { ...account, spec: '', state: 'refused', findings: [{ file, finding }] }, writes: [] };
  }
  const { path, state, writes, findings } = await placeSpec(imported, shelf);
  return {
    outcome: {
      ...account,
      spec: path,
      state,
      findings: [...renamed, ...imported.changed.map(changeFinding), ...findings],
    },
    writes,
  };
}

/** The rule of a change, which is also the key of its sentence. */
function changeRule(reason: string): string {
  return reason.includes('/') ? reason : `import/${reason}`;
}

/** A change as a finding at its element. */
export function changeFinding({ file, range, reason, severity, element, key, tokens = {} }: Change): FileFinding {
  const finding: Finding = {
    rule: changeRule(reason),
    severity,
    path: [],
    on: 'value',
    tokens: { element, key, ...tokens },
    suggestions: [],
    ...(range === undefined ? {} : { range }),
  };
  return { file, finding };
}

function note(rule: string, severity: Finding['severity'], tokens: Finding['tokens']): Finding {
  return { rule, severity, path: [], on: 'value', tokens, suggestions: [] };
}
