import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createSfHome, runBin, type SfHome } from './sfCli.js';

let home: SfHome;

beforeAll(async () => {
  home = await createSfHome();
  await writeFile(join(home.work, 'App.eca.yaml'), 'name: App\n');
});

/** The output of a failing check into a pipe. */
async function outputWith(env: Record<string, string>): Promise<string> {
  return (await runBin(['eca', 'validate', '--spec', 'App.eca.yaml'], { home, env })).stdout;
}

describe('colours (need a build)', () => {
  it('stay out of a pipe, also in CI', async () => {
    for (const env of [{}, { CI: 'true', GITHUB_ACTIONS: 'true' }]) {
      const output = await outputWith(env);
      expect(output).toContain('shape/missing-key');
      expect(output).not.toContain('\u001b');
    }
  });

  it('come when they are asked for, and NO_COLOR has the last word', async () => {
    expect(await outputWith({ FORCE_COLOR: '1' })).toContain('\u001b[');
    expect(await outputWith({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain('\u001b');
  });
});
