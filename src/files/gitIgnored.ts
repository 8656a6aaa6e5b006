import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Tells whether git ignores a path: undefined outside a work tree or without git, because then nothing can be committed.
 */
export async function gitIgnored(path: string): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    execFile('git', ['check-ignore', '-q', '--', path], { cwd: nearestFolder(path) }, (error) => {
      if (error === null) resolve(true);
      else resolve(error.code === 1 ? false : undefined);
    });
  });
}

/** The folder in which the path will lie, or as much of it as is there already. */
function nearestFolder(path: string): string {
  const folder = dirname(path);
  return isFolder(folder) || folder === path ? folder : nearestFolder(folder);
}

/** False also where a file lies in the place of a folder. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
