import { glob, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { sizeLimits } from '../source/sizeLimits.js';
import { readWithin } from './readWithin.js';

/** A file named on the command line, or found in a folder; `file` is the path that messages show. */
export type SpecInput = { readonly file: string; readonly path: string; readonly text: string };

/** The specs of a command line, and what of it led to none. */
export type SpecInputs = {
  readonly inputs: readonly SpecInput[];
  readonly missing: readonly string[];
  /** Too large to be a spec, or not readable. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
};

/** Reads files, folders (`**` + `/*.eca.yaml`) and globs; each file once, sorted by path. */
export async function readSpecInputs(patterns: readonly string[], folder: string): Promise<SpecInputs> {
  const missing: string[] = [];
  const paths = new Set<string>();
  for (const pattern of patterns) {
    const found = await expand(pattern, folder);
    if (found.length === 0) missing.push(pattern);
    for (const path of found) paths.add(path);
  }
  const read = [...paths].toSorted().map((path) => readSpecInput(path, shownPath(path, folder)));
  return {
    inputs: read.filter((one) => 'text' in one),
    missing,
    refused: read.filter((one) => 'reason' in one),
  };
}

function readSpecInput(path: string, file: string): SpecInput | SpecInputs['refused'][number] {
  try {
    return { file, path, text: decode(readWithin(path, sizeLimits.spec)) };
  } catch (error) {
    return { file, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A path as messages show it: relative to the folder where it lies below, with forward slashes. */
export function shownPath(path: string, folder: string): string {
  const near = relative(folder, path);
  const shown = near === '' || near.startsWith('..') ? path : near;
  return shown.split(sep).join('/');
}

/** Text of a file; bytes that are not UTF-8 become U+FFFD, which the reader of specs refuses. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function expand(pattern: string, folder: string): Promise<readonly string[]> {
  const path = resolve(folder, pattern);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) return [path];
  if (found?.isDirectory() === true) return below('**/*.eca.yaml', path);
  if (!/[*?[\]{}!]/.test(pattern)) return [];
  const matches = await below(pattern, folder);
  const nested = await Promise.all(
    matches.map(async (match) => ((await stat(match)).isDirectory() ? below('**/*.eca.yaml', match) : [match])),
  );
  return nested.flat();
}

async function below(pattern: string, folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  const exclude = (name: string): boolean => name === 'node_modules';
  for await (const match of glob(pattern, { cwd: folder, exclude })) paths.push(resolve(folder, match));
  return paths;
}
