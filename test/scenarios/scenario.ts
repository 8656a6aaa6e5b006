import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';

/** A command line of a case: the arguments behind `sf`, and the environment in front of it. */
export type CommandLine = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

/** What a case expects, or what came: the last command's output and the files at the end. */
export type Outcome = {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  /** New and changed files by path with `/`. */
  readonly after: Readonly<Record<string, string>>;
  readonly deleted: readonly string[];
};

/** The names that a case folder may hold. */
const known = ['command.txt', 'before', 'stdout.txt', 'stderr.txt', 'status.txt', 'after', 'deleted.txt'];

/** The cases below a folder, by path with `/`; throws for a file in a case that means nothing. */
export async function findScenarios(folder: string): Promise<readonly string[]> {
  const paths = await readdir(folder, { recursive: true });
  const cases = paths.filter((path) => basename(path) === 'command.txt').map((path) => path.slice(0, -'/command.txt'.length));
  for (const path of cases)
    for (const name of await readdir(join(folder, path)))
      if (!known.includes(name)) throw new Error(`${path}/${name} means nothing: see test/scenarios/README.md`);
  return cases.map((path) => path.split(sep).join('/')).toSorted();
}

/** Reads what a case expects. */
export async function readExpectation(folder: string): Promise<Outcome> {
  const text = async (name: string): Promise<string> => {
    const path = join(folder, name);
    return existsSync(path) ? (await readFile(path, 'utf8')).replaceAll('\r\n', '\n') : '';
  };
  return {
    stdout: await text('stdout.txt'),
    stderr: await text('stderr.txt'),
    status: Number((await text('status.txt')) || '0'),
    after: await readTree(join(folder, 'after')),
    deleted: (await text('deleted.txt')).split('\n').filter((line) => line !== ''),
  };
}

/** Reads the command lines of a case. */
export async function readCommands(folder: string): Promise<readonly CommandLine[]> {
  const lines = (await readFile(join(folder, 'command.txt'), 'utf8')).split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).map(parseCommand);
}

/** Splits a command line as a shell does, without its expansions. Throws when it does not run `sf`. */
export function parseCommand(line: string): CommandLine {
  const words = [...line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single: string | undefined, double: string | undefined) => single ?? double ?? ''),
  );
  const at = words.indexOf('sf');
  const env = words.slice(0, Math.max(at, 0)).map((word) => /^(\w+)=(.*)$/s.exec(word));
  if (at < 0 || env.includes(null)) throw new Error(`"${line}" is not a command line of sf`);
  return { args: words.slice(at + 1), env: Object.fromEntries(env.map((match) => [match?.[1], match?.[2]])) as Record<string, string> };
}

/** All files below a folder by path with `/`; none when there is no folder. */
export async function readTree(folder: string): Promise<Readonly<Record<string, string>>> {
  if (!existsSync(folder)) return {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(async (file) => [relative(folder, file).split(sep).join('/'), await readFile(file, 'utf8')] as const);
  return Object.fromEntries((await Promise.all(read)).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
