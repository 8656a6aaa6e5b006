/** Starts Jest for ES modules: `npm run jest -- <path of a test> [options of Jest]`. */
import { jestCommand } from './jestCommand.mjs';
import { runNode } from './runNode.mjs';

process.exitCode = (await runNode(jestCommand(process.argv.slice(2)))).status;
