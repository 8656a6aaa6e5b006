import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFolder } from './isFolder.js';

/**
 * Tells whether git ignores a path: undefined outside a work tree or without git, because then nothing can be committed.
 */
export async function gitIgnored(path: string): Promise<boolean | undefined> {
  const folder = nearestFolder(path);
  if (!mayBeWorkTree(folder)) return undefined;
  return new Promise((resolve) => {
    execFile('git', ['check-ignore', '-q', '--', path], { cwd: folder }, (error) => {
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

/** Starting git takes as long as the work of a small command, so it is asked only where it can know an answer. */
function mayBeWorkTree(folder: string): boolean {
  if (process.env['GIT_DIR'] !== undefined || existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && mayBeWorkTree(dirname(folder));
}
