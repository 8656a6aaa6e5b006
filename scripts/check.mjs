/**
 * Everything that must hold before a commit: lint, format, types, build, freshness of generated files, tests.
 *
 * `npm test` runs it with a tenth of the property tests' cases, `npm run test:deep` (--deep) with all of them. All
 * steps run even when one fails; the last line counts the tests.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { jestCommand } from './jestCommand.mjs';
import { root, runNode } from './runNode.mjs';

const started = Date.now();
const failed = [];
const secondsSince = (start) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/** Runs one step quietly and shows its output only when it fails. */
async function step(name, args) {
  const start = Date.now();
  const { status, output } = await runNode(args, { capture: true });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(start)})`);
  if (status !== 0) {
    failed.push(name);
    console.log(output.trimEnd());
  }
}

async function tests(deep) {
  const start = Date.now();
  const summary = join(root, '.cache', 'jest-summary.json');
  await mkdir(join(root, '.cache'), { recursive: true });
  await rm(summary, { force: true });
  const args = jestCommand(['--json', `--outputFile=${summary}`]);
  const { status } = await runNode(args, { env: deep ? { ECA_DEEP: '1' } : {}, quietStdout: true });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} tests (${secondsSince(start)})`);
  if (status !== 0) failed.push('tests');
  const text = await readFile(summary, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

await Promise.all([
  step('lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']),
  (async () => {
    await step('build', ['scripts/build.mjs']);
    await step('types', ['scripts/types.mjs']);
    await step('generated files', ['scripts/node22.mjs', 'scripts/generate.mjs', '--check']);
    await step('format', ['node_modules/prettier/bin/prettier.cjs', '--log-level', 'warn', '--check', '.']);
  })(),
]);
const result = await tests(process.argv.includes('--deep'));
console.log(failed.length === 0 ? `All checks passed in ${secondsSince(started)}.` : `Failed: ${failed.join(', ')}.`);
if (result === undefined) {
  console.log('Jest ended before it could count the tests.');
} else {
  // A test file that could not be loaded counts as one failed test: it must show in the last line.
  const failures = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  console.log(`${result.numPassedTests} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}
process.exitCode = failed.length === 0 && result?.numPassedTests > 0 ? 0 : 1;
