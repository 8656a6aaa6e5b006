import { described, isRecord, shown } from '../catalog/codecs/codecParts.js';
import { apiNameIssue } from '../catalog/codecs/textFormats.js';
import { variableName } from '../source/variables.js';
import { checkMetadataKeys } from './checkMetadataKeys.js';
import type { Collector } from './collector.js';
import { isEmptyMap } from './isEmptyMap.js';
import { typeNames } from './memberNames.js';
import { allowKeys, wrongKind } from './structureFindings.js';

/** Keys of a spec that stand for no element. */
export const structuralKeys = ['name', 'variables', 'lint', 'metadata'] as const;

/** True for a key that stands for no element. */
export function isStructuralKey(key: string): boolean {
  return (structuralKeys as readonly string[]).includes(key);
}

type Map = Readonly<Record<string, unknown>>;

/** Checks `name`, `variables`, `lint` and `metadata`, and gives what is legal in them. */
export function checkStructure(spec: Map, collector: Collector): Map {
  const legal: [string, unknown][] = [['name', checkName(spec.name, collector)]];
  for (const [key, check] of Object.entries({
    variables: checkVariables,
    lint: checkLint,
    metadata: checkMetadataKeys,
  })) {
    const value = spec[key];
    // An empty list or map equals an absent key.
    if (value === undefined || isEmptyMap(value)) continue;
    if (value === null) collector.add('shape/null-value', [key], { key }, { on: 'key' });
    else if (!isRecord(value)) collector.add('shape/wrong-kind', [key], { found: described(value), expected: key });
    else {
      const before = collector.unknown.length;
      check(value, collector);
      const filled = Object.entries(value).filter(([part, one]) => !isEmptyMap(one) && !isOpenSelection(part, one));
      if (collector.unknown.length === before && filled.length > 0) legal.push([key, Object.fromEntries(filled)]);
    }
  }
  return Object.fromEntries(legal);
}

function checkName(name: unknown, collector: Collector): string {
  if (name === undefined) collector.add('shape/missing-key', ['name'], { key: 'name' }, { on: 'key' });
  else if (typeof name !== 'string') wrongKind(name, 'apiName', ['name'], collector);
  else {
    const issue = apiNameIssue(name);
    if (issue === undefined) return name;
    collector.add(issue.rule, ['name'], { found: name, ...issue.tokens });
  }
  return '';
}

function checkVariables(variables: Map, collector: Collector): void {
  for (const [name, declaration] of Object.entries(variables)) {
    const path = ['variables', name];
    if (!variableName.test(name)) collector.add('variable/invalid-name', path, { found: name }, { on: 'key' });
    if (declaration === null) collector.add('shape/null-value', path, { key: `variables.${name}` }, { on: 'key' });
    else if (!isRecord(declaration)) wrongKind(declaration, 'variable', path, collector);
    else {
      allowKeys(declaration, ['description', 'default', 'secret'], path, collector);
      for (const [key, kinds] of Object.entries({
        description: ['string'],
        default: ['string', 'number', 'boolean'],
        secret: ['boolean'],
      }))
        if (declaration[key] !== undefined && !kinds.includes(typeof declaration[key]))
          wrongKind(declaration[key], key === 'secret' ? 'boolean' : 'scalar', [...path, key], collector);
      if (declaration.secret === true && declaration.default !== undefined)
        collector.add(
          'shape/secret-in-spec',
          [...path, 'default'],
          { key: `variables.${name}.default` },
          { secret: true },
        );
    }
  }
}

function checkLint(lint: Map, collector: Collector): void {
  allowKeys(lint, ['ignore'], ['lint'], collector);
  const { ignore } = lint;
  if (ignore === undefined) return;
  if (!Array.isArray(ignore)) {
    wrongKind(ignore, 'waivers', ['lint', 'ignore'], collector);
    return;
  }
  for (const [index, waiver] of ignore.entries() as IterableIterator<[number, unknown]>) {
    const path = ['lint', 'ignore', index];
    if (!isRecord(waiver)) {
      wrongKind(waiver, 'waiver', path, collector);
      continue;
    }
    allowKeys(waiver, ['rule', 'reason', 'until'], path, collector);
    for (const key of ['rule', 'reason'] as const) {
      const text = waiver[key];
      if (text === undefined) collector.add('shape/missing-key', path, { key });
      else if (typeof text !== 'string') wrongKind(text, 'text', [...path, key], collector);
      else if (text.trim() === '') collector.add('shape/empty-value', [...path, key], {});
    }
    if (waiver.until === null) wrongKind(null, 'text', [...path, 'until'], collector);
    else if (waiver.until !== undefined && !isDate(waiver.until))
      collector.add('shape/invalid-date', [...path, 'until'], { found: shown(waiver.until) });
  }
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** A variable without a value among the selected types: what is selected is not known. */
function isOpenSelection(key: string, value: unknown): boolean {
  return key === 'only' && Array.isArray(value) && value.some((name) => !typeNames.includes(String(name)));
}
