/**
 * Runs the benchmarks of test/bench, each file in a process of its own: `npm run bench [-- <part of a name> …]`.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runNode } from './runNode.mjs';

const folder = join(root, 'test', 'bench');
const inFolder = existsSync(folder) ? await readdir(folder) : [];
const parts = process.argv.slice(2);
const files = inFolder.filter((name) => name.endsWith('.bench.ts')).sort();
const chosen = parts.length === 0 ? files : files.filter((name) => parts.some((part) => name.includes(part)));
if (chosen.length === 0) {
  console.error(`No benchmark fits "${parts.join(' ')}"; there are: ${files.join(', ') || 'none'}.`);
  process.exitCode = 1;
}
for (const name of chosen) {
  console.log(`\n# ${name}`);
  const { status } = await runNode(['scripts/node22.mjs', `test/bench/${name}`]);
  if (status !== 0) process.exitCode = 1;
}
