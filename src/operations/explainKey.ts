import { normalised } from '../catalog/codecs/codecParts.js';
import { rows, type CatalogRow } from '../catalog/rows.js';
import { scopes } from '../catalog/scopes.js';
import { nearestWords } from '../source/nearestWords.js';
import { keyNode, keyTree, type KeyNode } from '../spec/keyTree.js';
import { neverReason } from '../spec/neverKeys.js';
import { structuralNodes } from '../spec/structuralNodes.js';
import { ruleById, rules } from '../rules/rules.js';
import { indexTopic, keyTopic, structuralTopic, types, typeTopic, type Topic } from './topics.js';

/** The topics that a query means, or the nearest words when it means nothing. */
export type Explanation = { readonly topics: readonly Topic[]; readonly nearest: readonly string[] };

/**
 * Finds what a user asks about, the first kind that fits: a key, a rule, a check of `checks`, a scope, a metadata type;
 * then the last part of keys, element names, Setup labels and words of values, which may fit several keys. Without a
 * query the top-level keys.
 */
export function explainKey(query: string | undefined, checks: (id: string) => boolean): Explanation {
  if (query === undefined) return { topics: [indexTopic()], nearest: [] };
  const topics = exactTopics(query, checks) ?? relatedTopics(query);
  return { topics, nearest: topics.length > 0 ? [] : nearestWords(query, everyName()) };
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

function everyName(): readonly string[] {
  const keys = [...allNodes(keyTree), ...structuralNodes].map(({ key }) => key);
  const names = [
    ...keys,
    ...keys.map(lastPart),
    ...rows.flatMap(({ elements }) => elements.map(lastPart)),
    ...rules.map(({ id }) => id),
    ...scopes.map(({ word }) => word),
    ...types.map(({ name }) => name),
  ];
  return [...new Set(names)];
}
