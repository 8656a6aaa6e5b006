import { basename } from 'node:path';
import type { ElementNode } from '../catalog/codec.js';
import type { FileFinding } from '../source/fileFinding.js';
import { parseXml, plainElement, type PlacedElement } from './parseXml.js';

/** A connected app in a file. */
export type ConnectedAppFile = {
  readonly file: string;
  readonly text: string;
  /** The API name, as the file is called. */
  readonly name: string;
  readonly elements: readonly ElementNode[];
  readonly placed: readonly PlacedElement[];
  /** Before the root element. */
  readonly comments: readonly string[];
  /** Behind the last element. */
  readonly endComments: readonly string[];
};

/** True for a file whose name says that it holds a connected app. */
export function isConnectedAppFile(path: string): boolean {
  return /\.connectedApp(-meta\.xml)?$/.test(path);
}

/** Reads a connected app, or says why the file is none. */
export function readConnectedApp(file: string, text: string): ConnectedAppFile | { readonly refused: FileFinding } {
  const parsed = parseXml(text);
  if ('finding' in parsed) return { refused: { file, text, finding: parsed.finding } };
  const { root } = parsed;
  if (root.name !== 'ConnectedApp') {
    const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    return {
      refused: {
        file,
        text,
        finding: {
          rule: 'xml/wrong-root',
          severity: 'error',
          path: [],
          on: 'value',
          tokens: { found: root.name, right: 'ConnectedApp' },
          suggestions: [],
          range,
        },
      },
    };
  }
  const placed = typeof root.content === 'string' ? [] : root.content;
  const name = basename(file.replaceAll('\\', '/')).replace(/\.connectedApp(-meta\.xml)?$/, '');
  const { comments, endComments } = root;
  return { file, text, name: decoded(name), elements: placed.map(plainElement), placed, comments, endComments };
}

/** The sf CLI writes characters that file systems refuse as %XX. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
