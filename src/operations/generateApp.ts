import type { TypeName } from '../catalog/metadataType.js';
import { typeByName } from '../catalog/metadataTypes.js';
import type { ReadComponent } from '../files/readComponents.js';
import type { FileFormat } from '../metadata/componentPath.js';
import { sameApp } from '../metadata/sameApp.js';
import { specToComponents } from '../metadata/specToComponents.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { Finding } from '../source/finding.js';
import type { ApiVersion } from '../spec/apiVersion.js';
import { generateNote } from './generateNote.js';
import type { LoadedSpec } from './loadSpecs.js';
import { packageApp } from './packageApp.js';
import { planFiles, type PlannedFile } from './planFiles.js';

/** For which API version the files are made, and where and in which form they go. */
export type GenerateTarget = {
  readonly apiVersion: ApiVersion;
  readonly outputDir: string;
  readonly format: FileFormat;
  /** Only what a second-generation package takes. */
  readonly packageable?: boolean;
};

/** The files of one app, and the spec that they come from. */
export type GeneratedApp = { readonly name: string; readonly spec: string; readonly files: readonly PlannedFile[] };

/** The output directory, looked up by app and by path: a search through all files for each of many specs takes minutes. */
export type OutputFolder = {
  readonly filesOf: (app: string) => readonly ReadComponent[];
  /** The app of each path in lower case; files that are about to be written are added. */
  readonly owners: Map<string, string>;
  readonly unreadable: ReadonlySet<string>;
};

/** The files of one spec and what there is to say about them; no app when nothing of it goes into a package, nothing at all for a spec with errors. */
export function generateApp(
  { completed, document, file, text, attachments, findings: faults }: LoadedSpec,
  { apiVersion, outputDir, format, packageable = false }: GenerateTarget,
  { filesOf, owners, unreadable }: OutputFolder,
): { readonly app?: GeneratedApp; readonly findings: readonly FileFinding[] } | undefined {
  if (completed === undefined || document === undefined) return undefined;
  // What a spec with an error would give is not worth showing, and a broken certificate cannot be written at all.
  if (faults.some(({ severity }) => severity === 'error')) return undefined;
  const context = { apiVersion: apiVersion.number, fileContent: (path: string) => attachments.get(path) };
  const all = specToComponents(completed, context);
  const own = filesOf(completed.name);
  const held = own.map(({ component }) => component);
  const packaged = packageable ? packageApp(completed, all, held) : undefined;
  const placed = (found: readonly Finding[]): readonly FileFinding[] =>
    found.map((finding) => ({ file, document, text, finding }));
  if (packaged?.components.length === 0) return { findings: placed(packaged.findings) };
  const app = planFiles(completed, packaged?.components ?? all, own, outputDir, format);
  // A file that cannot be read is there all the same.
  const files = app.files.map((one) => (unreadable.has(one.path) ? { ...one, state: 'changed' as const } : one));
  const taken = files.flatMap(({ path }) => takenNote(path, app.name, owners));
  for (const { path, state } of files) if (state !== 'stale') owners.set(path.toLowerCase(), app.name);
  const stale = app.files.filter(({ state }) => state === 'stale');
  const findings = placed([
    ...(packaged?.findings ?? []),
    ...taken,
    ...app.repeated.map(({ member, paths }) =>
      generateNote('generate/repeated-member', 'error', ['name'], { member, paths: paths.join(', ') }),
    ),
    ...stale.map(({ path, type }) => staleNote(path, type, packageable)),
    ...(completed.consumerKey !== undefined && !packageable
      ? [generateNote('generate/consumer-key', 'note', ['consumerKey'], {})]
      : []),
  ]);
  return { app: { name: app.name, spec: file, files }, findings };
}

/** A file that belongs to another app, in the output directory or in this run. */
function takenNote(path: string, app: string, owners: ReadonlyMap<string, string>): readonly Finding[] {
  const other = owners.get(path.toLowerCase());
  if (other === undefined || sameApp(other, app)) return [];
  return [generateNote('generate/name-taken', 'error', ['name'], { path, other })];
}

/** A file that the spec does not describe, or one that must not lie in a package directory. */
function staleNote(path: string, type: TypeName, packaging: boolean): Finding {
  const known = typeByName(type);
  if (!packaging || known.packageable === 'yes')
    return generateNote('generate/stale-file', 'warning', ['name'], { path });
  return generateNote('generate/not-packageable', 'warning', ['name'], {
    path,
    pattern: `**/*.${known.suffix}-meta.xml`,
  });
}
