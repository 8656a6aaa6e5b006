import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

/** Runs an ES module in a process of its own that reports every module it loads. */
async function trace(code: string): Promise<{ readonly output: string; readonly loaded: readonly string[] }> {
  const traced = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const output = await (async () => { ${code} })();
    process.stdout.write(JSON.stringify({ output, loaded }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', traced], { cwd: root });
  return JSON.parse(stdout) as { output: string; loaded: string[] };
}

describe('the library (needs a build)', () => {
  it('turns a spec into XML without loading anything of @salesforce or oclif', async () => {
    const { output, loaded } = await trace(`
      const eca = await import('./lib/index.js');
      const { document } = eca.parseSource('a.eca.yaml', 'name: My_App\\ncontactEmail: me@example.com\\n');
      const { spec, findings } = eca.checkSpec(document, { number: 66, origin: 'test' });
      if (findings.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(findings));
      const context = { apiVersion: 66, fileContent: () => undefined };
      return eca.specToComponents(eca.completeSpec(spec), context).map(eca.componentToXml).join('');`);
    expect(output).toContain('<contactEmail>me@example.com</contactEmail>');
    expect(output).toContain('<isEnabled>true</isEnabled>');
    expect(loaded.some((url) => url.includes('/lib/catalog/'))).toBe(true);
    expect(loaded.filter((url) => /node_modules\/(@salesforce|@oclif|jsforce)\//.test(url))).toEqual([]);
  });

  it('has a typed entry that the package names', async () => {
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { exports: unknown };
    expect(manifest.exports).toBe('./lib/index.js');
    const types = await readFile(join(root, 'lib', 'index.d.ts'), 'utf8');
    for (const name of ['parseSource', 'checkSpec', 'completeSpec', 'specToComponents', 'componentToXml', 'Spec'])
      expect(types).toContain(name);
  });
});
