import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { sizeLimits } from '../source/sizeLimits.js';
import { isWithin, projectOf } from './projectOf.js';
import { readFileIfThere } from './readFileIfThere.js';

/** Who names a file. */
export type NamedBy = {
  /** The path of the spec. */
  readonly spec: string;
  /** True when the path is from the person who runs the command: a value of `--set`, `--values` or the environment. */
  readonly isGiven: boolean;
};

/** The file lies outside the project of its spec; the message is in `messages/problems.md`. */
export class OutsideProject extends Error {
  readonly project: string;

  constructor(project: string) {
    super(`outside ${project}`);
    this.name = 'OutsideProject';
    this.project = project;
  }
}

/**
 * The bytes of a file that a spec names, by its absolute path; undefined when there is none. A spec may come from anybody, and what a push key names goes
 * into the metadata: so a path that the spec itself has must stay in the project, links included, and devices, pipes and files of
 * more than a megabyte are refused with an error instead of being read.
 */
export async function readNamedFile(path: string, { spec, isGiven }: NamedBy): Promise<Uint8Array | undefined> {
  if (isGiven) return readFileIfThere(path, sizeLimits.namedFile);
  const folder = await realpath(dirname(spec));
  const project = await projectOf(folder);
  const inFolder = resolve(folder, relative(dirname(spec), path));
  // Whether a file is there outside is nothing to tell.
  const real = await realpath(inFolder).catch(() => inFolder);
  if (!isWithin(real, project)) throw new OutsideProject(project);
  return readFileIfThere(real, sizeLimits.namedFile);
}
