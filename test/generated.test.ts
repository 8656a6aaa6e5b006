import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from './e2e/paths.js';
import { runProgram } from './e2e/runProgram.js';

const hooks = join(projectRoot, 'scripts', 'typescriptHooks.mjs');
const options = ['--disable-warning=ExperimentalWarning', '--import', pathToFileURL(hooks).href];

describe('the generated files', () => {
  it('are what the catalogue says: run "npm run generate" when this fails', async () => {
    const { stdout, stderr, status } = await runProgram(
      [...options, join(projectRoot, 'scripts', 'generate.mjs'), '--check'],
      { cwd: projectRoot, env: {} },
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toMatch(/^\d+ generated file\(s\), all up to date\.\n$/);
  });
});
