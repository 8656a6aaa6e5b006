import { parseAllDocuments, visit, type Document, type YAMLError } from 'yaml';
import type { Finding, Range } from './finding.js';
import { locateNode } from './locateNode.js';
import type { SourceDocument } from './sourceDocument.js';
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
  const documents = parseAllDocuments(text, yaml12);
  const first = Array.isArray(documents) ? documents[0] : undefined;
  if (first === undefined || (first.contents === null && first.errors.length === 0))
    return { findings: [fileFinding('file/empty', rangeAt(0))] };
  const faults = (documents as readonly Document.Parsed[]).flatMap(({ errors: all }) => all);
  const tooDeep = faults.find(({ message }) => message.includes('call stack'));
  if (tooDeep !== undefined) return { findings: [fileFinding('yaml/too-deep', rangeOf(...tooDeep.pos))] };
  const errors = withoutRepetition(faults.map((error) => syntaxFinding(error, rangeOf, text)));
  const second = (documents as readonly Document.Parsed[])[1];
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

function syntaxFinding(error: YAMLError, rangeOf: RangeOf, text: string): Finding {
  const range = rangeOf(...error.pos);
  const lineStart = text.lastIndexOf('\n', Math.min(error.pos[0], text.length) - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  // What the parser says about a tab depends on where it stands; what helps does not.
  if (error.code === 'TAB_AS_INDENT' || indent.includes('\t')) {
    const tab = lineStart + indent.indexOf('\t');
    return fileFinding('yaml/tab', rangeOf(tab, tab + 1));
  }
  const rule = error.code === 'DUPLICATE_KEY' ? 'yaml/duplicate-key' : 'yaml/syntax';
  return { ...fileFinding(rule, range), tokens: { reason: firstLine(error.message) } };
}

/** One mistake makes the parser complain several times about one place. */
function withoutRepetition(findings: readonly Finding[]): readonly Finding[] {
  const places = findings.map(({ rule, range }) => `${rule} ${range?.line}:${range?.column}`);
  return findings.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

function fileFinding(rule: string, range: Range): Finding {
  return { rule, severity: 'error', path: [], on: 'value', tokens: {}, suggestions: [], range };
}
