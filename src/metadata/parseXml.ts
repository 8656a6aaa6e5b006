import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { ElementNode } from '../catalog/codec.js';
import type { Finding } from '../source/finding.js';

/** An element of a file with its place in the text, the comments right before it, and those inside that no child follows. */
export type PlacedElement = {
  readonly name: string;
  readonly content: string | readonly PlacedElement[];
  /** Offset of the `<` of its start tag. */
  readonly offset: number;
  readonly comments: readonly string[];
  readonly endComments: readonly string[];
};

/** The root element of a document, or why the text is not XML that we read. */
export type XmlResult = { readonly root: PlacedElement } | { readonly finding: Finding };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  commentPropName: '#comment',
  captureMetaData: true,
  processEntities: { enabled: true, maxTotalExpansions: 100_000, maxExpandedLength: 10_000_000 },
});

/** Reads well-formed XML without document type; positions and comments are kept. */
export function parseXml(text: string): XmlResult {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (/<!DOCTYPE/i.test(clean)) return { finding: xmlFinding('xml/document-type', clean, clean.search(/<!DOCTYPE/i)) };
  const valid = XMLValidator.validate(clean);
  if (valid !== true) {
    const { msg, line, col: column = 1 } = valid.err as { msg: string; line: number; col?: number };
    return { finding: { ...malformed(msg, clean), range: { line, column, endLine: line, endColumn: column } } };
  }
  try {
    const { elements, endComments } = toElements(parser.parse(clean));
    const root = elements.find(({ name }) => !name.startsWith('?'));
    if (root === undefined) return { finding: malformed('There is no element.', clean) };
    return { root: { ...root, endComments: [...root.endComments, ...endComments] } };
  } catch (error) {
    // The parser refuses names that JavaScript objects inherit, and entities without end.
    return { finding: malformed(error instanceof Error ? error.message : String(error), clean) };
  }
}

function malformed(reason: string, text: string): Finding {
  return { ...xmlFinding('xml/malformed', text, 0), tokens: { reason } };
}

/** The element without places and comments. */
export function plainElement({ name, content }: PlacedElement): ElementNode {
  return { name, content: typeof content === 'string' ? content : content.map(plainElement) };
}

type RawNode = Readonly<Record<string | symbol, unknown>>;

function toElements(nodes: unknown): {
  readonly elements: readonly PlacedElement[];
  readonly endComments: readonly string[];
} {
  const elements: PlacedElement[] = [];
  let comments: string[] = [];
  for (const node of (Array.isArray(nodes) ? nodes : []) as readonly RawNode[]) {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined || name === '#text') continue;
    if (name === '#comment') comments.push(textOf(node[name]).trim());
    else {
      const within = toElements(node[name]);
      const content = within.elements.length > 0 ? within.elements : innerText(node[name]);
      const { endComments } = within;
      elements.push({ name: localName(name), content, offset: offsetOf(node), comments, endComments });
      comments = [];
    }
  }
  return { elements, endComments: comments };
}

function innerText(children: unknown): string {
  return textOf(children).replaceAll('\r\n', '\n').trim();
}

function textOf(children: unknown): string {
  return ((Array.isArray(children) ? children : []) as readonly RawNode[])
    .map((child) => (typeof child['#text'] === 'string' ? child['#text'] : ''))
    .join('');
}

const metadataSymbol: symbol = XMLParser.getMetaDataSymbol() as symbol;

function offsetOf(node: RawNode): number {
  const metadata = node[metadataSymbol] as { readonly startIndex?: number } | undefined;
  return metadata?.startIndex ?? 0;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function xmlFinding(rule: string, text: string, offset: number): Finding {
  const lines = text.slice(0, Math.max(offset, 0)).split('\n');
  const [line, column] = [lines.length, (lines.at(-1) ?? '').length + 1];
  return {
    rule,
    severity: 'error',
    path: [],
    on: 'value',
    tokens: {},
    suggestions: [],
    range: { line, column, endLine: line, endColumn: column },
  };
}
