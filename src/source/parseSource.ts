import { Composer, visit, type Document } from 'yaml';
import type { Finding, Range } from './finding.js';
import { locateNode } from './locateNode.js';
import type { SourceDocument } from './sourceDocument.js';
import { parseTokens } from './parseTokens.js';
import { syntaxFindings } from './syntaxFindings.js';
import { textPlaces } from './textPlaces.js';

/** A document, or the reasons why the text is none; never both missing. */
export type ParseResult = { readonly document?: SourceDocument; readonly findings: readonly Finding[] };

/** Also a file that asks for YAML 1.1 gets no dates, merged keys and `yes` that is true. */
const yaml12 = { schema: 'core', merge: false, prettyErrors: false, stringKeys: true, logLevel: 'silent' } as const;

type RangeOf = (start: number, end: number) => Range;

/** More aliases than a person writes; a billion-laughs file has millions. */
const maxAliasCount = 100;

/**
 * Reads one YAML 1.2 document with the positions of all its keys and values.
 * @see https://yaml.org/spec/1.2.2/
 */
export function parseSource(file: string, raw: string): ParseResult {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  const rangeOf = textPlaces(text);
  const rangeAt = (offset: number): Range => rangeOf(offset, offset);
  // YAML has no control characters but tab and line break.
  const binary = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.exec(text);
  if (binary !== null || text.includes('\uFFFD'))
    return { findings: [fileFinding('file/binary', rangeAt(binary?.index ?? text.indexOf('\uFFFD')))] };
  const { tokens, tooDeepAt } = parseTokens(text);
  if (tooDeepAt !== undefined) return { findings: [fileFinding('yaml/too-deep', rangeAt(tooDeepAt))] };
  const documents = [...new Composer(yaml12).compose(tokens)];
  const [first, second] = documents;
  if (first === undefined || (first.contents === null && first.errors.length === 0))
    return { findings: [fileFinding('file/empty', rangeAt(0))] };
  const errors = documents.flatMap((one) => syntaxFindings(one, text, rangeOf));
  const several = second === undefined ? [] : [fileFinding('yaml/several-documents', rangeAt(second.range[0]))];
  if (errors.length + several.length > 0) return { findings: [...errors, ...several] };
  return withValue(file, text, first, rangeOf);
}

function withValue(file: string, text: string, document: Document, rangeOf: RangeOf): ParseResult {
  const tooMany = { findings: [fileFinding('yaml/too-many-aliases', rangeOf(0, 0))] };
  const aliases = brokenAliases(document);
  if (aliases === undefined) return tooMany;
  const unresolved = aliases.map(([start, end]) => ({
    ...fileFinding('yaml/broken-alias', rangeOf(start, end)),
    tokens: { found: text.slice(start, end) },
  }));
  if (unresolved.length > 0) return { findings: unresolved };
  try {
    const value: unknown = document.toJS({ maxAliasCount });
    if (value === null) return { findings: [fileFinding('file/empty', rangeOf(0, 0))] };
    const locate = locateNode(document, rangeOf);
    return { document: { file, text, value, substitutions: new Map(), locate }, findings: [] };
  } catch {
    // The only thing that toJS still refuses is one alias too many.
    return tooMany;
  }
}

/** Places of aliases without an anchor before them, and of those that contain themselves; undefined when there are too many to look at. */
function brokenAliases(document: Document): readonly (readonly [number, number])[] | undefined {
  const broken: (readonly [number, number])[] = [];
  let count = 0;
  visit(document, {
    Alias: (_, alias, path) => {
      count += 1;
      if (count > maxAliasCount) return visit.BREAK;
      const target = alias.resolve(document);
      const [start, end] = alias.range ?? [0, 0];
      if (target === undefined || path.includes(target)) broken.push([start, end]);
      return undefined;
    },
  });
  return count > maxAliasCount ? undefined : broken;
}

function fileFinding(rule: string, range: Range): Finding {
  return { rule, severity: 'error', path: [], on: 'value', tokens: {}, suggestions: [], range };
}
