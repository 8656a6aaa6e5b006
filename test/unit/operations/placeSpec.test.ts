import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { certificateBody } from '../../../src/catalog/codecs/certificateFile.js';
import type { Spec } from '../../../src/catalog/spec.js';
import { existingSpecs } from '../../../src/operations/existingSpecs.js';
import { placeSpec, type PlacedSpec, type Shelf } from '../../../src/operations/placeSpec.js';

const certificates = join(import.meta.dirname, '..', '..', 'fixtures', 'certificates');
const pem = (name: string): string => readFileSync(join(certificates, name), 'utf8');
const body = certificateBody(pem('server.crt')) ?? '';
const spec = { name: 'Shop', contactEmail: 'a@example.com', flows: { jwtBearer: { certificate: 'Shop.crt' } } } as Spec;

/** Places the spec on a disk with these files; `environment` gives variables. */
async function place(
  files: Readonly<Record<string, string>>,
  more: Partial<Shelf> = {},
  one: Spec = spec,
): Promise<PlacedSpec> {
  const specs = Object.entries(files).filter(([file]) => file.endsWith('.eca.yaml'));
  return placeSpec(
    {
      spec: one,
      placeholders: new Map(),
      certificates: one === spec ? new Map([['Shop.crt', body]]) : new Map(),
      comments: new Map(),
    },
    {
      outputDir: 'eca',
      force: false,
      existing: existingSpecs(specs.map(([file, text]) => ({ file, path: file, text }))),
      whenThere: 'update',
      readFile: async (path) =>
        files[path.replaceAll('\\', '/')] === undefined
          ? undefined
          : Buffer.from(files[path.replaceAll('\\', '/')] ?? ''),
      environment: {},
      ...more,
    },
  );
}

const written = ({ writes }: PlacedSpec): readonly string[] => writes.map(({ path }) => path);

describe('placeSpec', () => {
  it('writes the certificate beside a new spec', async () => {
    const placed = await place({});
    expect(placed.state).toBe('created');
    expect(written(placed)).toEqual(['eca/Shop.eca.yaml', 'eca/Shop.crt']);
    expect(placed.writes[1]?.text).toBe(pem('server.crt'));
  });

  it('keeps the file that a spec names when it holds the same certificate', async () => {
    const text =
      'name: Shop\ncontactEmail: a@example.com\nflows:\n  jwtBearer:\n    certificate: keys/server.pem # ours\n';
    const placed = await place({ 'eca/Shop.eca.yaml': text, 'eca/keys/server.pem': pem('server.crt') });
    expect(placed).toMatchObject({ state: 'unchanged', writes: [] });
  });

  it('does not overwrite a file that holds another certificate', async () => {
    const placed = await place({ 'eca/Shop.crt': pem('other.crt') });
    const [, file] = written(placed);
    expect(file).toMatch(/^eca\/Shop-[0-9a-f]{8}\.crt$/);
    expect(placed.writes[0]?.text).toContain(`certificate: ${file?.slice(4) ?? ''}\n`);
    expect(written(await place({ 'eca/Shop.crt': pem('other.crt') }, { force: true }))).toEqual([
      'eca/Shop.eca.yaml',
      'eca/Shop.crt',
    ]);
  });

  it('updates a spec wherever it lies below the output directory', async () => {
    const placed = await place({ 'eca/team/any.eca.yaml': 'name: Shop\n# who\ncontactEmail: b@example.com\n' });
    expect(written(placed)).toEqual(['eca/team/any.eca.yaml', 'eca/team/Shop.crt']);
    expect(placed.writes[0]?.text).toBe(
      'name: Shop\n# who\ncontactEmail: a@example.com\nflows:\n  jwtBearer:\n    certificate: Shop.crt\n',
    );
  });

  it('compares what a variable gives, and keeps the variable', async () => {
    const text = 'name: Shop\ncontactEmail: ${mail}\nvariables:\n  mail: {}\n';
    const plain = { name: 'Shop', contactEmail: 'a@example.com' } as Spec;
    const same = await place({ 'eca/Shop.eca.yaml': text }, { environment: { ECA_MAIL: 'a@example.com' } }, plain);
    expect(same).toMatchObject({ state: 'unchanged', findings: [] });
    const other = await place({ 'eca/Shop.eca.yaml': text }, { environment: { ECA_MAIL: 'b@example.com' } }, plain);
    expect(other.state).toBe('unchanged');
    expect(other.findings.map(({ finding }) => `${finding.rule} ${finding.path.join('.')}`)).toEqual([
      'import/variable-kept contactEmail',
    ]);
  });

  it('refuses to update a spec with anchors rather than guess', async () => {
    const placed = await place({
      'eca/Shop.eca.yaml': 'name: Shop\ncontactEmail: &mail b@example.com\nsaml: &s {acsUrl: *mail}\nflows: *s\n',
    });
    expect(placed).toMatchObject({
      state: 'refused',
      writes: [],
      findings: [{ finding: { rule: 'import/not-updated' } }],
    });
  });
});
