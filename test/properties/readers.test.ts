import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import JSZip from 'jszip';
import { unzipFiles } from '../../src/metadata/unzipFiles.js';
import { typeOfFile, xmlToComponent } from '../../src/metadata/xmlToComponent.js';
import { zipFiles } from '../../src/metadata/zipFiles.js';
import { parseSource } from '../../src/source/parseSource.js';
import { substituteVariables } from '../../src/source/substituteVariables.js';
import { checkSpec } from '../../src/spec/checkSpec.js';
import { propertyParameters } from './propertyParameters.js';

/** No property test runs longer than this, however many cases it has. */
const seconds = 60;
const bounded = (count: number) => ({
  ...propertyParameters(count),
  interruptAfterTimeLimit: seconds * 1_000,
  markInterruptAsFailure: false,
});

const noSources = { set: new Map<string, string>(), files: [], environment: {} };
const path = 'externalClientApps/App.eca-meta.xml';
const type = typeOfFile(path);

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- kept -->
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>a@example.com</contactEmail>
    <label>A &amp; B &#x41;</label>
    <description><![CDATA[<x>]]></description>
</ExternalClientApplication>
`;

const pieces = [
  '<',
  '>',
  '</',
  '/>',
  '&',
  '&#0;',
  '&#xFFFFFFFF;',
  '&lt;',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '<?x ?>',
  'xmlns=""',
  '"',
  '\u0000',
  '\uFEFF',
  '__proto__',
  'constructor',
  '<label>',
  '</label>',
  '\r\n',
  '💥',
];

/** A text with some of its pieces cut out, repeated or replaced. */
function mutated(text: string, from: readonly string[] = pieces): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(20),
    piece: fc.oneof(fc.constantFrom(...from), fc.string({ unit: 'binary', maxLength: 4 })),
  });
  return fc
    .array(change, { minLength: 1, maxLength: 6 })
    .map((changes) =>
      changes.reduce((result, { at, length, piece }) => result.slice(0, at) + piece + result.slice(at + length), text),
    );
}

function readsXml(text: string): void {
  if (type === undefined) throw new Error('The catalogue knows no header.');
  const read = xmlToComponent(path, text, type);
  if ('finding' in read) expect(read.finding.rule).toMatch(/^xml\//);
  else {
    expect(read.component.type).toBe('ExternalClientApplication');
    expect(JSON.stringify(read.component).length).toBeLessThan(text.length * 4 + 1_000);
  }
}

describe('any text as XML', () => {
  it('is a component or a finding', () => {
    fc.assert(fc.property(mutated(xml), readsXml), bounded(20_000));
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 300 })), readsXml), bounded(20_000));
  }, 300_000);

  it.each([
    ['a million open tags', '<a>'.repeat(300_000)],
    ['a comment that never ends', `<!--${'-'.repeat(1_000_000)}`],
    ['an attribute of a megabyte', `<ExternalClientApplication a="${'x'.repeat(1_000_000)}"/>`],
    [
      'a million entities',
      `<ExternalClientApplication><label>${'&amp;'.repeat(200_000)}</label></ExternalClientApplication>`,
    ],
    [
      'a bomb of entities',
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><ExternalClientApplication><label>&b;</label></ExternalClientApplication>`,
    ],
    [
      '200,000 elements',
      `<ExternalClientApplication>${'<label>x</label>'.repeat(200_000)}</ExternalClientApplication>`,
    ],
  ])(
    // Seconds on any machine; what grows faster than the text would not come back.
    'comes to an end for %s',
    (_, text) => {
      readsXml(text);
    },
    300_000,
  );
});

const yaml = `# a spec
name: App
contactEmail: a@example.com
callback: [https://app.example.com/cb, &other "https://app.example.com/\\u00e4"]
scopes:
  - api
  - 'refresh_token' # kept
description: |
  two
  lines
policies: {permittedUsers: admin-approved, permissionSets: [A, B]}
variables:
  user: {description: User, default: *other}
`;

const yamlPieces = [
  '- ',
  '? ',
  ': ',
  '\n  ',
  '\n',
  '\t',
  '\r',
  '&a ',
  '*a',
  '<<: ',
  '!!binary ',
  '!tag ',
  '!<',
  '%YAML 1.1\n',
  '---\n',
  '...\n',
  '|',
  '>-',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  "'",
  '#',
  '\\x',
  '${',
  '`',
  '@',
  '\uFEFF',
  '\u0000',
  '__proto__: ',
  'constructor: ',
  'null',
  '0x1F',
  '💥',
];

describe('any text as YAML', () => {
  /** How often each kind of answer was given. */
  const answers = new Map<string, number>();

  function readsYaml(text: string): void {
    const { document, findings } = parseSource('App.eca.yaml', text);
    expect(document !== undefined || findings.length > 0).toBe(true);
    for (const { rule, range } of findings) {
      expect(rule).toMatch(/^(yaml|file)\//);
      expect(range?.line).toBeGreaterThan(0);
    }
    const kind = document === undefined ? (findings[0]?.rule ?? '') : 'document';
    answers.set(kind, (answers.get(kind) ?? 0) + 1);
    if (document === undefined) return;
    // Whatever is in it, checking it ends with findings.
    const { document: resolved } = substituteVariables(document, noSources, 'note');
    for (const { path, on } of checkSpec(resolved, { number: 67, origin: 'the test' }).findings)
      expect(document.locate(path, on).line).toBeGreaterThan(0);
  }

  it('is a document that can be checked, or findings with places', () => {
    const soup = fc.array(fc.constantFrom(...yamlPieces), { maxLength: 40 }).map((parts) => parts.join(''));
    const texts = fc.oneof(mutated(yaml, yamlPieces), soup, fc.string({ unit: 'binary', maxLength: 400 }));
    fc.assert(fc.property(texts, readsYaml), bounded(10_000));
    // A fuzz that only meets one kind of answer proves nothing about the others.
    expect([...answers.keys()]).toEqual(expect.arrayContaining(['document', 'yaml/syntax', 'file/binary']));
  }, 120_000);
});

describe('any bytes as an archive', () => {
  const isSafe = async (bytes: Uint8Array): Promise<void> => {
    const result = await unzipFiles(bytes, 1_000_000);
    if ('refused' in result) return;
    for (const file of result.files) expect(file.path).not.toMatch(/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:/);
  };

  it('are files inside the folder, or refused', async () => {
    const archive = await zipFiles([
      { path: 'package.xml', text: '<Package/>' },
      { path: 'externalClientApps/App.eca', text: xml.repeat(20) },
    ]);
    const change = fc.record({ at: fc.nat(archive.length - 1), byte: fc.nat(255) });
    const broken = fc
      .tuple(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(archive.length))
      .map(([changes, length]) => {
        const bytes = Uint8Array.from(archive);
        for (const { at, byte } of changes) bytes[at] = byte;
        return length % 5 === 0 ? bytes.slice(0, length) : bytes;
      });
    await fc.assert(fc.asyncProperty(broken, isSafe), bounded(5_000));
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), isSafe), bounded(5_000));
  }, 300_000);

  it('with names of any kind are files inside the folder, or refused', async () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', 'a', 'C:', '\\', '__proto__', 'con'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    const name = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 4 }), async (names) => {
        const zip = new JSZip();
        for (const one of names) zip.file(one, 'x', { createFolders: false });
        await isSafe(await zip.generateAsync({ type: 'uint8array' }));
      }),
      bounded(5_000),
    );
  }, 300_000);
});
