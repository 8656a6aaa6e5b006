import { basename } from 'node:path';
import type { ElementNode } from '../catalog/codec.js';
import type { MetadataType } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { Finding } from '../source/finding.js';
import type { Component } from './component.js';
import { parseXml, plainElement, type PlacedElement } from './parseXml.js';

/** A component of a file with the places of its elements, or why the file is none. */
export type ComponentFile =
  | { readonly component: Component; readonly placed: readonly PlacedElement[]; readonly text: string }
  | { readonly finding: Finding };

/** The type whose suffix a file name has, in source or metadata format; undefined for other files. */
export function typeOfFile(path: string): MetadataType | undefined {
  const name = basename(path.replaceAll('\\', '/')).replace(/-meta\.xml$/, '');
  return (metadataTypes as readonly MetadataType[]).find(({ suffix }) => name.endsWith(`.${suffix}`));
}

/** Reads the component in a metadata file; its full name comes from the file name. */
export function xmlToComponent(path: string, text: string, type: MetadataType): ComponentFile {
  const parsed = parseXml(text);
  if ('finding' in parsed) return parsed;
  const { root } = parsed;
  if (root.name !== type.name)
    return {
      finding: {
        rule: 'xml/wrong-root',
        severity: 'error',
        path: [],
        on: 'value',
        tokens: { found: root.name, right: type.name },
        suggestions: [type.name],
      },
    };
  const placed = typeof root.content === 'string' ? [] : root.content;
  const fullName = fullNameOf(path, type);
  const elements = placed.map(plainElement);
  return { component: toComponent(type, fullName, elements), placed, text };
}

/** A component from elements that an org or a file gives; the platform comes from the element that tells it. */
export function toComponent(type: MetadataType, fullName: string, elements: readonly ElementNode[]): Component {
  const app = type.name === 'ExternalClientApplication' ? fullName : textOf(elements, 'externalClientApplication');
  const platform = type.variants?.find(
    ({ element, value }) => textOf(elements, element).toLowerCase() === value.toLowerCase(),
  )?.platform;
  return { type: type.name, fullName, app, ...(platform === undefined ? {} : { platform }), elements };
}

function fullNameOf(path: string, { suffix }: MetadataType): string {
  return decodeName(
    basename(path.replaceAll('\\', '/'))
      .replace(/-meta\.xml$/, '')
      .slice(0, -suffix.length - 1),
  );
}

/** The sf CLI writes characters that file systems refuse as %XX. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function textOf(elements: readonly ElementNode[], name: string): string {
  const content = elements.find((element) => element.name === name)?.content;
  return typeof content === 'string' ? content.trim() : '';
}
