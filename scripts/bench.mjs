/**
 * Runs the benchmarks of test/bench, each file in a process of its own: `npm run bench [-- <part of a name> …]`.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runNode } from './runNode.mjs';

const parts = process.argv.slice(2);
const files = (await readdir(join(root, 'test', 'bench'))).filter((name) => name.endsWith('.bench.ts')).sort();
const chosen = parts.length === 0 ? files : files.filter((name) => parts.some((part) => name.includes(part)));
if (chosen.length === 0) {
  console.error(`No benchmark is named like ${parts.join(', ')}; there are: ${files.join(', ')}`);
  process.exitCode = 1;
}
for (const name of chosen) {
  console.log(`\n# ${name}`);
  const { status } = await runNode(['scripts/node22.mjs', `test/bench/${name}`]);
  if (status !== 0) process.exitCode = 1;
}
