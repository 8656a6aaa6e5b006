import { normalised } from '../catalog/codecs/codecParts.js';
import { rows, type CatalogRow } from '../catalog/rows.js';
import { scopes } from '../catalog/scopes.js';
import { nearestWords } from '../source/nearestWords.js';
import { keyNode, keyTree, type KeyNode } from '../spec/keyTree.js';
import { neverReason } from '../spec/neverKeys.js';
import { structuralNodes } from '../spec/structuralNodes.js';
import { ruleById, rules } from '../rules/rules.js';
import { indexTopic, keyTopic, structuralTopic, types, typeTopic, type Topic } from './topics.js';

/** The topics that a query means, or the words nearest to it when it means nothing. */
export type Explanation = { readonly topics: readonly Topic[]; readonly nearest: readonly string[] };

/**
 * Finds what a user asks about, the first kind that fits: a key, a rule, a check of `checks`, a scope, a metadata type;
 * then the last part of keys, element names, Setup labels and words of values, which may fit several keys. Without a
 * query the top-level keys.
 */
export function explainKey(query: string | undefined, checks: (id: string) => boolean): Explanation {
  if (query === undefined) return { topics: [indexTopic()], nearest: [] };
  const topics = exactTopics(query, checks) ?? relatedTopics(query);
  if (topics.length > 0) return { topics, nearest: [] };
  const nearest = nearestWords(query, everyName());
  return { topics, nearest: nearest.length > 0 ? nearest : namesWith(query) };
}

/** The names that contain the query, for somebody who knows only a part: keys and scopes before rules, at most eight. */
function namesWith(query: string): readonly string[] {
  const part = normalised(query);
  return part.length < 3
    ? []
    : topicNames()
        .filter((name) => normalised(name).includes(part))
        .slice(0, 8);
}

function exactTopics(query: string, checks: (id: string) => boolean): readonly Topic[] | undefined {
  const node = keyNode(query);
  if (node !== undefined) return [keyTopic(node)];
  const structural = structuralNodes.find(({ key }) => key === query);
  if (structural !== undefined) return [structuralTopic(structural)];
  const rule = ruleById(query);
  if (rule !== undefined) return [{ kind: 'rule', rule }];
  if (checks(query)) return [{ kind: 'check', rule: query }];
  const scope = scopes.find(({ word, token, connectedAppToken }) => [word, token, connectedAppToken].includes(query));
  if (scope !== undefined) return [{ kind: 'scope', scope }];
  const type = types.find(({ name }) => name === query);
  if (type !== undefined) return [typeTopic(type)];
  const reason = neverReason(query);
  return reason === undefined ? undefined : [{ kind: 'never', key: query, reason }];
}

/** Every key that the query may mean in another way, in the order of the catalogue. */
function relatedTopics(query: string): readonly Topic[] {
  const found = allNodes(keyTree).filter(
    ({ key, row }) => lastPart(key) === query || (row !== undefined && isNamed(row, query)),
  );
  const structural = structuralNodes.filter(({ key }) => lastPart(key) === query);
  if (found.length + structural.length > 0) return [...found.map(keyTopic), ...structural.map(structuralTopic)];
  return allNodes(keyTree)
    .filter(({ row }) => row !== undefined && row.codec.kind !== 'scopes' && hasWord(row, query))
    .map(keyTopic);
}

/** True when the query is an element of the row, with or without its type and parent, or its label in Setup. */
function isNamed({ elements, type, setup }: CatalogRow, query: string): boolean {
  const names = elements.flatMap((element) => [element, lastPart(element), `${type.name}.${element}`]);
  const plain = normalised(query);
  return plain !== '' && [...names, setup ?? ''].some((name) => normalised(name) === plain);
}

function hasWord({ codec }: CatalogRow, query: string): boolean {
  return (codec.words ?? []).some(({ word, element }) => String(word) === query || element === query);
}

function allNodes(node: KeyNode): readonly KeyNode[] {
  return [...node.children.values()].flatMap((child) => [child, ...allNodes(child)]);
}

function lastPart(key: string): string {
  return key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf(']')) + 1);
}

/** The full names of all topics. */
function topicNames(): readonly string[] {
  return [
    ...[...allNodes(keyTree), ...structuralNodes].map(({ key }) => key),
    ...scopes.map(({ word }) => word),
    ...rules.map(({ id }) => id),
    ...types.map(({ name }) => name),
  ];
}

/** The full names and their last parts, with the elements of keys. */
function everyName(): readonly string[] {
  const names = topicNames();
  const elements = rows.flatMap((row) => row.elements.map(lastPart));
  return [...new Set([...names, ...names.map(lastPart), ...elements])];
}
