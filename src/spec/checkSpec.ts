import { basename } from 'node:path';
import type { Spec } from '../catalog/spec.js';
import type { Finding } from '../source/finding.js';
import type { SourceDocument } from '../source/sourceDocument.js';
import type { ApiVersion } from './apiVersion.js';
import type { CheckedSpec } from './checkedSpec.js';
import { checkKeys } from './checkKeys.js';
import { checkOwnerLinks } from './checkOwnerLinks.js';
import { checkPresence } from './checkPresence.js';
import { checkStructure } from './checkStructure.js';
import { createCollector } from './collector.js';
import { described, isRecord } from '../catalog/codecs/codecParts.js';

/**
 * Checks the shape of a document against the catalogue for an API version and collects everything that is wrong with it.
 * The spec in the result holds all that is right, so that rules can still look at it.
 */
export function checkSpec(document: SourceDocument, apiVersion: ApiVersion): CheckedSpec {
  const collector = createCollector(document);
  if (!isRecord(document.value)) {
    collector.add('shape/wrong-kind', [], { found: described(document.value), expected: 'spec' });
    return { document, spec: { name: '' }, writtenKeys: new Set(), unknown: [[]], findings: collector.findings };
  }
  const elements = checkKeys(document, apiVersion, collector);
  const spec = { ...checkStructure(document.value, collector), ...elements.value } as Spec;
  checkPresence(spec, elements.writtenKeys, collector);
  checkOwnerLinks(spec, collector);
  const named = fileNameFinding(document, spec);
  return {
    document,
    spec,
    writtenKeys: elements.writtenKeys,
    unknown: collector.unknown,
    findings: [...collector.findings, ...(named === undefined ? [] : [named])],
  };
}

function fileNameFinding({ file }: SourceDocument, { name }: Spec): Finding | undefined {
  const found = basename(file.replaceAll('\\', '/'));
  const expected = `${name}.eca.yaml`;
  if (name === '' || found === expected) return undefined;
  return {
    rule: 'file/name-differs',
    severity: 'warning',
    path: ['name'],
    on: 'value',
    tokens: { found, right: expected },
    suggestions: [],
  };
}
