import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseDocument } from 'yaml';
import { projectRoot } from './e2e/paths.js';
import { parseCommand } from './scenarios/scenario.js';

type Step = { readonly run?: string; readonly uses?: string; readonly env?: Readonly<Record<string, string>> };
type Job = {
  readonly if?: string;
  readonly steps: readonly Step[];
  readonly permissions?: Readonly<Record<string, string>>;
};
type Workflow = {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
};

const text = readFileSync(join(projectRoot, 'docs', 'ci', 'github-actions.yml'), 'utf8');
const document = parseDocument(text, { strict: true });
const workflow = document.toJS() as Workflow;
const scripts = Object.entries(workflow.jobs).flatMap(([job, { steps }]) =>
  steps.flatMap(({ run }) => (run === undefined ? [] : [{ job, run }])),
);
/** Every call of this plugin, without what the shell does with its output. */
const calls = scripts.flatMap(({ job, run }) =>
  run
    .split('\n')
    .flatMap((line) =>
      /\bsf eca /.test(line) ? [{ job, line: line.replace(/^.*?(?=\bsf eca )/, '').replace(/ [|>].*$/, '') }] : [],
    ),
);

describe('the GitHub Actions workflow', () => {
  it('is YAML without errors or warnings', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'push', 'schedule', 'workflow_dispatch']);
    expect(Object.keys(workflow.jobs)).toEqual(['validate', 'plan', 'deploy', 'drift']);
  });

  it('calls the commands that the page describes', () => {
    expect(calls.map(({ job, line }) => `${job}: ${parseCommand(line).args.slice(0, 2).join(' ')}`)).toEqual([
      'validate: eca validate',
      'plan: eca plan',
      'deploy: eca deploy',
      'deploy: eca deploy',
      'drift: eca plan',
    ]);
  });

  it.each(calls.map(({ line }) => line))('calls %s with flags that the command has', async (line) => {
    const [, name = '', ...rest] = parseCommand(line).args;
    const command = (
      (await import(`../src/commands/eca/${name}.js`)) as {
        default: { flags: Readonly<Record<string, { type: string; options?: readonly string[] }>> };
      }
    ).default;
    const flags = rest.flatMap((word, index) =>
      word.startsWith('--') ? [{ flag: word.slice(2), value: rest[index + 1] ?? '' }] : [],
    );
    for (const { flag, value } of flags) {
      const definition = command.flags[flag];
      expect([flag, definition?.type]).toEqual([flag, value === '' || value.startsWith('--') ? 'boolean' : 'option']);
      if (definition?.options !== undefined) expect(definition.options).toContain(value);
    }
  });

  it.each(scripts.map(({ run }) => run))('has scripts that a shell can read: %s', (run) => {
    expect(execFileSync('bash', ['-n'], { input: run, encoding: 'utf8' })).toBe('');
  });

  it('lets nothing of a pull request into a script, and gives forks no secrets', () => {
    for (const { run } of scripts) expect(run).not.toContain('${{');
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.jobs['plan']?.if).toContain('head.repo.full_name == github.repository');
    expect(workflow.jobs['validate']?.steps.filter(({ env }) => env !== undefined)).toEqual([]);
  });
});
