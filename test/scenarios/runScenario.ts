import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from '../e2e/paths.js';
import { createSfHome, removeSfHome, runBin, type SfHome } from '../e2e/sfCli.js';
import { readCommands, readTree, type Outcome } from './scenario.js';

/** Runs the commands of a case in a folder of its own and gives what came of them, normalised. */
export async function runScenario(folder: string): Promise<Outcome> {
  const home = await createSfHome();
  try {
    if (existsSync(join(folder, 'before'))) await cp(join(folder, 'before'), home.work, { recursive: true });
    const before = await readTree(home.work);
    const commands = await readCommands(folder);
    let last = { stdout: '', stderr: '', status: 0 };
    for (const [index, { args, env }] of commands.entries()) {
      last = await runBin(args, { home, env });
      if (index < commands.length - 1 && last.status !== 0)
        throw new Error(`"sf ${args.join(' ')}" only prepares and must succeed:\n${last.stdout}${last.stderr}`);
    }
    const normalise = await normaliser(home);
    const now = await readTree(home.work);
    const after = Object.entries(now).filter(([path, text]) => before[path] !== text);
    return {
      stdout: normalise(last.stdout),
      stderr: normalise(last.stderr),
      status: last.status,
      after: Object.fromEntries(after.map(([path, text]) => [path, normalise(text)])),
      deleted: Object.keys(before).filter((path) => now[path] === undefined),
    };
  } finally {
    await removeSfHome(home);
  }
}

/** Writes what came of a case as what it expects from now on; an empty part has no file. */
export async function writeExpectation(folder: string, { stdout, stderr, status, after, deleted }: Outcome): Promise<void> {
  await rm(join(folder, 'after'), { recursive: true, force: true });
  const parts = {
    'stdout.txt': stdout,
    'stderr.txt': stderr,
    'status.txt': status === 0 ? '' : `${status}\n`,
    'deleted.txt': deleted.map((path) => `${path}\n`).join(''),
    ...Object.fromEntries(Object.entries(after).map(([path, text]) => [`after/${path}`, text])),
  };
  for (const [path, text] of Object.entries(parts)) {
    const target = join(folder, path);
    if (text === '' && !path.startsWith('after/')) await rm(target, { force: true });
    else {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
  }
}

/** Replaces what differs from run to run, from machine to machine and from version to version. */
async function normaliser(home: SfHome): Promise<(text: string) => string> {
  const schema = await readFile(join(projectRoot, 'config', 'eca.schema.json'), 'utf8');
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const places = [
    [home.work, '[work]'],
    [home.path, '[home]'],
    [projectRoot, '[plugin]'],
    [`sf-plugin-eca/${version}`, 'sf-plugin-eca/[version]'],
    [`"x-plugin-version": "${version}"`, '"x-plugin-version": "[version]"'],
  ] as const;
  return (text) => {
    if (text === schema) return '[config/eca.schema.json]\n';
    const replaced = places.reduce((result, [found, name]) => result.replaceAll(found, name), text.replaceAll('\r\n', '\n'));
    return replaced
      .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{4})/g, '[time]')
      .replace(/\b\d+(\.\d+)? ?m?s\b/g, '[time]')
      .replace(/"stack": "(?:[^"\\]|\\.)*"/g, '"stack": "[stack]"');
  };
}
