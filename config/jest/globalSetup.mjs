import { randomInt } from 'node:crypto';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives a test run one temporary folder (ECA_TEST_RUN_DIR) that holds every home of the real `sf`, and one seed for
 * the property tests (ECA_SEED), which it prints so that a failure can be repeated.
 */
export default async function globalSetup() {
  process.env.ECA_TEST_RUN_DIR = await mkdtemp(join(await realpath(tmpdir()), 'sf-plugin-eca-'));
  process.env.ECA_SEED ??= String(randomInt(2 ** 31));
  process.stderr.write(`Seed of the property tests: ECA_SEED=${process.env.ECA_SEED}\n`);
}
