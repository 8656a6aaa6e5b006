import { statSync } from 'node:fs';

/**
 * Throws for a path at which something else than a file or a folder lies, such as a device or a named pipe: reading one may never end,
 * and replacing one breaks the computer. Links are followed. Nothing at the path is fine.
 */
export function assertRegularFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile() || found.isDirectory()) return;
  throw Object.assign(new Error(`not a regular file: ${path}`), { code: 'EFTYPE' });
}
