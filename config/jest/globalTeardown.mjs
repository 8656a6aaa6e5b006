import { rm } from 'node:fs/promises';

/** Removes the temporary folder of the test run. */
export default async function globalTeardown() {
  await rm(process.env.ECA_TEST_RUN_DIR, { recursive: true, force: true, maxRetries: 5 });
}
