/**
 * Writes the generated files of the project; with --check only compares them and fails when one is out of date.
 *
 * Every scripts/generators/*.mjs has one default export `{ files(): Promise<readonly {path, text}[]> }`; `path` is
 * relative to the project root. A generator may import TypeScript sources: see typescriptHooks.mjs.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './runNode.mjs';

const check = process.argv.includes('--check');
const folder = new URL('generators/', import.meta.url);
const inFolder = existsSync(folder) ? await readdir(folder) : [];

const stale = [];
let count = 0;
const names = inFolder.filter((name) => name.endsWith('.mjs')).sort();
for (const name of names) {
  const { default: generator } = await import(new URL(name, folder).href);
  for (const { path, text } of await generator.files()) {
    count += 1;
    const target = join(root, path);
    const old = await readFile(target, 'utf8').catch((error) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (old === text) continue;
    stale.push(path);
    if (!check) {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
  }
}

if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate" and commit the result.`);
  process.exitCode = 1;
} else {
  console.log(`${count} generated file(s), ${check ? 'all up to date' : `${stale.length} written`}.`);
}
