import { join } from 'node:path';
import { gitIgnored } from '../files/gitIgnored.js';
import { readComponents } from '../files/readComponents.js';
import { readFileIfThere } from '../files/readFileIfThere.js';
import { decode, shownPath } from '../files/readSpecInputs.js';
import { writeFilesAtomically } from '../files/writeFiles.js';
import type { FileFormat } from '../metadata/componentPath.js';
import { generateFiles } from '../operations/generateFiles.js';
import { toProblems, type Problem } from '../report/problem.js';
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
  };
  readonly texts: ReadonlyMap<string, string>;
  /** How many files would be written, package.xml included. */
  readonly changes: number;
  readonly write: () => Promise<void>;
};

/** Plans the files of opened specs against what lies in the output directory. */
export async function runGenerate(
  { specs, findings, texts, apiVersion }: OpenedSpecs,
  { outputDir, format }: { readonly outputDir: string; readonly format: FileFormat },
): Promise<GenerateRun> {
  const package_ = format === 'metadata' ? await readFileIfThere(join(outputDir, 'package.xml')) : undefined;
  const planned = await generateFiles({
    specs,
    apiVersion,
    outputDir,
    format,
    existing: await readComponents(outputDir),
    manifestText: package_ === undefined ? undefined : decode(package_),
    gitIgnored,
  });
  const shown = (path: string): string => shownPath(path, process.cwd());
  const problems = toProblems([...findings, ...planned.findings.map((one) => ({ ...one, file: shown(one.file) }))]);
  const apps = planned.apps.map(({ files, ...app }) => ({
    ...app,
    files: files.map(({ type, fullName, path, state }) => ({ type, fullName, path: shown(path), state })),
  }));
  return {
    result: { apiVersion: apiVersionText(apiVersion.number), apps, problems },
    texts,
    changes: planned.writes.length,
    write: async () => writeFilesAtomically(planned.writes),
  };
}
