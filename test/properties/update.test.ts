import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Spec } from '../../src/catalog/spec.js';
import { parseSource } from '../../src/source/parseSource.js';
import { printSource } from '../../src/source/printSource.js';
import { substituteVariables } from '../../src/source/substituteVariables.js';
import { updateSource, type UpdatedSource } from '../../src/source/updateSource.js';
import { completeSpec } from '../../src/spec/completeSpec.js';
import { keyOrderBelow } from '../../src/spec/keyOrder.js';
import { trimToDeviations } from '../../src/spec/trimToDeviations.js';
import { arbitrarySpec } from './arbitrarySpec.js';
import { propertyParameters } from './propertyParameters.js';

const named = arbitrarySpec().map((spec) => trimToDeviations({ ...spec, name: 'Order_Sync' }));
const style = fc.record({ complete: fc.boolean(), comments: fc.boolean(), crlf: fc.boolean() });

describe('updateSource', () => {
  it('makes any spec say what any other says', () => {
    fc.assert(
      fc.property(named, named, style, (one, other, { complete, comments, crlf }) => {
        const before = decorated(printSource(complete ? completeSpec(one) : one), comments, crlf);
        const { text } = update(before, other);
        expect(meaning(text)).toEqual(normal(other));
        if (comments) for (const line of topComments(before)) expect(text).toContain(line);
      }),
      propertyParameters(500),
    );
  });

  it('does not touch a spec that says the same', () => {
    fc.assert(
      fc.property(named, style, (spec, { complete, comments, crlf }) => {
        const before = decorated(printSource(complete ? completeSpec(spec) : spec), comments, crlf);
        expect(update(before, spec)).toEqual({ text: before, keptVariables: [], changedKeys: [] });
      }),
      propertyParameters(500),
    );
  });
});

function update(text: string, spec: Spec): UpdatedSource {
  const needed = trimToDeviations(spec) as Readonly<Record<string, unknown>>;
  const complete = completeSpec(trimToDeviations(spec)) as Readonly<Record<string, unknown>>;
  return updateSource(text, parsed(text), {
    needed,
    complete,
    current: substituted(text),
    untouched: new Set(['name', 'variables', 'lint']),
    order: keyOrderBelow,
  });
}

function parsed(text: string): unknown {
  return parseSource('x', text).document?.value;
}

function substituted(text: string): unknown {
  const { document, findings } = parseSource('x', text);
  if (document === undefined) throw new Error(`${JSON.stringify(findings)}\n${text}`);
  return substituteVariables(document, { set: new Map(), files: [], environment: {} }, 'error').document.value;
}

function meaning(text: string): unknown {
  return normal(substituted(text) as Spec);
}

/** The order of keys and of items means nothing, and one item may stand without its list. */
function normal(spec: Spec): unknown {
  return sortLists(completeSpec(trimToDeviations(spec)));
}

function sortLists(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 1) return sortLists(value[0]);
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(item)).toSorted();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, sortLists(child)]));
}

/** A comment above and behind each top-level key. */
function decorated(text: string, comments: boolean, crlf: boolean): string {
  const lines = text
    .split('\n')
    .flatMap((line, index) =>
      comments && index > 0 && /^[A-Za-z]+:( |$)/.test(line) && !/[|>]/.test(line)
        ? ['', `# above ${index}`, `${line}   # behind ${index}`]
        : [line],
    );
  return lines.join(crlf && !/[|>]-?$/m.test(text) ? '\r\n' : '\n');
}

function topComments(text: string): readonly string[] {
  return [...text.matchAll(/# above \d+/g)].map(([line]) => line);
}
