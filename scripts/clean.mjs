/** Removes everything that a build, a test run or a packing left behind; not node_modules. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runNode.mjs';

const made = /^(lib|lib\.tmp-\d+|coverage|\.cache|oclif\.manifest\.json|.*\.tgz)$/;
for (const name of readdirSync(root).filter((entry) => made.test(entry))) {
  rmSync(join(root, name), { recursive: true, force: true });
}
