import { describe, expect, it } from '@jest/globals';
import { checkSchemaCopies } from '../../../src/operations/checkSchemaCopies.js';

const request = {
  specs: ['eca/A.eca.yaml', 'eca/B.eca.yaml', 'C.eca.yaml'],
  schemaFile: 'eca.schema.json',
  pluginVersion: async () => '1.2.0',
};

function reading(files: Readonly<Record<string, string>>): (path: string) => Promise<Uint8Array | undefined> {
  return async (path) => (Object.hasOwn(files, path) ? new TextEncoder().encode(files[path]) : undefined);
}

describe('checkSchemaCopies', () => {
  it('warns once per folder of a schema that another plugin version wrote', async () => {
    const readFile = reading({ 'eca/eca.schema.json': '{"x-plugin-version": "1.1.0"}' });
    const findings = await checkSchemaCopies({ ...request, readFile });
    expect(findings.map(({ file, finding }) => [file, finding.rule, finding.severity, finding.tokens.found])).toEqual([
      ['eca/eca.schema.json', 'schema/other-version', 'warning', '1.1.0'],
    ]);
  });

  it('says nothing of the same version, of no schema, and of a file of somebody else', async () => {
    const readFile = reading({
      'eca/eca.schema.json': '{"x-plugin-version": "1.2.0"}',
      'eca.schema.json': '{"title": "mine"}',
    });
    expect(await checkSchemaCopies({ ...request, readFile })).toEqual([]);
  });
});
