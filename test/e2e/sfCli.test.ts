import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from './paths.js';
import { createSfHome, linkPlugin, runBin, runSf } from './sfCli.js';

type PackageJson = { readonly version: string; readonly devDependencies: Readonly<Record<string, string>> };

async function packageJson(): Promise<PackageJson> {
  return JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as PackageJson;
}

describe('the real Salesforce CLI in tests', () => {
  it('is the pinned version and runs on the Node of this project', async () => {
    const pinned = (await packageJson()).devDependencies['@salesforce/cli'] ?? 'nothing';
    const { stdout, stderr, status } = await runSf(['--version'], { home: await createSfHome() });
    expect({ stdout: stdout.trim(), stderr, status }).toEqual({
      stdout: `@salesforce/cli/${pinned} ${process.platform}-${process.arch} node-${process.version}`,
      stderr: '',
      status: 0,
    });
  });

  it('keeps its state in the home of the test, each home apart', async () => {
    const [first, second] = await Promise.all([createSfHome(), createSfHome()]);
    const set = await runSf(['config', 'set', '--global', 'org-api-version', '66.0'], { home: first });
    expect(set.status).toBe(0);
    expect(await readdir(join(first.path, '.sf'))).toContain('config.json');
    const get = await runSf(['config', 'get', 'org-api-version', '--json'], { home: second });
    expect(get.stdout).not.toContain('66.0');
  });

  it('knows this plugin after linkPlugin, in every home', async () => {
    const { version } = await packageJson();
    const homes = await Promise.all([createSfHome(), createSfHome()]);
    await Promise.all(homes.map(linkPlugin));
    for (const home of homes) {
      const { stdout, stderr, status } = await runSf(['plugins'], { home });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      expect(stdout).toContain(`sf-plugin-eca ${version} (link) ${projectRoot}`);
    }
  });

  it('does not know the plugin without linkPlugin', async () => {
    const { stdout } = await runSf(['plugins'], { home: await createSfHome() });
    expect(stdout).not.toContain('sf-plugin-eca');
  });
});

describe('bin/run.js in tests', () => {
  it('shows the topics of the plugin', async () => {
    const { stdout, stderr, status } = await runBin(['eca', '--help'], { home: await createSfHome() });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain('sf eca COMMAND');
  });
});
