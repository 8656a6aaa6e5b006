import { access, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * The folder that a spec in `folder`, an absolute path without links, may name files of: the work tree of git around it, else the Salesforce project around it, else the
 * current folder when the spec lies below it, else the folder of the spec. A home folder, or what holds one, is never a project:
 * it has the keys of a person.
 */
export async function projectOf(folder: string, current = process.cwd(), home = homedir()): Promise<string> {
  const [here, ownHome] = await Promise.all([realpath(current), realpath(home).catch(() => home)]);
  const counts = (candidate: string): boolean => !isWithin(ownHome, candidate);
  for (const marker of ['.git', 'sfdx-project.json'])
    for (const candidate of withAncestors(folder))
      if (counts(candidate) && (await isThere(join(candidate, marker)))) return candidate;
  return isWithin(folder, here) && counts(here) ? here : folder;
}

/** True when a path is a folder or lies below it; both absolute. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function withAncestors(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...withAncestors(above)];
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
