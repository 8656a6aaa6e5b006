import type { CatalogRow } from '../catalog/rows.js';
import { apiVersionText } from './apiVersion.js';
import type { KeyNode } from './keyTree.js';

/** What an editor shows about a key: what it does, the security note, and where it stands in Setup and in metadata. */
export function keyMarkdown({ key, row, description, children }: KeyNode): string {
  if (row === undefined)
    return `${description}\n\nKeys: ${[...children.keys()].map((child) => `\`${child}\``).join(', ')}`;
  const { setup, security, elements, type, since, until, source, secret } = row;
  const name =
    elements.length === 0 ? `\`${type.name}\`` : elements.map((element) => `\`${type.name}.${element}\``).join(', ');
  const versions = `API ${apiVersionText(since)}${until === undefined ? '' : ` to ${apiVersionText(until)}`}`;
  const facts = [
    ...(setup === undefined ? [] : [`Setup: ${setup}`]),
    `Metadata: ${name} (${versions})`,
    ...defaultFact(row),
    ...(secret === true ? ['Secret: never in the spec itself'] : []),
    `[More](${source ?? type.source}), or \`sf eca explain ${key}\``,
  ];
  return [
    description,
    ...(security === undefined ? [] : [`**Security:** ${security}`]),
    facts.map((fact) => `- ${fact}`).join('\n'),
  ].join('\n\n');
}

function defaultFact({ specDefault, defaultNote }: CatalogRow): readonly string[] {
  const value = specDefault === undefined ? [] : [`\`${JSON.stringify(specDefault)}\``];
  const says = [...value, ...(defaultNote === undefined ? [] : [defaultNote])];
  return says.length === 0 ? [] : [`Default: ${says.join('; ')}`];
}
