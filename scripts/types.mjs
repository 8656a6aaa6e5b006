/** Checks the types of the sources and of the tests, and writes nothing. */
import { runNode } from './runNode.mjs';

process.exitCode = (await runNode(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json'])).status;
