/**
 * The least that `generate` can do beyond starting: `node bareWork.mjs <specs> <generated> <output>` reads the specs, parses them
 * with bare `yaml`, and writes the generated files anew. It checks nothing and keeps no promise.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const [specs, generated, output] = process.argv.slice(2);
for (const name of readdirSync(specs)) parseDocument(readFileSync(join(specs, name), 'utf8'));
for (const folder of readdirSync(generated)) {
  mkdirSync(join(output, folder), { recursive: true });
  for (const name of readdirSync(join(generated, folder)))
    writeFileSync(join(output, folder, name), readFileSync(join(generated, folder, name)));
}
