import { Messages } from '@salesforce/core/messages';
import type { SfError } from '@salesforce/core/sfError';
import { ansis } from './terminalColours.js';
import type { Word } from '../catalog/codec.js';
import { isRecord } from '../catalog/codecs/codecParts.js';
import type { KeyLine } from '../operations/topics.js';
import type { Explained } from './explained.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'eca.explain');

type Row = readonly [label: string, text: string];

/** Explanations as a person reads them, one under the other. */
export function explanationText(explained: readonly Explained[]): string {
  return explained.map(oneText).join('\n\n\n');
}

/** There is nothing of that name. */
export function unknownTopicError(query: string, nearest: readonly string[], bin: string): SfError {
  const words = nearest.map((word) => `"${word}"`).join(', ');
  const near = nearest.length === 0 ? '' : ` ${messages.getMessage('near', [words])}`;
  const error = messages.createError('error.unknownTopic', [query, near], [bin]);
  error.exitCode = 2;
  return error;
}

function oneText(topic: Explained): string {
  switch (topic.kind) {
    case 'section':
      return lines(topic.key, topic.description, eitherRows(topic.either), keyList(topic.keys));
    case 'key':
      return lines(topic.key, topic.description, keyRows(topic), wordList(topic.values), keyList(topic.keys));
    case 'scope':
      return lines(topic.scope, topic.description, [
        row('setup', topic.setup),
        row('token', topic.token),
        row('coveredBy', topic.coveredBy.join(', ')),
        row('apiVersion', topic.apiVersion?.since),
      ]);
    case 'type':
      return lines(
        topic.type,
        topic.description,
        [row('file', topic.file), row('apiVersion', topic.apiVersion.since), row('docs', topic.docs)],
        keyList(topic.keys),
      );
    case 'rule':
      return lines(
        topic.rule,
        topic.title,
        [
          row('severity', topic.severity),
          row('reason', topic.reason),
          row('profiles', topic.profiles.join(', ')),
          row('looksAt', topic.keys.join(', ')),
          row('waivable', topic.waivable ? '' : messages.getMessage('notWaivable')),
          row('docs', topic.docs),
        ],
        actionList(topic.actions),
      );
    case 'check':
      return lines(
        topic.rule,
        topic.message,
        [row('waivable', messages.getMessage('notWaivable'))],
        actionList(topic.actions),
      );
    case 'never':
      return lines(topic.key, topic.message, [], actionList(topic.actions));
  }
}

function keyRows(topic: Extract<Explained, { kind: 'key' }>): readonly Row[] {
  const { type, apiVersion } = topic;
  const name = topic.key.slice(topic.key.lastIndexOf('.') + 1);
  const elements = `${type ?? ''}.${topic.elements.join(', ')}`;
  const limits = Object.entries(topic.limits).map(([limit, value]) => messages.getMessage(`limit.${limit}`, [value]));
  return [
    row('replacedBy', topic.replacedBy),
    row('value', [topic.accepts ?? '', ...limits].filter((text) => text !== '').join(', ')),
    row('default', [shown(topic.default), topic.defaultNote].filter((text) => (text ?? '') !== '').join('; ')),
    row('required', topic.required ? messages.getMessage('yes') : ''),
    row('secret', topic.secret ? messages.getMessage('neverInSpec') : ''),
    row('setup', topic.setup),
    row('element', topic.elements.length === 0 ? type : elements),
    row('file', topic.file),
    row('apiVersion', [apiVersion?.since, apiVersion?.until].filter((version) => version !== undefined).join(' - ')),
    row('security', topic.security),
    row('example', topic.example === undefined ? '' : `${name}: ${shown(topic.example)}`),
    row('docs', topic.docs),
  ];
}

function eitherRows(either: Extract<Explained, { kind: 'section' }>['either']): readonly Row[] {
  return [row('either', (either ?? []).map((keys) => keys.join(' + ')).join(', or '))];
}

/** A line of a block; an empty one is left out. */
function row(label: string, text: string | undefined): Row {
  return [messages.getMessage(`label.${label}`), text ?? ''];
}

function wordList(words: readonly Word[]): readonly string[] {
  const columns = words.map(({ word, element, label, description, since }) => [
    String(word),
    element === String(word) ? '' : element,
    [label, description, since === undefined ? undefined : messages.getMessage('sinceVersion', [since.toFixed(1)])]
      .filter((text) => text !== undefined)
      .join('; '),
  ]);
  return block('values', columns);
}

function keyList(keys: readonly KeyLine[]): readonly string[] {
  return block(
    'keys',
    keys.map(({ key, description }) => [key, firstSentence(description)]),
  );
}

function firstSentence(text: string): string {
  return /^.*?\.(?= [A-Z])/.exec(text)?.[0] ?? text;
}

function actionList(actions: readonly string[]): readonly string[] {
  return block(
    'actions',
    actions.map((action) => [`- ${action}`]),
  );
}

function block(title: string, columns: readonly (readonly string[])[]): readonly string[] {
  return columns.length === 0
    ? []
    : ['', `  ${ansis.bold(messages.getMessage(`block.${title}`))}`, ...aligned(columns, '    ')];
}

function lines(
  title: string,
  description: string,
  rows: readonly Row[],
  ...blocks: readonly (readonly string[])[]
): string {
  const filled = rows.filter(([, text]) => text !== '');
  const head = title === '' ? description : `${ansis.bold(title)}: ${description}`;
  const facts = filled.length === 0 ? [] : ['', ...aligned(filled, '  ')];
  return [head, ...facts, ...blocks.flat()].join('\n');
}

function aligned(table: readonly (readonly string[])[], indent: string): readonly string[] {
  const width = (index: number): number => Math.max(0, ...table.map((cells) => (cells[index] ?? '').length));
  return table.map((cells) =>
    `${indent}${cells.map((cell, index) => cell.padEnd(width(index) + 2)).join('')}`.trimEnd(),
  );
}

/** A value in one line of YAML. */
function shown(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (!isRecord(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, child]) => `${key}: ${shown(child)}`)
    .join(', ')}}`;
}
