import { sizeLimits } from '../source/sizeLimits.js';
import { readFileIfThere } from './readFileIfThere.js';

/** What lies in the place of a file that this plugin writes; undefined when nothing does. Throws for a pipe, a device or a huge file. */
export async function readPlace(path: string): Promise<Uint8Array | undefined> {
  return readFileIfThere(path, sizeLimits.spec);
}
