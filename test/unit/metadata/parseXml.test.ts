import { describe, expect, it } from '@jest/globals';
import { parseXml, plainElement } from '../../../src/metadata/parseXml.js';

/** The plain root element, or the finding as `rule line:column tokens`. */
function read(text: string): unknown {
  const parsed = parseXml(text);
  if ('root' in parsed) return plainElement(parsed.root);
  const { rule, range, tokens } = parsed.finding;
  return `${rule} ${range?.line}:${range?.column} ${JSON.stringify(tokens)}`;
}

describe('parseXml', () => {
  it('reads a file as Prettier leaves it: split tags, comments, self-closed elements, CRLF', () => {
    const text =
      '<?xml version="1.0" encoding="UTF-8" ?>\r\n<!-- top -->\r\n<A\r\n  xmlns="http://soap.sforce.com/2006/04/metadata"\r\n>\r\n  <!-- one -->\r\n  <b\r\n    >value</b\r\n  >\r\n  <c />\r\n  <d></d>\r\n</A>\r\n';
    expect(read(text)).toEqual({
      name: 'A',
      content: [
        { name: 'b', content: 'value' },
        { name: 'c', content: '' },
        { name: 'd', content: '' },
      ],
    });
  });

  it('keeps text as text, and its line breaks as line feeds', () => {
    expect(read('<A><b>0012</b><c>true</c><d>one\r\ntwo</d></A>')).toEqual({
      name: 'A',
      content: [
        { name: 'b', content: '0012' },
        { name: 'c', content: 'true' },
        { name: 'd', content: 'one\ntwo' },
      ],
    });
  });

  it('decodes named and numeric entities and CDATA', () => {
    expect(read('<A><b>&amp;&lt;&#65;&#x1F600;&apos;</b><c><![CDATA[<x> & y]]></c></A>')).toEqual({
      name: 'A',
      content: [
        { name: 'b', content: "&<A😀'" },
        { name: 'c', content: '<x> & y' },
      ],
    });
  });

  it('ignores prefixes, attributes and a byte order mark', () => {
    expect(read('\uFEFF<m:A xmlns:m="x"><m:b xsi:type="y">1</m:b></m:A>')).toEqual({
      name: 'A',
      content: [{ name: 'b', content: '1' }],
    });
  });

  it('keeps repeated elements in their order', () => {
    expect(read('<A><b>2</b><c>x</c><b>1</b></A>')).toEqual({
      name: 'A',
      content: [
        { name: 'b', content: '2' },
        { name: 'c', content: 'x' },
        { name: 'b', content: '1' },
      ],
    });
  });

  it('knows the offset of each element and the comments before it', () => {
    const text = '<A>\n  <!-- one -->\n  <!-- two -->\n  <b>1</b>\n  <c>2</c>\n</A>';
    const parsed = parseXml(text);
    const children = 'root' in parsed && typeof parsed.root.content !== 'string' ? parsed.root.content : [];
    expect(children.map(({ name, comments, offset }) => [name, comments, text.slice(offset, offset + 3)])).toEqual([
      ['b', ['one', 'two'], '<b>'],
      ['c', [], '<c>'],
    ]);
  });

  it.each([
    ['an open element', '<A>\n  <b>\n</A>', 'xml/malformed 3:1'],
    ['text alone', 'just text', 'xml/malformed 1:1'],
    ['nothing', '', 'xml/malformed 1:1'],
    ['two roots', '<A></A><B></B>', 'xml/malformed 1:10'],
    ['a declaration alone', '<?xml version="1.0"?>', 'xml/malformed 1:1'],
    ['a name that objects inherit', '<A><constructor>x</constructor></A>', 'xml/malformed 1:1'],
    ['another such name', '<A><__proto__>x</__proto__></A>', 'xml/malformed 1:1'],
  ])('refuses %s', (_, text, place) => {
    expect(String(read(text))).toMatch(new RegExp(`^${place} .*"reason":"."?`));
  });

  it('refuses a document type, where it stands', () => {
    const text = '<?xml version="1.0"?>\n<!DOCTYPE A [<!ENTITY lol "lol">]>\n<A>&lol;</A>';
    expect(read(text)).toBe('xml/document-type 2:1 {}');
  });
});
