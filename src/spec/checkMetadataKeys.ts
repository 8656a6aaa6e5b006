import { isRecord, shown } from '../catalog/codecs/codecParts.js';
import { textIssues } from '../catalog/codecs/text.js';
import type { KeyPath } from '../source/finding.js';
import type { Collector } from './collector.js';
import { isEmptyMap } from './isEmptyMap.js';
import { memberNames, typeNames } from './memberNames.js';
import { allowKeys, wrongKind } from './structureFindings.js';

/** Checks what stands under `metadata`: names, labels, the selection of types and elements of their own. */
export function checkMetadataKeys(metadata: Readonly<Record<string, unknown>>, collector: Collector): void {
  allowKeys(metadata, ['names', 'labels', 'only', 'extra'], ['metadata'], collector);
  for (const key of ['names', 'labels'] as const) checkTexts(metadata[key], key, collector);
  const { only, extra } = metadata;
  if (only !== undefined && !Array.isArray(only) && !isEmptyMap(only))
    wrongKind(only, 'typeNames', ['metadata', 'only'], collector);
  for (const [index, name] of (Array.isArray(only) ? only : []).entries())
    if (!typeNames.includes(String(name)))
      collector.add(
        'shape/unknown-word',
        ['metadata', 'only', index],
        { key: 'metadata.only', found: shown(name), words: typeNames.join(', ') },
        { candidates: typeNames },
      );
  if (extra === undefined) return;
  if (!isRecord(extra)) wrongKind(extra, 'extra', ['metadata', 'extra'], collector);
  else
    for (const [type, elements] of Object.entries(extra)) {
      const path = ['metadata', 'extra', type];
      allowKeys({ [type]: elements }, memberNames, ['metadata', 'extra'], collector);
      if (!isRecord(elements)) wrongKind(elements, 'extra', path, collector);
      else for (const [element, value] of Object.entries(elements)) checkExtra(value, [...path, element], collector);
    }
}

function checkTexts(value: unknown, key: 'names' | 'labels', collector: Collector): void {
  if (value === undefined) return;
  if (!isRecord(value)) {
    wrongKind(value, key, ['metadata', key], collector);
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
    if (typeof text !== 'string') wrongKind(text, 'text', path, collector);
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
      if (Array.isArray(item)) wrongKind(item, 'extraItem', [...path, index], collector);
      else checkExtraValue(item, [...path, index], collector);
  else if (isRecord(value))
    for (const [key, child] of Object.entries(value)) checkExtra(child, [...path, key], collector);
  else wrongKind(value, 'text', path, collector);
}

/** Text for XML; it may be empty. */
function checkCharacters(text: string, path: KeyPath, collector: Collector): void {
  for (const issue of textIssues(text, {}, []))
    if (issue.rule === 'shape/forbidden-character') collector.addIssue(issue, path);
}
