/** Lints and checks the format of the whole project; with --fix repairs what can be repaired. */
import { runNode } from './runNode.mjs';

const fix = process.argv.includes('--fix');
const eslint = ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', ...(fix ? ['--fix'] : []), '.'];
const prettier = ['node_modules/prettier/bin/prettier.cjs', '--log-level', 'warn', fix ? '--write' : '--check', '.'];
const results = [await runNode(eslint), await runNode(prettier)];
process.exitCode = results.some(({ status }) => status !== 0) ? 1 : 0;
