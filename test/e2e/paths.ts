import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this project, absolute and without a separator at the end. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The program file of the pinned Salesforce CLI. */
export const sfProgram = join(projectRoot, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');

/** The program file that runs this plugin's commands without the Salesforce CLI. */
export const binProgram = join(projectRoot, 'bin', 'run.js');

/** The program file of npm that the pinned Salesforce CLI brings along. */
export const npmProgram = join(projectRoot, 'node_modules', 'npm', 'bin', 'npm-cli.js');
