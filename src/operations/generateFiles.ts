import type { TypeName } from '../catalog/metadataType.js';
import { typeByName } from '../catalog/metadataTypes.js';
import type { ReadComponent, ReadComponents } from '../files/readComponents.js';
import type { FileToWrite } from '../files/writeFiles.js';
import type { FileFormat } from '../metadata/componentPath.js';
import { forceignoreLines } from '../metadata/packageParts.js';
import { sameApp } from '../metadata/sameApp.js';
import { specToComponents } from '../metadata/specToComponents.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { Finding } from '../source/finding.js';
import type { ApiVersion } from '../spec/apiVersion.js';
import type { LoadedSpec } from './loadSpecs.js';
import { packageApp } from './packageApp.js';
import { planFiles, type PlannedFile } from './planFiles.js';
import { planManifest } from './planManifest.js';

/** What generating needs to know of the specs and of the output directory as it is. */
export type GenerateRequest = {
  readonly specs: readonly LoadedSpec[];
  readonly apiVersion: ApiVersion;
  readonly outputDir: string;
  readonly format: FileFormat;
  readonly existing: ReadComponents;
  readonly manifestText: string | undefined;
  /** Tells whether git ignores a path; undefined where nothing can be committed. */
  readonly gitIgnored: (path: string) => Promise<boolean | undefined>;
  /** Only what a second-generation package takes. */
  readonly packageable?: boolean;
};

/** The files of every app and what there is to say about them. */
export type GenerateResult = {
  readonly apps: readonly { readonly name: string; readonly spec: string; readonly files: readonly PlannedFile[] }[];
  readonly findings: readonly FileFinding[];
  /** What has to be written; empty when a finding stops the command. */
  readonly writes: readonly FileToWrite[];
  /** Lines of `.forceignore`, when the files are for a package. */
  readonly forceignore?: readonly string[];
};

/** Plans the metadata files of all specs; the caller writes them when no finding is an error. */
export async function generateFiles(request: GenerateRequest): Promise<GenerateResult> {
  const { specs, apiVersion, outputDir, format, existing } = request;
  const findings: FileFinding[] = [];
  const apps: { name: string; spec: string; files: readonly PlannedFile[] }[] = [];
  const owners = new Map(existing.components.map(({ path, component }) => [path.toLowerCase(), component.app]));
  const membersOf = byApp(existing.components);
  const unreadable = new Set(existing.refused.map(({ path }) => path));
  for (const spec of specs) {
    if (spec.completed === undefined || spec.document === undefined) continue;
    // What a spec with an error would give is not worth showing, and a broken certificate cannot be written at all.
    if (spec.findings.some(({ severity }) => severity === 'error')) continue;
    const { file, document, text, attachments } = spec;
    const say = (finding: Finding): void => void findings.push({ file, document, text, finding });
    const all = specToComponents(spec.completed, {
      apiVersion: apiVersion.number,
      fileContent: (path) => attachments.get(path),
    });
    const own = membersOf.get(spec.completed.name.toLowerCase()) ?? [];
    const packaged =
      request.packageable === true
        ? packageApp(
            spec.completed,
            all,
            own.map(({ component }) => component),
          )
        : undefined;
    packaged?.findings.forEach(say);
    if (packaged?.components.length === 0) continue;
    const app = planFiles(spec.completed, packaged?.components ?? all, own, outputDir, format);
    // A file that cannot be read is there all the same.
    const files = app.files.map((one) => (unreadable.has(one.path) ? { ...one, state: 'changed' as const } : one));
    apps.push({ name: app.name, spec: file, files });
    for (const { path, state } of files) {
      const owner = owners.get(path.toLowerCase());
      if (owner !== undefined && !sameApp(owner, app.name))
        say(note('generate/name-taken', 'error', ['name'], { path, other: owner }));
      if (state !== 'stale') owners.set(path.toLowerCase(), app.name);
    }
    for (const { member, paths } of app.repeated)
      say(note('generate/repeated-member', 'error', ['name'], { member, paths: paths.join(', ') }));
    for (const { state, path, type } of app.files)
      if (state === 'stale') say(staleNote(path, type, packaged !== undefined));
    if (spec.completed.consumerKey !== undefined && packaged === undefined)
      say(note('generate/consumer-key', 'note', ['consumerKey'], {}));
  }
  for (const { path, finding } of existing.refused)
    findings.push({ file: path, finding: { ...finding, severity: 'warning' } });
  const files = apps.flatMap((app) => app.files);
  findings.push(...(await ignoreNote(files, request)));
  const writes: FileToWrite[] = files.flatMap(({ state, path, text }) =>
    text === undefined || state === 'unchanged' ? [] : [{ path, text }],
  );
  if (format === 'metadata') {
    const planned = planManifest(files, request);
    writes.push(...planned.writes);
    findings.push(...planned.findings);
  }
  return { apps, findings, writes, ...(request.packageable === true ? { forceignore: forceignoreLines() } : {}) };
}

/** Looked up once per spec: a search through all files for each of many specs takes minutes. */
function byApp(existing: readonly ReadComponent[]): ReadonlyMap<string, readonly ReadComponent[]> {
  const found = new Map<string, ReadComponent[]>();
  for (const one of existing) {
    const app = one.component.app.toLowerCase();
    const others = found.get(app);
    if (others === undefined) found.set(app, [one]);
    else others.push(one);
  }
  return found;
}

/** A file that the spec does not describe, or one that must not lie in a package directory. */
function staleNote(path: string, type: TypeName, packaging: boolean): Finding {
  const known = typeByName(type);
  if (!packaging || known.packageable === 'yes') return note('generate/stale-file', 'warning', ['name'], { path });
  return note('generate/not-packageable', 'warning', ['name'], { path, pattern: `**/*.${known.suffix}-meta.xml` });
}

/** Says once that a file which must stay out of git can be committed. */
async function ignoreNote(
  files: readonly PlannedFile[],
  { gitIgnored }: GenerateRequest,
): Promise<readonly FileFinding[]> {
  for (const kind of ['ExtlClntAppGlobalOauthSettings', 'ExtlClntAppPushSettings']) {
    const sensitive = files.find(({ type, state }) => state !== 'stale' && type === kind);
    if (sensitive === undefined || (await gitIgnored(sensitive.path)) !== false) continue;
    const suffix = /\.[A-Za-z]+(-meta\.xml)?$/.exec(sensitive.path)?.[0] ?? '';
    return [{ file: sensitive.path, finding: note('generate/not-ignored', 'note', [], { pattern: `**/*${suffix}` }) }];
  }
  return [];
}

function note(
  rule: string,
  severity: Finding['severity'],
  path: readonly string[],
  tokens: Finding['tokens'],
): Finding {
  return { rule, severity, path, on: 'value', tokens, suggestions: [] };
}
