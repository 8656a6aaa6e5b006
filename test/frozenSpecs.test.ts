import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { newestApiVersion } from '../src/catalog/apiVersions.js';
import { rows } from '../src/catalog/rows.js';
import { loadSpecs, type LoadedSpec } from '../src/operations/loadSpecs.js';
import { valueAt } from '../src/source/finding.js';
import { structuralKeys } from '../src/spec/checkStructure.js';
import { projectRoot } from './e2e/paths.js';

/**
 * Specs as users wrote them for version 1.0: whatever changes within a major version, they stay valid.
 * Never edit a file of the folder; add one for a new key.
 */
const folder = join(projectRoot, 'test', 'fixtures', 'specs-1.0');
const files = readdirSync(folder).filter((name) => name.endsWith('.eca.yaml'));

const values: Readonly<Record<string, string>> = {
  runAsUser: 'integration@example.com',
  firebaseServiceAccount: 'Zmlyc3Q=',
  apnsSigningKey: 'c2Vjb25k',
  apnsCertificate: 'dGhpcmQ=',
  apnsPassword: 'hunter2',
};

const specs = await loadSpecs({
  inputs: files.map((file) => ({ file, path: join(folder, file), text: readFileSync(join(folder, file), 'utf8') })),
  sources: { set: new Map(Object.entries(values)), files: [], environment: {} },
  apiVersion: { number: newestApiVersion, origin: 'the test' },
  missingVariables: 'error',
  lint: { today: new Date('2026-12-24T00:00:00Z') },
  readFile: async (path) => readFileSync(path),
});

/** Findings that no waiver can take away. */
function shapeErrors({ findings }: LoadedSpec): readonly string[] {
  return findings
    .filter(({ severity, rule }) => severity === 'error' && /^(file|yaml|shape|variable|spec)\//.test(rule))
    .map(({ rule, path }) => `${rule} ${path.join('.')}`);
}

describe('the specs of version 1.0', () => {
  it.each(specs.map((spec) => [spec.file, spec] as const))('%s is still valid', (_, spec) => {
    expect(shapeErrors(spec)).toEqual([]);
  });

  it('use every key of the catalogue, so that none can go unnoticed', () => {
    const used = specs.flatMap(({ checked }) => (checked === undefined ? [] : [checked.spec]));
    const missing = rows.filter(({ key }) => !used.some((spec) => valueAt(spec, key.split('.')) !== undefined));
    expect(missing.map(({ key }) => key)).toEqual([]);
    expect(structuralKeys.filter((key) => !used.some((spec) => spec[key] !== undefined))).toEqual([]);
  });
});
