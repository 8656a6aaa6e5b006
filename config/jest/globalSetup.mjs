import { randomInt } from 'node:crypto';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives a test run one temporary folder (ECA_TEST_RUN_DIR) that holds every home of the real `sf`, and one seed for
 * the property tests (ECA_SEED), which it prints so that a failure can be repeated. The seed is new in each deep run
 * (`npm run test:deep`), which is there to find what nobody knows yet; `npm test` says the same of the same code.
 */
export default async function globalSetup() {
  process.env.ECA_TEST_RUN_DIR = await mkdtemp(join(await realpath(tmpdir()), 'sf-plugin-eca-'));
  process.env.ECA_SEED ??= process.env.ECA_DEEP === '1' ? String(randomInt(2 ** 31)) : '1';
  process.stderr.write(`Seed of the property tests: ECA_SEED=${process.env.ECA_SEED}\n`);
}
