import type { ReadComponents } from '../files/readComponents.js';
import type { FileToWrite } from '../files/writeFiles.js';
import { groupByApp } from '../metadata/groupByApp.js';
import { forceignoreLines } from '../metadata/packageParts.js';
import type { FileFinding } from '../source/fileFinding.js';
import { generateApp, type GeneratedApp, type GenerateTarget, type OutputFolder } from './generateApp.js';
import { generateNote } from './generateNote.js';
import type { LoadedSpec } from './loadSpecs.js';
import type { PlannedFile } from './planFiles.js';
import { planManifest } from './planManifest.js';

/** What generating needs to know of the specs and of the output directory as it is. */
export type GenerateRequest = GenerateTarget & {
  readonly specs: readonly LoadedSpec[];
  readonly existing: ReadComponents;
  readonly manifestText: string | undefined;
  /** Tells whether git ignores a path; undefined where nothing can be committed. */
  readonly gitIgnored: (path: string) => Promise<boolean | undefined>;
};

/** The files of every app and what there is to say about them. */
export type GenerateResult = {
  readonly apps: readonly GeneratedApp[];
  readonly findings: readonly FileFinding[];
  /** What has to be written; empty when a finding stops the command. */
  readonly writes: readonly FileToWrite[];
  /** Lines of `.forceignore`, when the files are for a package. */
  readonly forceignore?: readonly string[];
};

/** Plans the metadata files of all specs; the caller writes them when no finding is an error. */
export async function generateFiles(request: GenerateRequest): Promise<GenerateResult> {
  const { specs, format, existing, packageable = false } = request;
  const folder: OutputFolder = {
    filesOf: groupByApp(existing.components, ({ component }) => component.app),
    owners: new Map(existing.components.map(({ path, component }) => [path.toLowerCase(), component.app])),
    unreadable: new Set(existing.refused.map(({ path }) => path)),
  };
  const generated = specs.flatMap((spec) => generateApp(spec, request, folder) ?? []);
  const apps = generated.flatMap(({ app }) => app ?? []);
  const files = apps.flatMap((app) => app.files);
  const findings = [
    ...generated.flatMap((one) => one.findings),
    ...existing.refused.map(({ path, finding }): FileFinding => ({
      file: path,
      finding: { ...finding, severity: 'warning' },
    })),
    ...(await ignoreNote(files, request)),
  ];
  const writes: FileToWrite[] = files.flatMap(({ state, path, text }) =>
    text === undefined || state === 'unchanged' ? [] : [{ path, text }],
  );
  if (format === 'metadata') {
    const planned = planManifest(files, request);
    writes.push(...planned.writes);
    findings.push(...planned.findings);
  }
  return { apps, findings, writes, ...(packageable ? { forceignore: forceignoreLines() } : {}) };
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
    return [
      { file: sensitive.path, finding: generateNote('generate/not-ignored', 'note', [], { pattern: `**/*${suffix}` }) },
    ];
  }
  return [];
}
