import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from './e2e/paths.js';
import { runProgram } from './e2e/runProgram.js';

const hooks = pathToFileURL(join(projectRoot, 'scripts', 'typescriptHooks.mjs')).href;
const { terminalSvg } = (await import(join(projectRoot, 'scripts', 'terminalSvg.mjs'))) as {
  terminalSvg: (text: string, options: { columns?: number; title: string }) => string;
};

describe('the pictures of the README', () => {
  it('show what the commands print: run "npm run screenshots" when this fails', async () => {
    const args = ['--disable-warning=ExperimentalWarning', '--import', hooks, 'scripts/screenshots.mjs', '--check'];
    const env = { PATH: process.env['PATH'] ?? '', ECA_TEST_RUN_DIR: process.env['ECA_TEST_RUN_DIR'] ?? '' };
    const { stdout, stderr, status } = await runProgram(args, { cwd: projectRoot, env });
    expect({ stdout, stderr, status }).toEqual({ stdout: '3 pictures, all up to date.\n', stderr: '', status: 0 });
  }, 120_000);

  it('are shown there, each with words for those who do not see it', async () => {
    const readme = await readFile(join(projectRoot, 'README.md'), 'utf8');
    for (const name of ['validate', 'plan', 'deploy'])
      expect(readme).toMatch(new RegExp(`!\\[[^\\]]{20,}\\]\\(docs/images/${name}\\.svg\\)`));
  });
});

describe('terminalSvg', () => {
  it('keeps columns, colours and what XML would take for its own', () => {
    const svg = terminalSvg('\u001b[1m\u001b[31mbad\u001b[39m\u001b[22m  <b> & c', { columns: 40, title: 'a "b"' });
    expect(svg).toContain('aria-label="a &quot;b&quot;"');
    expect(svg).toContain('fill="#ff7b72" font-weight="700">bad</text>');
    expect(svg).toContain('<text x="60" y="49" textLength="58.8" xml:space="preserve">&lt;b&gt; &amp; c</text>');
  });

  it('breaks lines where a terminal does', () => {
    expect(terminalSvg('abcdef', { columns: 4, title: 't' })).toMatch(/>abcd<[\s\S]*>ef</);
  });
});
