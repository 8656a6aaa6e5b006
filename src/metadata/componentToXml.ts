import { XMLBuilder } from 'fast-xml-parser';
import type { ElementNode } from '../catalog/codec.js';
import type { TypeName } from '../catalog/metadataType.js';
import type { Component } from './component.js';

/** The namespace of Salesforce's metadata. */
export const metadataNamespace = 'http://soap.sforce.com/2006/04/metadata';

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  indentBy: '    ',
  suppressEmptyNode: false,
});

/** The metadata file of a component: UTF-8, four blanks, line feeds, a final newline. */
export function componentToXml(component: Pick<Component, 'type' | 'elements'>): string {
  return xmlDocument(component.type, component.elements);
}

/** An XML document in the metadata namespace. */
export function xmlDocument(
  root: TypeName | 'Package' | 'Settings' | 'ExternalClientAppSettings',
  elements: readonly ElementNode[],
): string {
  const body: unknown = builder.build([{ [root]: elements.map(toNode), ':@': { '@xmlns': metadataNamespace } }]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(body).trim()}\n`;
}

function toNode({ name, content }: ElementNode): unknown {
  if (typeof content !== 'string') return { [name]: content.map(toNode) };
  return { [name]: content === '' ? [] : [{ '#text': content.replace(/\r\n?/g, '\n') }] };
}
