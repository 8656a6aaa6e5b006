import { basename } from 'node:path';
import { otherTypes } from '../catalog/otherTypes.js';
import type { FileFinding } from '../source/fileFinding.js';
import { parseXml, type PlacedElement } from './parseXml.js';
import { isSecretElement, text } from './extraElements.js';
import { redacted, type Loss, type SourceComponent } from './sourceComponent.js';
import { typeOfFile, xmlToComponent } from './xmlToComponent.js';

/** A metadata file: a component of an app, a component that no spec can describe, or one that is refused. */
export type AppFile =
  | { readonly source: SourceComponent }
  | { readonly app: string; readonly losses: readonly Loss[] }
  | { readonly refused: FileFinding };

/** True for a file whose name says that it belongs to an External Client App. */
export function isAppFile(path: string): boolean {
  return typeOfFile(path) !== undefined || otherSuffix(path);
}

/** Reads one file of an app; `file` is the path that messages show and that gives the name of the component. */
export function readAppFile(file: string, content: string): AppFile {
  const parsed = parseXml(content);
  if ('finding' in parsed) return { refused: { file, finding: parsed.finding, text: content } };
  const { root } = parsed;
  if (otherTypes.some(({ name }) => name === root.name)) return otherComponent(file, root);
  const type = typeOfFile(file);
  // A name that only a type outside the catalogue has, around a root that it has not.
  if (type === undefined)
    return {
      refused: {
        file,
        text: content,
        finding: fileFinding('xml/wrong-root', {
          found: root.name,
          expected: otherTypes.map(({ name }) => name).join(', '),
        }),
      },
    };
  const read = xmlToComponent(file, content, type);
  if ('finding' in read) return { refused: { file, finding: read.finding, text: content } };
  if (read.component.app === '')
    return { refused: { file, text: content, finding: fileFinding('xml/no-app', { type: type.name }) } };
  const { comments, endComments } = root;
  return { source: { component: read.component, file, text: content, placed: read.placed, comments, endComments } };
}

function otherComponent(file: string, root: PlacedElement): AppFile {
  const elements = typeof root.content === 'string' ? [] : root.content;
  const app = elements.find(({ name }) => name === 'externalClientApplication');
  return {
    app: app === undefined ? '' : text(app).trim(),
    losses: elements.map((element) => ({
      element: `${root.name}.${element.name}`,
      value: isSecretElement(element) ? redacted : text(element),
      reason: 'otherType',
      severity: 'warning',
      file,
      tokens: { type: root.name },
    })),
  };
}

function otherSuffix(path: string): boolean {
  const name = basename(path.replaceAll('\\', '/')).replace(/-meta\.xml$/, '');
  return otherTypes.some(({ suffix }) => name.endsWith(`.${suffix}`));
}

function fileFinding(rule: string, tokens: Readonly<Record<string, string>>): FileFinding['finding'] {
  return {
    rule,
    severity: 'error',
    path: [],
    on: 'value',
    tokens,
    suggestions: [],
    range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}
