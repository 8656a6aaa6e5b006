import { statSync } from 'node:fs';

/** True when there is a folder at the path; false also where a file lies in the place of one above it. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
