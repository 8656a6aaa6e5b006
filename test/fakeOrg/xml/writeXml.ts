import type { XmlElement } from './readXml.js';

/** A value that becomes XML: objects become nested elements, lists repeat the element, `undefined` is left out. */
export type XmlValue =
  string | number | boolean | undefined | readonly XmlValue[] | { readonly [name: string]: XmlValue };

/** Escapes the five characters that XML reserves. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Writes a value as the element(s) of that name, without white space between them, as Salesforce answers SOAP calls. */
export function valueToXml(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return (value as readonly XmlValue[]).map((item) => valueToXml(name, item)).join('');
  if (typeof value === 'object') {
    const inner = Object.entries(value)
      .map(([key, item]) => valueToXml(key, item))
      .join('');
    return `<${name}>${inner}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** Writes elements one per line, four blanks per level, as in a retrieved file. */
export function elementsToXml(elements: readonly XmlElement[], level = 1): string {
  const indent = '    '.repeat(level);
  return elements
    .map((element) =>
      element.children.length > 0
        ? `${indent}<${element.name}>\n${elementsToXml(element.children, level + 1)}${indent}</${element.name}>\n`
        : `${indent}<${element.name}>${escapeXml(element.text)}</${element.name}>\n`,
    )
    .join('');
}

/** Writes a whole metadata file. */
export function fileToXml(root: string, elements: readonly XmlElement[]): string {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  return `${head}<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${elementsToXml(elements)}</${root}>\n`;
}
