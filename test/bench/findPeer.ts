import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../e2e/paths.js';

/** Programs that this project does not depend on are compared with when somebody has installed them here, in a folder that git ignores. */
const folder = join(projectRoot, '.cache', 'peers');

/** The program file of another tool: from an environment variable, or below `node_modules` of the folder of peers; undefined when it is not there. */
export function findPeer(variable: string, file: string): string | undefined {
  return [process.env[variable], join(folder, 'node_modules', file)].find(
    (path): path is string => path !== undefined && existsSync(path),
  );
}

/** The command that puts a package where `findPeer` finds it. */
export function howToInstall(packageAndVersion: string): string {
  return `npm install --prefix .cache/peers ${packageAndVersion}`;
}
