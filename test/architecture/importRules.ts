import { posix } from 'node:path';
import { layers, packageOwners, pureBuiltIns } from './layers.js';
import { readSource } from './readSource.js';
import type { ImportLine } from './readSource.js';

/** The sources by path: relative to the project, with `/`, for example `src/spec/checkSpec.ts`. */
export type Sources = ReadonlyMap<string, string>;

const longest = 250;
const forbiddenWords = /^(utils?|helpers?|common|shared|managers?|handlers?|services?|misc)$/;

/** All violations of the architecture in the sources below src/, each as `path:line what, and what to do`. */
export function findViolations(sources: Sources): readonly string[] {
  const found: string[] = [];
  const graph = new Map<string, readonly string[]>();
  for (const [path, text] of sources) {
    const facts = readSource(path, text);
    const folder = folderOf(path);
    found.push(...nameViolations(path), ...sizeViolation(path, facts.lines));
    if (folder !== undefined && layers[folder] === undefined) {
      found.push(`${path}:1 the folder src/${folder} is not in the table of layers`);
      continue;
    }
    for (const { name, line } of facts.globals) {
      const isAllowed = name === 'fetch' ? folder === 'org' : folder !== undefined && layers[folder]?.isRim === true;
      if (!isAllowed) found.push(`${path}:${line} uses ${name}: pass it in from the rim`);
    }
    for (const { name, line } of facts.undocumented) found.push(`${path}:${line} ${name} has no docstring`);
    for (const line of facts.imports) {
      const violation = line.from.startsWith('.') ? folderViolation(path, line) : packageViolation(path, line);
      if (violation !== undefined) found.push(`${path}:${line.line} ${violation}`);
    }
    const local = facts.imports.filter(({ from }) => from.startsWith('.')).map(({ from }) => resolve(path, from));
    graph.set(path, local);
  }
  return [...found, ...findCycles(graph)];
}

/** The layer of a file, or undefined for a file that lies directly in src/. */
function folderOf(path: string): string | undefined {
  const [, folder, ...rest] = path.split('/');
  return rest.length > 0 ? folder : undefined;
}

function resolve(path: string, from: string): string {
  return posix.join(posix.dirname(path), from.replace(/\.js$/, '.ts'));
}

function folderViolation(path: string, { from, typeOnly }: ImportLine): string | undefined {
  const target = resolve(path, from);
  if (!target.startsWith('src/')) return `imports ${from}, which is outside src/`;
  const [here, there] = [folderOf(path), folderOf(target)];
  if (here === there) return undefined;
  if (there === undefined) return `imports ${from}: only the world outside imports the entry of the package`;
  const [layer, lower] = [layers[here ?? ''], layers[there]];
  if (lower === undefined) return `imports ${from}: src/${there} is not in the table of layers`;
  if (here === undefined) return there === 'commands' ? `imports ${from}: commands are no library` : undefined;
  if (layer === undefined || lower.rank >= layer.rank) return `imports ${from}: ${here} is not above ${there}`;
  if (layer.values.includes(there) || (typeOnly && layer.anyTypesBelow)) return undefined;
  return `imports ${from}: ${here} may not import ${typeOnly ? 'types' : 'values'} of ${there}`;
}

function packageViolation(path: string, { from }: ImportLine): string | undefined {
  if (pureBuiltIns.includes(from)) return undefined;
  const name = packageName(from);
  const owners = packageOwners[name];
  if (owners === undefined) return `imports ${from}: the table of layers does not name this package`;
  const here = folderOf(path);
  return here !== undefined && owners.includes(here)
    ? undefined
    : `imports ${from}: only ${owners.join(' and ')} may name ${name}`;
}

/** `@salesforce/core/messages` → `@salesforce/core`, `node:fs/promises` → `node:fs`. */
function packageName(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}

function sizeViolation(path: string, lines: number): readonly string[] {
  return lines > longest ? [`${path}:${longest} has ${lines} lines, more than ${longest}: split it`] : [];
}

/** Also for files outside src/: a name must say what is in the file. */
export function nameViolations(path: string): readonly string[] {
  return path
    .replace(/\.\w+$/, '')
    .split('/')
    .flatMap((part) => part.split(/[^A-Za-z]|(?<=[a-z])(?=[A-Z])/))
    .filter((word) => forbiddenWords.test(word.toLowerCase()))
    .map((word) => `${path}:1 "${word}" in a name says nothing: name what is in it`);
}

function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const cycles: string[] = [];
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push(`${path}:1 imports itself: ${[...trail.slice(start), path].join(' -> ')}`);
    if (start >= 0 || finished.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return cycles;
}
