import { rows } from '../../src/catalog/rows.js';
import type { Spec } from '../../src/catalog/spec.js';
import { valueAt } from '../../src/source/finding.js';
import type { SourceDocument, Substitution } from '../../src/source/sourceDocument.js';

/** A spec as the document that parsing and substitution would give, without text and places; secrets count as secret variables. */
export function specDocument(spec: Spec): SourceDocument {
  const secret: Substitution = {
    variables: ['secret'],
    whole: true,
    secret: true,
    given: true,
    origin: 'test',
    resolved: true,
  };
  const keys = rows
    .filter((row) => row.codec.kind === 'secretText' && valueAt(spec, row.key.split('.')) !== undefined)
    .map(({ key }) => key);
  return {
    file: `${spec.name}.eca.yaml`,
    text: '',
    value: spec,
    substitutions: new Map(keys.map((key) => [key, secret])),
    locate: () => ({ line: 1, column: 1, endLine: 1, endColumn: 1 }),
  };
}
