import { resolve } from 'node:path';
import { Messages } from '@salesforce/core/messages';
import { readPackagedSchema, schemaFileName } from '../files/packagedSchema.js';
import { readPlace } from '../files/readPlace.js';
import { readSpecInputs } from '../files/readSpecInputs.js';
import { writeFilesAtomically, type FileToWrite } from '../files/writeFiles.js';
import { existingSpecs } from '../operations/existingSpecs.js';
import type { ImportOutcome } from '../operations/importApps.js';
import type { Shelf } from '../operations/placeSpec.js';
import { schemaToWrite } from '../operations/schemaToWrite.js';
import type { FileFinding } from '../source/fileFinding.js';
import { importResult, refusedProblems, type ImportedAppResult } from '../report/importResult.js';
import type { Problem } from '../report/problem.js';
import { counted, problemText } from '../report/problemText.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.import');

/** The result of `import` and `migrate` for `--json`: every app, and what is wrong with files that belong to none. */
export type ImportRunResult = { apps: ImportedAppResult[]; problems: Problem[] };

/** What `import` and `migrate` may do with the output directory. */
export type ShelfOptions = {
  /** What there is to be read, in words. */
  readonly kind: 'External Client App' | 'connected app';
  readonly outputDir: string;
  readonly force: boolean;
  readonly whenThere: Shelf['whenThere'];
};

/** Opens the output directory with the specs that lie in it. */
export async function openShelf({ outputDir, force, whenThere }: ShelfOptions): Promise<Shelf> {
  const { inputs } = await readSpecInputs([outputDir], process.cwd());
  return {
    outputDir,
    force,
    whenThere,
    existing: existingSpecs(inputs),
    readFile: lookAt,
    environment: process.env,
  };
}

/** What became of the apps, with the files that could not even be read. */
export function withRefused(outcome: ImportOutcome, refused: readonly FileFinding[]): ImportOutcome {
  return { ...outcome, refused: [...refused, ...outcome.refused] };
}

/** Writes what an import found out, and says it; throws SfError when no app came through, and sets exit code 68 when some did not. */
export async function concludeImport(
  outcome: ImportOutcome,
  { kind, outputDir, force }: ShelfOptions,
  from: string,
  more: readonly FileToWrite[],
  say: (text: string) => void,
): Promise<ImportRunResult> {
  const result: ImportRunResult = { apps: outcome.apps.map(importResult), problems: refusedProblems(outcome.refused) };
  if (outcome.unknown.length > 0 && outcome.names.length > 0)
    throw messages
      .createError('error.noName', [kind, outcome.unknown.join('", "'), outcome.names.join(', ')])
      .setData(result);
  const texts = new Map(
    outcome.refused.flatMap(({ file, text }) => (text === undefined ? [] : [[file, text] as const])),
  );
  const told = [
    ...result.problems,
    ...result.apps.flatMap(({ problems }) =>
      problems.filter(
        ({ severity, rule }) => severity === 'error' || rule === 'import/variable-kept' || rule === 'import/app-name',
      ),
    ),
  ];
  if (told.length > 0) say(`${problemText(told, texts)}\n`);
  const failed =
    result.apps.filter(({ state }) => state === 'refused').length +
    result.problems.filter(({ severity }) => severity === 'error').length;
  const good = result.apps.filter(({ state }) => state !== 'refused').length;
  if (good + failed === 0) throw messages.createError('error.noApps', [kind, from]).setData(result);
  if (good > 0) await write([...outcome.writes, ...(await schemaFile(outputDir, force, outcome.writes)), ...more]);
  if (good === 0)
    throw messages
      .createError('error.failed', [counted(failed, 'app or file').replace('app or files', 'apps or files')])
      .setData(result);
  if (failed > 0) process.exitCode = 68;
  return result;
}

/** A new spec names the schema in its first line, so the schema comes along. */
async function schemaFile(
  outputDir: string,
  force: boolean,
  writes: readonly FileToWrite[],
): Promise<readonly FileToWrite[]> {
  if (!writes.some(({ path }) => path.endsWith('.eca.yaml'))) return [];
  const schema = { file: schemaFileName, text: await readPackagedSchema() };
  const { file } = await schemaToWrite(outputDir.replaceAll('\\', '/'), force, schema, lookAt);
  return file === undefined ? [] : [file];
}

/** What lies in the place of a file to write; a pipe or a device there is told before anything is written. */
export async function lookAt(path: string): Promise<Uint8Array | undefined> {
  return readPlace(resolve(path)).catch((error: unknown) => Promise.reject(notWritten(error)));
}

function notWritten(error: unknown): Error {
  return messages.createError('error.notWritten', [error instanceof Error ? error.message : String(error)]);
}

async function write(files: readonly FileToWrite[]): Promise<void> {
  try {
    await writeFilesAtomically(files.map((file) => ({ ...file, path: resolve(file.path) })));
  } catch (error) {
    throw notWritten(error);
  }
}
