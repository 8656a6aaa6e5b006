import { describe, expect, it } from '@jest/globals';
import { draftSpec, undeclaredValues } from '../../../src/operations/draftSpec.js';
import { listTemplates, templateSummary, type Template } from '../../../src/operations/listTemplates.js';

const text = `# title: A web application
# yaml-language-server: $schema=./eca.schema.json

name: Web_App # the API name
label: Web_App
contactEmail: \${contactEmail}
description: From \${region}
variables:
  contactEmail:
    description: A mailbox
  region: {description: A region, default: north}
`;

function template(yaml = text): Template {
  const [first] = listTemplates([{ name: 'web', text: yaml }]);
  if (first === undefined) throw new Error('One file is one template.');
  return first;
}

describe('listTemplates', () => {
  it('reads title, name of the app and variables, and takes the title out of the text', () => {
    expect(template()).toEqual({
      name: 'web',
      title: 'A web application',
      appName: 'Web_App',
      variables: [
        { name: 'contactEmail', description: 'A mailbox' },
        { name: 'region', description: 'A region', default: 'north' },
      ],
      text: text.slice(text.indexOf('# yaml')),
    });
  });

  it('shows neither text nor app name in the summary', () => {
    expect(Object.keys(templateSummary(template()))).toEqual(['name', 'title', 'variables']);
  });
});

describe('draftSpec', () => {
  it('is the template as it stands when nothing is chosen', () => {
    expect(draftSpec(template(), { values: new Map() })).toEqual({
      name: 'Web_App',
      text: template().text,
      findings: [],
      openVariables: [{ name: 'contactEmail', description: 'A mailbox' }],
    });
  });

  it('replaces the name, and the label that equals it, and makes values defaults', () => {
    const values = new Map([
      ['contactEmail', 'me@example.com'],
      ['region', 'south: 2'],
    ]);
    expect(draftSpec(template(), { name: 'Shop', values })).toEqual({
      name: 'Shop',
      text: `# yaml-language-server: $schema=./eca.schema.json

name: Shop # the API name
label: Shop
contactEmail: \${contactEmail}
description: From \${region}
variables:
  contactEmail:
    description: A mailbox
    default: me@example.com
  region: {description: A region, default: "south: 2"}
`,
      findings: [],
      openVariables: [],
    });
  });

  it('leaves a label of its own alone', () => {
    const other = template(text.replace('label: Web_App', 'label: Web shop'));
    expect(draftSpec(other, { name: 'Shop', values: new Map() }).text).toContain(
      'name: Shop # the API name\nlabel: Web shop\n',
    );
  });

  it('finds a value that the key refuses, and a name that is none', () => {
    const draft = draftSpec(template(), { name: '../Shop', values: new Map([['contactEmail', 'nobody']]) });
    expect(draft.findings.map(({ file, finding }) => [file, finding.rule])).toEqual([
      ['Shop.eca.yaml', 'shape/invalid-email'],
      ['Shop.eca.yaml', 'shape/invalid-api-name'],
    ]);
  });

  it('refuses a default for a secret', () => {
    const secret = template(
      text.replace('{description: A region, default: north}', '{description: A region, secret: true}'),
    );
    const draft = draftSpec(secret, { values: new Map([['region', 'hunter2']]) });
    expect(draft.findings.map(({ finding }) => finding.rule)).toEqual(['shape/secret-in-spec']);
  });
});

describe('undeclaredValues', () => {
  it('names the values that no variable of the template takes', () => {
    const values = new Map([
      ['region', 'south'],
      ['colour', 'red'],
    ]);
    expect(undeclaredValues(template(), values)).toEqual(['colour']);
  });
});
