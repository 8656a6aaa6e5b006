import { describe, expect, it } from '@jest/globals';
import type { ElementNode } from '../../../src/catalog/codec.js';
import { componentPath } from '../../../src/metadata/componentPath.js';
import { componentToXml } from '../../../src/metadata/componentToXml.js';
import { manifest } from '../../../src/metadata/manifest.js';
import { parseXml, plainElement } from '../../../src/metadata/parseXml.js';

const header = { type: 'ExternalClientApplication' } as const;

function textOf(content: string): string {
  return componentToXml({ ...header, elements: [{ name: 'description', content }] });
}

describe('componentToXml', () => {
  it('escapes what XML needs escaped and nothing else', () => {
    expect(textOf(`a & b < c > "d" 'e' ]]> äß😀 %20 \${x}`)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <description>a &amp; b &lt; c &gt; &quot;d&quot; &apos;e&apos; ]]&gt; äß😀 %20 \${x}</description>
</ExternalClientApplication>
`);
  });

  it('does not take text for an entity or a comment', () => {
    expect(textOf('&amp; &#65; <!-- x -->')).toContain(
      '<description>&amp;amp; &amp;#65; &lt;!-- x --&gt;</description>',
    );
  });

  it('keeps line breaks as line feeds', () => {
    expect(textOf('one\r\ntwo\rthree\nfour')).toContain('<description>one\ntwo\nthree\nfour</description>');
  });

  it('writes an empty element in two tags', () => {
    expect(textOf('')).toContain('    <description></description>\n');
  });

  it('writes no element at all', () => {
    expect(componentToXml({ ...header, elements: [] })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata"></ExternalClientApplication>
`);
  });

  it('indents by four blanks a level', () => {
    const elements: readonly ElementNode[] = [
      { name: 'a', content: [{ name: 'b', content: [{ name: 'c', content: 'd' }] }] },
    ];
    expect(componentToXml({ ...header, elements })).toContain(
      '\n    <a>\n        <b>\n            <c>d</c>\n        </b>\n    </a>\n',
    );
  });

  it.each([
    'plain',
    ' & < > " \' ',
    'two\nlines',
    '0012',
    'true',
    '&#10;',
    '<![CDATA[x]]>',
    ']]>',
    '__proto__',
    'a\tb',
  ])('reads %j back as it was', (text) => {
    const parsed = parseXml(textOf(text));
    expect('root' in parsed && plainElement(parsed.root)).toEqual({
      name: 'ExternalClientApplication',
      content: [{ name: 'description', content: text.trim() }],
    });
  });
});

describe('componentPath', () => {
  it.each([
    ['source', 'extlClntAppGlobalOauthSets/A_glbloauth.ecaGlblOauth-meta.xml'],
    ['metadata', 'extlClntAppGlobalOauthSets/A_glbloauth.ecaGlblOauth'],
  ] as const)('gives the path in %s format', (format, path) => {
    expect(componentPath({ type: 'ExtlClntAppGlobalOauthSettings', fullName: 'A_glbloauth' }, format)).toBe(path);
  });
});

describe('manifest', () => {
  it('names every component, types and names sorted', () => {
    expect(
      manifest(
        [
          { type: 'ExtlClntAppOauthSettings', fullName: 'B_oauth' },
          { type: 'ExternalClientApplication', fullName: 'B' },
          { type: 'ExtlClntAppOauthSettings', fullName: 'A_oauth' },
          { type: 'ExternalClientApplication', fullName: 'A' },
        ],
        66,
      ),
    ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
    <types>
        <members>A</members>
        <members>B</members>
        <name>ExternalClientApplication</name>
    </types>
    <types>
        <members>A_oauth</members>
        <members>B_oauth</members>
        <name>ExtlClntAppOauthSettings</name>
    </types>
    <version>66.0</version>
</Package>
`);
  });
});
