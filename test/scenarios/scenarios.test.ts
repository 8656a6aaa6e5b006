import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../e2e/paths.js';
import { runScenario, writeExpectation } from './runScenario.js';
import { findScenarios, parseCommand, readExpectation } from './scenario.js';

const folder = join(projectRoot, 'test', 'scenarios');
const names = await findScenarios(folder);
const isUpdate = process.env['UPDATE'] === '1';

describe('scenarios', () => {
  it('are there', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  // Started together: each waits most of its time for a process.
  it.concurrent.each(names)('%s', async (name) => {
    const outcome = await runScenario(join(folder, name));
    if (isUpdate) await writeExpectation(join(folder, name), outcome);
    expect(outcome).toEqual(await readExpectation(join(folder, name)));
  });
});

describe('parseCommand', () => {
  it('splits words, keeps what is in quotes together and takes the environment apart', () => {
    expect(parseCommand(`ECA_A=1 ECA_B='x y' sf eca init --set "a=b c" --name=''`)).toEqual({
      args: ['eca', 'init', '--set', 'a=b c', '--name='],
      env: { ECA_A: '1', ECA_B: 'x y' },
    });
  });

  it('refuses another program', () => {
    expect(() => parseCommand('rm -r .')).toThrow('"rm -r ." is not a command line of sf');
  });
});
