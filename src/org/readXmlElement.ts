import { parseXml, type PlacedElement } from '../metadata/parseXml.js';

/** The root element of an XML text; undefined when it is not XML. */
export function readXmlElement(text: string): PlacedElement | undefined {
  const parsed = parseXml(text);
  return 'root' in parsed ? parsed.root : undefined;
}

/** The child elements of that name. */
export function childrenNamed(element: PlacedElement | undefined, name: string): readonly PlacedElement[] {
  return element === undefined || typeof element.content === 'string'
    ? []
    : element.content.filter((child) => child.name === name);
}

/** The first element at a path of names. */
export function elementAt(element: PlacedElement | undefined, path: readonly string[]): PlacedElement | undefined {
  return path.reduce<PlacedElement | undefined>((current, name) => childrenNamed(current, name)[0], element);
}

/** The text of the first element at a path; undefined when it is not there. */
export function textAt(element: PlacedElement | undefined, path: readonly string[]): string | undefined {
  const content = elementAt(element, path)?.content;
  return typeof content === 'string' ? content : undefined;
}
