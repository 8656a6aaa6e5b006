import { described, isRecord, shown } from '../catalog/codecs/codecParts.js';
import { textIssues } from '../catalog/codecs/text.js';
import { apiNameIssue } from '../catalog/codecs/textFormats.js';
import type { MetadataType } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { KeyPath } from '../source/finding.js';
import { variableName } from '../source/variables.js';
import type { Collector } from './collector.js';

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
  for (const [key, check] of Object.entries({ variables: checkVariables, lint: checkLint, metadata: checkMetadata })) {
    const value = spec[key];
    // An empty list or map equals an absent key.
    if (value === undefined || isEmpty(value)) continue;
    if (value === null) collector.add('shape/null-value', [key], { key }, { on: 'key' });
    else if (!isRecord(value)) collector.add('shape/wrong-kind', [key], { found: described(value), expected: key });
    else {
      const before = collector.unknown.length;
      check(value, collector);
      const filled = Object.entries(value).filter(([part, one]) => !isEmpty(one) && !isOpenSelection(part, one));
      if (collector.unknown.length === before && filled.length > 0) legal.push([key, Object.fromEntries(filled)]);
    }
  }
  return Object.fromEntries(legal);
}

function checkName(name: unknown, collector: Collector): string {
  if (name === undefined) collector.add('shape/missing-key', ['name'], { key: 'name' }, { on: 'key' });
  else if (typeof name !== 'string') wrong(name, 'apiName', ['name'], collector);
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
    else if (!isRecord(declaration)) wrong(declaration, 'variable', path, collector);
    else {
      allowKeys(declaration, ['description', 'default', 'secret'], path, collector);
      for (const [key, kinds] of Object.entries({
        description: ['string'],
        default: ['string', 'number', 'boolean'],
        secret: ['boolean'],
      }))
        if (declaration[key] !== undefined && !kinds.includes(typeof declaration[key]))
          wrong(declaration[key], key === 'secret' ? 'boolean' : 'scalar', [...path, key], collector);
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
    wrong(ignore, 'waivers', ['lint', 'ignore'], collector);
    return;
  }
  for (const [index, waiver] of ignore.entries() as IterableIterator<[number, unknown]>) {
    const path = ['lint', 'ignore', index];
    if (!isRecord(waiver)) {
      wrong(waiver, 'waiver', path, collector);
      continue;
    }
    allowKeys(waiver, ['rule', 'reason', 'until'], path, collector);
    for (const key of ['rule', 'reason'] as const) {
      const text = waiver[key];
      if (text === undefined) collector.add('shape/missing-key', path, { key });
      else if (typeof text !== 'string') wrong(text, 'text', [...path, key], collector);
      else if (text.trim() === '') collector.add('shape/empty-value', [...path, key], {});
    }
    if (waiver.until === null) wrong(null, 'text', [...path, 'until'], collector);
    else if (waiver.until !== undefined && !isDate(waiver.until))
      collector.add('shape/invalid-date', [...path, 'until'], { found: shown(waiver.until) });
  }
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** The names of all metadata types of an app. */
export const typeNames = (metadataTypes as readonly MetadataType[]).map(({ name }) => name as string);
/** The names under `metadata`: a type, or type and platform for a type that occurs once per platform. */
export const memberNames = (metadataTypes as readonly MetadataType[]).flatMap(
  ({ name, variants }): readonly string[] =>
    variants === undefined ? [name] : variants.map(({ platform }) => `${name}.${platform}`),
);

function checkMetadata(metadata: Map, collector: Collector): void {
  allowKeys(metadata, ['names', 'labels', 'only', 'extra'], ['metadata'], collector);
  for (const key of ['names', 'labels'] as const) checkTexts(metadata[key], key, collector);
  const { only, extra } = metadata;
  if (only !== undefined && !Array.isArray(only) && !isEmpty(only))
    wrong(only, 'typeNames', ['metadata', 'only'], collector);
  for (const [index, name] of (Array.isArray(only) ? only : []).entries())
    if (!typeNames.includes(String(name)))
      collector.add(
        'shape/unknown-word',
        ['metadata', 'only', index],
        { key: 'metadata.only', found: shown(name), words: typeNames.join(', ') },
        { candidates: typeNames },
      );
  if (extra === undefined) return;
  if (!isRecord(extra)) wrong(extra, 'extra', ['metadata', 'extra'], collector);
  else
    for (const [type, elements] of Object.entries(extra)) {
      const path = ['metadata', 'extra', type];
      allowKeys({ [type]: elements }, memberNames, ['metadata', 'extra'], collector);
      if (!isRecord(elements)) wrong(elements, 'extra', path, collector);
      else for (const [element, value] of Object.entries(elements)) checkExtra(value, [...path, element], collector);
    }
}

function checkTexts(value: unknown, key: 'names' | 'labels', collector: Collector): void {
  if (value === undefined) return;
  if (!isRecord(value)) {
    wrong(value, key, ['metadata', key], collector);
    return;
  }
  // The header is called as the app is.
  allowKeys(
    value,
    memberNames.filter((name) => name !== 'ExternalClientApplication'),
    ['metadata', key],
    collector,
  );
  for (const [type, text] of Object.entries(value)) {
    const path = ['metadata', key, type];
    if (typeof text !== 'string') wrong(text, 'text', path, collector);
    else if (text.trim() === '') collector.add('shape/empty-value', path, {});
    else if (key === 'labels') checkCharacters(text, path, collector);
    else if (!/^[A-Za-z]/.test(text)) collector.add('shape/invalid-api-name', path, { found: text, reason: 'start' });
    else if (/[^A-Za-z0-9_]/.test(text))
      collector.add('shape/invalid-api-name', path, { found: text, reason: 'character' });
  }
}

/** An element of its own: text, a list of texts or maps, or a map of sub-elements; `path` ends in its name. */
function checkExtra(value: unknown, path: KeyPath, collector: Collector): void {
  const element = String(path.at(-1));
  if (!/^[A-Za-z_][\w.-]*$/.test(element))
    collector.add(
      'shape/forbidden-character',
      path,
      { character: 'a character that no XML element name has' },
      { on: 'key' },
    );
  if (element === 'consumerSecret')
    collector.add('shape/key-not-allowed', path, { key: element, reason: 'secret' }, { on: 'key', secret: true });
  if (['shouldRotateConsumerKey', 'shouldRotateConsumerSecret'].includes(element))
    collector.add('shape/key-not-allowed', path, { key: element, reason: 'rotation' }, { on: 'key' });
  checkExtraValue(value, path, collector);
}

function checkExtraValue(value: unknown, path: KeyPath, collector: Collector): void {
  if (typeof value === 'string') checkCharacters(value, path, collector);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries() as IterableIterator<[number, unknown]>)
      if (Array.isArray(item)) wrong(item, 'extraItem', [...path, index], collector);
      else checkExtraValue(item, [...path, index], collector);
  else if (isRecord(value))
    for (const [key, child] of Object.entries(value)) checkExtra(child, [...path, key], collector);
  else wrong(value, 'text', path, collector);
}

/** Text for XML; it may be empty. */
function checkCharacters(text: string, path: KeyPath, collector: Collector): void {
  for (const issue of textIssues(text, {}, []))
    if (issue.rule === 'shape/forbidden-character') collector.addIssue(issue, path);
}

/** A variable without a value among the selected types: what is selected is not known. */
function isOpenSelection(key: string, value: unknown): boolean {
  return key === 'only' && Array.isArray(value) && value.some((name) => !typeNames.includes(String(name)));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function allowKeys(map: Map, keys: readonly string[], path: KeyPath, collector: Collector): void {
  for (const found of Object.keys(map)) {
    if (keys.includes(found)) continue;
    // A type that occurs once per platform, named without one.
    const longer = keys.filter((key) => key.startsWith(`${found}.`));
    const hint = longer.length > 0 ? { suggestions: longer } : { candidates: keys };
    collector.add('shape/unknown-key', [...path, found], { found, keys: keys.join(', ') }, { on: 'key', ...hint });
  }
}

function wrong(value: unknown, expected: string, path: KeyPath, collector: Collector): void {
  if (value === null) collector.add('shape/null-value', path, { key: String(path.at(-1)) }, { on: 'key' });
  else collector.add('shape/wrong-kind', path, { found: described(value), expected });
}
