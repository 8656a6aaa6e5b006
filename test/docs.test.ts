import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSource } from '../src/source/parseSource.js';
import { substituteVariables } from '../src/source/substituteVariables.js';
import { checkSpec } from '../src/spec/checkSpec.js';
import { isRun, runPage } from './docs/runPage.js';
import { readAnchors, readBlocks, readLinks, readSession, showsOutput, type Block } from './docs/readPage.js';
import { projectRoot } from './e2e/paths.js';

const inDocs = await readdir(join(projectRoot, 'docs'), { recursive: true });
const names = [
  ...(await readdir(projectRoot)).filter((name) => name.endsWith('.md')),
  ...inDocs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name.split(sep).join('/')}`),
  'test/fakeOrg/README.md',
  'test/scenarios/README.md',
].toSorted();
const pages = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(join(projectRoot, name), 'utf8')] as const)),
);
const withCommands = [...pages].filter(([, text]) => readBlocks(text).some(isRun)).map(([name]) => name);

/** The errors of a spec; a variable without a default has the value `https://example.com`. */
function errorsOf(spec: string): readonly string[] {
  const { document, findings } = parseSource('page', spec);
  if (document === undefined) return findings.map(({ rule }) => rule);
  const variables = (document.value as { variables?: Record<string, unknown> }).variables ?? {};
  const set = new Map(Object.keys(variables).map((name) => [name, 'https://example.com']));
  const resolved = substituteVariables(document, { set, files: [], environment: {} }, 'error');
  const checked = checkSpec(resolved.document, { number: 67, origin: 'the page' });
  const all = [...resolved.findings, ...checked.findings].filter(({ severity }) => severity === 'error');
  return all.map(({ rule, path }) => `${rule} ${path.join('.')}`);
}

describe('the pages', () => {
  it('link to files and headings that are there', async () => {
    const broken: string[] = [];
    for (const [name, text] of pages) {
      for (const { target, line } of readLinks(text)) {
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? join(projectRoot, name) : join(projectRoot, dirname(name), path);
        if (!existsSync(file)) broken.push(`${name}:${line} ${target}`);
        else if (anchor !== undefined && !readAnchors(await readFile(file, 'utf8')).includes(anchor))
          broken.push(`${name}:${line} ${target}: no such heading`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('can each be reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const name of reached) {
      for (const { target } of readLinks(pages.get(name) ?? '')) {
        const path = join(dirname(name), target.split('#')[0] ?? '')
          .split(sep)
          .join('/');
        if (pages.has(path)) reached.add(path);
        for (const inFolder of names.filter((one) => one.startsWith(`${path}/`))) reached.add(inFolder);
      }
    }
    expect(names.filter((name) => name.startsWith('docs/') && !reached.has(name))).toEqual([]);
  });

  it('show specs that are right', () => {
    const isSpec = ({ language, text }: Block): boolean =>
      language === 'yaml' && /^name: /m.test(text) && /^contactEmail: /m.test(text);
    const wrong = [...pages].flatMap(([name, text]) =>
      readBlocks(text)
        .filter(isSpec)
        .flatMap((block) => errorsOf(block.text).map((error) => `${name}:${block.line} ${error}`)),
    );
    expect(wrong).toEqual([]);
  });

  it('say for each shell block that is not run why', () => {
    const silent = [...pages].flatMap(([name, text]) =>
      readBlocks(text)
        .filter(
          ({ language, marks }) =>
            ['bash', 'shell', 'zsh'].includes(language) || marks.some((mark) => /^not run:?$/.test(mark)),
        )
        .map(({ line }) => `${name}:${line}`),
    );
    expect(silent).toEqual([]);
    expect(withCommands).toContain('README.md');
  });

  // Started together: each waits most of its time for a process.
  it.concurrent.each(withCommands)(
    'show in %s commands that run',
    async (name) => {
      expect(await runPage(readBlocks(pages.get(name) ?? ''))).toEqual([]);
    },
    240_000,
  );
});

describe('readBlocks', () => {
  it('gives language, text, line and the marks right before it', () => {
    const page =
      'A\n\n<!-- first: sf a -->\n<!-- not run: it is slow -->\n\n```sh\nsf b\n```\n<!-- lost -->\ntext\n```console\n$ x\n```\n';
    expect(readBlocks(page)).toEqual([
      { language: 'sh', text: 'sf b', line: 7, marks: ['first: sf a', 'not run: it is slow'] },
      { language: 'console', text: '$ x', line: 12, marks: [] },
    ]);
  });
});

describe('readSession and showsOutput', () => {
  it('take commands and outputs apart', () => {
    expect(readSession('$ sf a\nx\n\n$ sf b \\\n  --c\ny')).toEqual([
      { command: 'sf a', output: 'x' },
      { command: 'sf b \\\n  --c', output: 'y' },
    ]);
  });

  it('compare everything but times and what "…" stands for', () => {
    expect(showsOutput('a (0.3 s)\n…\nz', 'a (12 ms)\nb\nc\nz\n')).toBe(true);
    expect(showsOutput('a\n…\nz', 'a\nb\nz\nmore')).toBe(false);
    expect(showsOutput('a.b', 'axb')).toBe(false);
  });
});

describe('readLinks and readAnchors', () => {
  it('see links outside blocks, and headings as GitHub names them', () => {
    expect(readLinks('[a](b.md#c) [d](https://e.example.com)\n```\n[x](y)\n```\n[f](#g)')).toEqual([
      { target: 'b.md#c', line: 1 },
      { target: '#g', line: 5 },
    ]);
    expect(readAnchors('# `sf eca init`: why?\n## A / B\n## A / B')).toEqual(['sf-eca-init-why', 'a--b', 'a--b-1']);
  });
});
