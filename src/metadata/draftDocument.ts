import type { SourceDocument, Substitution } from '../source/sourceDocument.js';
import type { Placeholder } from './sourceComponent.js';

/** A spec that was never written down, as a document for the shape check; placeholders are variables without a value. */
export function draftDocument(
  spec: Readonly<Record<string, unknown>>,
  placeholders: ReadonlyMap<string, Placeholder>,
): SourceDocument {
  const open = ({ name, secret }: Placeholder): Substitution => ({
    variables: [name],
    whole: true,
    secret,
    origin: '',
    given: false,
    resolved: false,
  });
  return {
    file: `${String(spec.name)}.eca.yaml`,
    text: '',
    value: spec,
    substitutions: new Map([...placeholders].map(([path, placeholder]) => [path, open(placeholder)])),
    locate: () => ({ line: 1, column: 1, endLine: 1, endColumn: 1 }),
  };
}
