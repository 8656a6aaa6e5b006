import { Messages } from '@salesforce/core/messages';
import { metadataTypes } from '../../src/catalog/metadataTypes.ts';
import { scopes } from '../../src/catalog/scopes.ts';
import { keyTopic, structuralTopic } from '../../src/operations/topics.ts';
import { toExplained } from '../../src/report/explained.ts';
import { keyTree } from '../../src/spec/keyTree.ts';
import { structuralNodes } from '../../src/spec/structuralNodes.ts';

const limits = Messages.loadMessages('sf-plugin-eca', 'eca.explain');

/** The reference page of all keys of a spec, in the order in which `sf eca explain` lists them. */
export default {
  async files() {
    const top = [...keyTree.children.values()];
    const page = [
      '# Keys of a spec',
      '',
      'Generated from the catalogue (`npm run generate`); the same facts as `sf eca explain <key>` gives.',
      '',
      'A key that is left out gets its default, and `generate` writes the default into the metadata. Where no default',
      'is named, the element is written only when the key is there. Elements newer than the target API version are not',
      'written; a key that you wrote for one is an error.',
      '',
      '## Contents',
      '',
      ...[...top.map(({ key }) => key), 'variables', 'lint', 'metadata', 'scopes of OAuth', 'metadata types'].map(
        contentsLine,
      ),
      '',
      ...structural('name'),
      ...top.flatMap(section),
      ...['variables', 'lint', 'metadata'].flatMap(structural),
      ...scopeTable(),
      ...typeTable(),
    ];
    return [{ path: 'docs/spec-reference.md', text: `${page.join('\n').trimEnd()}\n` }];
  },
};

function contentsLine(name) {
  return `- [${name}](#${name.toLowerCase().replaceAll(' ', '-')})`;
}

function section(node) {
  const nodes = [node, ...below(node)];
  return nodes.flatMap((one) => entry(toExplained(keyTopic(one)), one === node ? '##' : '###'));
}

function below(node) {
  return [...node.children.values()].flatMap((child) => [child, ...below(child)]);
}

function structural(key) {
  const nodes = structuralNodes.filter((node) => node.key.split(/[.[]/)[0] === key);
  return nodes.flatMap((node) => entry(toExplained(structuralTopic(node)), node.key === key ? '##' : '###'));
}

function entry(topic, heading) {
  return [
    `${heading} ${plain(topic.key)}`,
    '',
    plain(topic.description),
    '',
    ...facts(topic),
    ...values(topic.values ?? []),
  ];
}

function facts(topic) {
  if (topic.kind === 'section')
    return topic.either === undefined
      ? []
      : [`- Either ${topic.either.map((keys) => codes(keys, ' + ')).join(', or ')}`, ''];
  const restrictions = Object.entries(topic.limits).map(([name, limit]) => limits.getMessage(`limit.${name}`, [limit]));
  const name = topic.key.slice(topic.key.lastIndexOf('.') + 1);
  const lines = [
    topic.accepts && `- Value: ${plain([topic.accepts, ...restrictions].join(', '))}`,
    topic.required && '- Required',
    topic.secret && '- Secret: never in the spec itself',
    ...defaultLine(topic),
    topic.setup && `- Setup: ${topic.setup}`,
    topic.type &&
      `- Metadata: ${element(topic)}, API ${topic.apiVersion.since}${topic.apiVersion.until ? ` to ${topic.apiVersion.until}` : ''}`,
    topic.security && `- Security: ${topic.security}`,
    topic.example !== undefined && `- Example: \`${name}: ${JSON.stringify(topic.example)}\``,
    topic.docs && `- More: <${topic.docs}>`,
  ].filter(Boolean);
  return lines.length === 0 ? [] : [...lines, ''];
}

function defaultLine({ default: value, defaultNote }) {
  const says = [
    ...(value === undefined ? [] : [`\`${JSON.stringify(value)}\``]),
    ...(defaultNote ? [defaultNote] : []),
  ];
  return says.length === 0 ? [] : [`- Default: ${plain(says.join('; '))}`];
}

function element({ elements, type }) {
  return elements.length === 0 ? `\`${type}\`` : `${codes(elements, ', ')} of \`${type}\``;
}

/** Text in which `<name>` is no HTML. */
function plain(text) {
  return text.replaceAll('<', '\\<');
}

function codes(list, separator) {
  return list.map((one) => `\`${one}\``).join(separator);
}

function values(words) {
  if (words.length === 0 || words[0].element === 'Api') return [];
  const lines = words.map(({ word, element: spelling, label, description, since }) => {
    const notes = [label && `Setup: ${label}`, description, since && `from API ${since.toFixed(1)}`].filter(Boolean);
    return `| \`${word}\` | ${spelling === String(word) ? '' : `\`${spelling}\``} | ${notes.join('; ')} |`;
  });
  return ['| value | metadata | meaning |', '|---|---|---|', ...lines, ''];
}

function scopeTable() {
  const lines = scopes.map(
    ({ word, token, label, covers }) => `| \`${word}\` | \`${token}\` | ${label ?? ''} | ${covers} |`,
  );
  return ['## Scopes of OAuth', '', '| scope | metadata | Setup | covers |', '|---|---|---|---|', ...lines, ''];
}

function typeTable() {
  const lines = metadataTypes.map(
    ({ name, folder, suffix, since, description }) =>
      `| \`${name}\` | \`${folder}\` | \`.${suffix}-meta.xml\` | ${since}.0 | ${description} |`,
  );
  return ['## Metadata types', '', '| type | folder | suffix | API | holds |', '|---|---|---|---|---|', ...lines, ''];
}
