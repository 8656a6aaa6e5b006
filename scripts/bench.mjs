/**
 * Runs the benchmarks of test/bench, each file in a process of its own, and writes what they print into
 * docs/performance.md: `npm run bench [-- <part of a name> …]`. A benchmark that was not run keeps its section.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { root, runNode } from './runNode.mjs';

const folder = join(root, 'test', 'bench');
const page = join(root, 'docs', 'performance.md');
const head = `# Speed and memory

Written by \`npm run bench\`; do not edit. Each section says what was measured and how, on which machine and when. Times depend on the machine and on what else it does; ratios are of programs that ran in turn in the same run.
`;

/** What the comment at the head of a benchmark says. */
async function method(file) {
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(await readFile(join(folder, file), 'utf8'))?.[1] ?? '';
  return comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** The sections of the page by the name of their benchmark. */
async function readSections() {
  if (!existsSync(page)) return new Map();
  const parts = (await readFile(page, 'utf8')).split(/^## /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).trim()]));
}

async function section(file, output, load) {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() || process.arch}, ${gigabytes} GB, ${platform()}, Node ${process.versions.node}; load before the start ${load.toFixed(1)}`;
  const day = new Date().toISOString().slice(0, 10);
  return `${await method(file)}\n\n${machine}; ${day}.\n\n\`\`\`text\n${output.replace(/^\n+|\s+$/g, '')}\n\`\`\``;
}

const inFolder = existsSync(folder) ? await readdir(folder) : [];
const parts = process.argv.slice(2);
const files = inFolder.filter((name) => name.endsWith('.bench.ts')).sort();
const chosen = parts.length === 0 ? files : files.filter((name) => parts.some((part) => name.includes(part)));
if (chosen.length === 0) {
  console.error(`No benchmark fits "${parts.join(' ')}"; there are: ${files.join(', ') || 'none'}.`);
  process.exitCode = 1;
}
const sections = await readSections();
for (const file of chosen) {
  const name = file.slice(0, -'.bench.ts'.length);
  console.log(`\n# ${name}`);
  const [load] = loadavg();
  const { status, output } = await runNode(['scripts/node22.mjs', `test/bench/${file}`], { capture: true });
  console.log(output.trimEnd());
  // A benchmark that misses an aim ends with 1 and still has results; one that broke has none worth keeping.
  const isBroken = status !== 0 && /^\s+at /m.test(output);
  if (!isBroken) sections.set(name, await section(file, output, load));
  if (status !== 0) process.exitCode = 1;
}
const names = files.map((file) => file.slice(0, -'.bench.ts'.length)).filter((name) => sections.has(name));
const bodies = names.map((name) => `## ${name}\n\n${sections.get(name)}\n`);
if (chosen.length > 0) await writeFile(page, [head, ...bodies].join('\n').trimEnd() + '\n');
