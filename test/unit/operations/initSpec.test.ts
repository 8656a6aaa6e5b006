import { describe, expect, it } from '@jest/globals';
import type { FileToWrite } from '../../../src/files/writeFiles.js';
import { initSpec, type InitOutcome, type InitRequest } from '../../../src/operations/initSpec.js';
import { listTemplates } from '../../../src/operations/listTemplates.js';

const [template] = listTemplates([
  {
    name: 'small',
    text: '# title: Small\nname: Small\ncontactEmail: ${mail}\nvariables:\n  mail:\n    description: A mailbox\n',
  },
]);
const schemaText = '{"x-plugin-version": "1.10.0"}';

type Run = { readonly outcome: InitOutcome; readonly written: readonly FileToWrite[] };

/** Runs `initSpec` against a disk that holds these files. */
async function init(
  options: Partial<InitRequest>,
  disk: Readonly<Record<string, string>> = {},
  fault?: Error,
): Promise<Run> {
  if (template === undefined) throw new Error('There is a template.');
  const written: FileToWrite[] = [];
  const request = {
    template,
    values: new Map(),
    folder: 'eca',
    force: false,
    schema: { file: 'eca.schema.json', text: schemaText },
  };
  const outcome = await initSpec(
    { ...request, ...options },
    {
      read: async (path) => (disk[path] === undefined ? undefined : Buffer.from(disk[path])),
      write: async (files) => {
        if (fault !== undefined) throw fault;
        written.push(...files);
      },
    },
  );
  return { outcome, written };
}

describe('initSpec', () => {
  it('writes the spec and the schema beside it', async () => {
    const { outcome, written } = await init({
      name: 'Shop',
      values: new Map([['mail', 'a@example.com']]),
      folder: 'apps/x',
    });
    expect(outcome).toEqual({
      outcome: 'written',
      files: ['apps/x/Shop.eca.yaml', 'apps/x/eca.schema.json'],
      spec: 'apps/x/Shop.eca.yaml',
      openVariables: [],
    });
    expect(written).toEqual([
      {
        path: 'apps/x/Shop.eca.yaml',
        text: 'name: Shop\ncontactEmail: ${mail}\nvariables:\n  mail:\n    description: A mailbox\n    default: a@example.com\n',
      },
      { path: 'apps/x/eca.schema.json', text: schemaText },
    ]);
  });

  it.each([
    ['an identical one is not written again', schemaText, false, [], undefined],
    ['an older one is replaced', '{"x-plugin-version": "1.9.0"}', false, ['eca/eca.schema.json'], undefined],
    [
      'a damaged one of this version is replaced',
      '{"x-plugin-version": "1.10.0", "a": 1}',
      false,
      ['eca/eca.schema.json'],
      undefined,
    ],
    [
      'a newer one stays',
      '{"x-plugin-version": "1.11.0"}',
      false,
      [],
      { path: 'eca/eca.schema.json', version: '1.11.0' },
    ],
    ['one of somebody else stays', '{"mine": true}', false, [], { path: 'eca/eca.schema.json' }],
    ['a newer one is replaced by force', '{"x-plugin-version": "1.11.0"}', true, ['eca/eca.schema.json'], undefined],
    ['one of somebody else is replaced by force', 'mine', true, ['eca/eca.schema.json'], undefined],
  ])('knows what to do with a schema that is there: %s', async (_, there, force, files, keptSchema) => {
    const { outcome } = await init({ force }, { 'eca/eca.schema.json': there });
    expect(outcome).toEqual({
      outcome: 'written',
      files: ['eca/Small.eca.yaml', ...files],
      spec: 'eca/Small.eca.yaml',
      openVariables: [{ name: 'mail', description: 'A mailbox' }],
      ...(keptSchema === undefined ? {} : { keptSchema }),
    });
  });

  it('writes nothing over a spec that is there, unless it is forced', async () => {
    const disk = { 'eca/Small.eca.yaml': 'name: Small\n' };
    expect(await init({}, disk)).toEqual({ outcome: { outcome: 'exists', path: 'eca/Small.eca.yaml' }, written: [] });
    expect((await init({ force: true }, disk)).written.map(({ path }) => path)).toEqual([
      'eca/Small.eca.yaml',
      'eca/eca.schema.json',
    ]);
  });

  it('writes nothing for a variable that the template does not have, and names the nearest', async () => {
    expect(
      await init({
        values: new Map([
          ['mial', 'a@example.com'],
          ['colour', 'red'],
        ]),
      }),
    ).toEqual({
      outcome: {
        outcome: 'undeclared',
        names: [
          { name: 'mial', nearest: [] },
          { name: 'colour', nearest: [] },
        ],
      },
      written: [],
    });
    expect((await init({ values: new Map([['Mail', 'a']]) })).outcome).toMatchObject({
      names: [{ name: 'Mail', nearest: ['mail'] }],
    });
  });

  it('writes nothing when the spec would have errors', async () => {
    const { outcome, written } = await init({ values: new Map([['mail', 'nobody']]) });
    expect(outcome).toMatchObject({ outcome: 'invalid', findings: [{ finding: { rule: 'shape/invalid-email' } }] });
    expect(written).toEqual([]);
  });

  it('tells why the folder cannot be written to, and lets other faults pass', async () => {
    const fault = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect((await init({}, {}, fault)).outcome).toEqual({
      outcome: 'unwritable',
      path: 'eca',
      reason: 'EACCES: permission denied',
    });
    await expect(init({}, {}, new Error('a mistake'))).rejects.toThrow('a mistake');
  });
});
