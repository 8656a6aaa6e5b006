import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of reference material beside the project (or `ECA_SHARED_DIR`); it is never part of the repository. */
const folder = process.env.ECA_SHARED_DIR ?? join(import.meta.dirname, '..', '..', 'shared');

/** The text of a reference file, or undefined where the folder is absent and a test has to skip. */
export function referenceText(path: string): string | undefined {
  const file = join(folder, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The path of a folder of the reference, or undefined where it is absent and a test has to skip. */
export function referencePath(path: string): string | undefined {
  const found = join(folder, path);
  return existsSync(found) ? found : undefined;
}
