import { execFile } from 'node:child_process';
import { dirname } from 'node:path';

/**
 * Tells whether git ignores a path: undefined outside a work tree or without git, because then nothing can be committed.
 */
export async function gitIgnored(path: string): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    execFile('git', ['check-ignore', '-q', '--', path], { cwd: dirname(path) }, (error) => {
      if (error === null) resolve(true);
      else resolve(error.code === 1 ? false : undefined);
    });
  });
}
