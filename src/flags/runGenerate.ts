import { join } from 'node:path';
import { gitIgnored } from '../files/gitIgnored.js';
import { readComponents } from '../files/readComponents.js';
import { readPlace } from '../files/readPlace.js';
import { decode, shownPath } from '../files/readSpecInputs.js';
import { writeFilesAtomically } from '../files/writeFiles.js';
import type { FileFormat } from '../metadata/componentPath.js';
import { generateFiles } from '../operations/generateFiles.js';
import { toProblems, type Problem } from '../report/problem.js';
import type { FileFinding } from '../source/fileFinding.js';
import { apiVersionText } from '../spec/apiVersion.js';
import type { OpenedSpecs } from './openSpecs.js';

/** The result of `generate` for `--json`, and the act of writing that is left to the caller. */
export type GenerateRun = {
  readonly result: {
    apiVersion: string;
    apps: {
      name: string;
      spec: string;
      files: { type: string; fullName: string; path: string; state: 'created' | 'changed' | 'unchanged' | 'stale' }[];
    }[];
    problems: Problem[];
    packaging?: { forceignore: string[] };
  };
  readonly texts: ReadonlyMap<string, string>;
  /** How many files would be written, package.xml included. */
  readonly changes: number;
  readonly write: () => Promise<void>;
};

/** Where and in which form the files are written; `packageable`: only what a second-generation package takes. */
export type GenerateOptions = {
  readonly outputDir: string;
  readonly format: FileFormat;
  readonly packageable: boolean;
};

/** Plans the files of opened specs against what lies in the output directory. */
export async function runGenerate(
  { specs, findings, texts, apiVersion }: OpenedSpecs,
  { outputDir, format, packageable }: GenerateOptions,
): Promise<GenerateRun> {
  // What cannot be read is compared as nothing; writing tells what is wrong with it.
  const manifestThere = async (): Promise<Uint8Array | undefined> =>
    readPlace(join(outputDir, 'package.xml')).catch(() => undefined);
  const package_ = format === 'metadata' ? await manifestThere() : undefined;
  const planned = await generateFiles({
    specs,
    apiVersion,
    outputDir,
    format,
    existing: await readComponents(outputDir),
    manifestText: package_ === undefined ? undefined : decode(package_),
    gitIgnored,
    packageable,
  });
  const shown = (path: string): string => shownPath(path, process.cwd());
  const problems = toProblems([...findings, ...planned.findings.map((one) => withShownPaths(one, shown))]);
  const apps = planned.apps.map(({ files, ...app }) => ({
    ...app,
    files: files.map(({ type, fullName, path, state }) => ({ type, fullName, path: shown(path), state })),
  }));
  return {
    result: {
      apiVersion: apiVersionText(apiVersion.number),
      apps,
      problems,
      ...(planned.forceignore === undefined ? {} : { packaging: { forceignore: [...planned.forceignore] } }),
    },
    texts,
    changes: planned.writes.length,
    write: async () => writeFilesAtomically(planned.writes),
  };
}

/** A finding of the operation with the paths of files as messages show them. */
function withShownPaths(one: FileFinding, shown: (path: string) => string): FileFinding {
  const { path, paths } = one.finding.tokens;
  const tokens = {
    ...one.finding.tokens,
    ...(path === undefined ? {} : { path: shown(path) }),
    ...(paths === undefined ? {} : { paths: paths.split(', ').map(shown).join(', ') }),
  };
  return { ...one, file: shown(one.file), finding: { ...one.finding, tokens } };
}
