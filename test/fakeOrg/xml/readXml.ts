import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One XML element as it stood in the file; `line` and `column` are 1-based. */
export type XmlElement = {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
  readonly line: number;
  readonly column: number;
};

/** What is wrong with a text that is not XML. */
export type XmlProblem = { readonly problem: string; readonly line: number; readonly column: number };

type RawNode = { readonly [key: string | symbol]: unknown };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  removeNSPrefix: true,
  captureMetaData: true,
  htmlEntities: true,
});

/** Reads one XML document in document order; the root element, or the first thing that is wrong. */
export function readXml(text: string): XmlElement | XmlProblem {
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) return { problem: verdict.err.msg, line: verdict.err.line, column: verdict.err.col };
  const nodes = parser.parse(text) as RawNode[];
  const root = readNodes(nodes, text)[0];
  return root ?? { problem: 'Content is not allowed in prolog.', line: 1, column: 1 };
}

/** Tells the problem of a broken document from its root element. */
export function isXmlProblem(result: XmlElement | XmlProblem): result is XmlProblem {
  return 'problem' in result;
}

/** The first child of that name. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

/** The trimmed text of the first child of that name. */
export function childText(element: XmlElement, name: string): string | undefined {
  return child(element, name)?.text.trim();
}

/** All children of that name. */
export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((candidate) => candidate.name === name);
}

/** An element that did not come from a file. */
export function newElement(name: string, content: string | readonly XmlElement[]): XmlElement {
  const text = typeof content === 'string' ? content : '';
  return { name, text, children: typeof content === 'string' ? [] : content, line: 1, column: 1 };
}

function readNodes(nodes: readonly RawNode[], source: string): XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined || name.startsWith('?')) return [];
    const inner = node[name] as RawNode[];
    const metaData = node[XMLParser.getMetaDataSymbol() as unknown as symbol] as { startIndex?: number } | undefined;
    const before = source.slice(0, metaData?.startIndex ?? 0);
    const children = readNodes(inner, source);
    const text =
      children.length > 0 ? '' : inner.map(({ '#text': piece }) => (typeof piece === 'string' ? piece : '')).join('');
    return [
      { name, text, children, line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') },
    ];
  });
}
