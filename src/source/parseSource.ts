import { LineCounter, parseAllDocuments, type Document, type YAMLError } from 'yaml';
import type { Finding, Range } from './finding.js';
import { locateNode } from './locateNode.js';
import type { SourceDocument } from './sourceDocument.js';

/** A document, or the reasons why the text is none; never both missing. */
export type ParseResult = { readonly document?: SourceDocument; readonly findings: readonly Finding[] };

/** More aliases than a person writes; a billion-laughs file has millions. */
const maxAliasCount = 100;

/**
 * Reads one YAML 1.2 document with the positions of all its keys and values.
 * @see https://yaml.org/spec/1.2.2/
 */
export function parseSource(file: string, raw: string): ParseResult {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  const binary = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.exec(text);
  if (binary !== null || text.includes('\uFFFD'))
    return { findings: [fileFinding('file/binary', rangeAt(text, binary?.index ?? text.indexOf('\uFFFD')))] };
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false, stringKeys: true, logLevel: 'silent' });
  const first = Array.isArray(documents) ? documents[0] : undefined;
  if (first === undefined || (first.contents === null && first.errors.length === 0))
    return { findings: [fileFinding('file/empty', rangeAt(text, 0))] };
  const errors = (documents as readonly Document.Parsed[])
    .flatMap(({ errors: all }) => all)
    .map((error) => syntaxFinding(error, lineCounter, text));
  const second = (documents as readonly Document.Parsed[])[1];
  const several = second === undefined ? [] : [fileFinding('yaml/several-documents', rangeAt(text, second.range[0]))];
  if (errors.length + several.length > 0) return { findings: [...errors, ...several] };
  return withValue(file, text, first, lineCounter);
}

function withValue(file: string, text: string, document: Document, lineCounter: LineCounter): ParseResult {
  try {
    const value: unknown = document.toJS({ maxAliasCount });
    const locate = locateNode(document, lineCounter, text.length);
    return { document: { file, text, value, substitutions: new Map(), locate }, findings: [] };
  } catch {
    // The only thing toJS refuses is an alias: one too many, or one that contains itself.
    return { findings: [fileFinding('yaml/too-many-aliases', rangeAt(text, 0))] };
  }
}

function syntaxFinding(error: YAMLError, lineCounter: LineCounter, text: string): Finding {
  const [start, end] = error.pos;
  const from = lineCounter.linePos(Math.min(start, text.length));
  const to = lineCounter.linePos(Math.min(Math.max(end, start), text.length));
  const range = { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  const rule =
    error.code === 'DUPLICATE_KEY' ? 'yaml/duplicate-key' : error.code === 'TAB_AS_INDENT' ? 'yaml/tab' : 'yaml/syntax';
  return { ...fileFinding(rule, range), tokens: { reason: firstLine(error.message) } };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

function fileFinding(rule: string, range: Range): Finding {
  return { rule, severity: 'error', path: [], on: 'value', tokens: {}, suggestions: [], range };
}

function rangeAt(text: string, offset: number): Range {
  const before = text.slice(0, offset).split('\n');
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  return { line, column, endLine: line, endColumn: column };
}
