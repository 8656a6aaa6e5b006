import { isCollection, isScalar, Scalar, visit, type Document, type YAMLError } from 'yaml';
import type { Finding, Range } from './finding.js';

/** An error of the parser, where it began (what is never closed: where it opens), and the last line that it spoils. */
type Slip = {
  readonly error: YAMLError;
  readonly place: Range;
  readonly lastLine: number;
  readonly tab: boolean;
  readonly unclosed: boolean;
};

/** What is wrong inside one value or key; the parser reads on as if nothing had happened. */
const ownCodes: ReadonlySet<string> = new Set([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_DIRECTIVE',
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'DUPLICATE_KEY',
  'TAG_RESOLVE_FAILED',
]);

/**
 * The slips of a document. One slip, such as a bracket that is never closed, makes the parser complain about much that follows:
 * only the place where it begins is told.
 */
export function syntaxFindings(
  document: Document,
  text: string,
  rangeOf: (start: number, end: number) => Range,
): readonly Finding[] {
  if (document.errors.length === 0) return [];
  const opened = openings(document);
  const slips = document.errors.map((error): Slip => {
    const tab = indentingTab(error, text);
    const [start, end] = tab === undefined ? error.pos : [tab, tab + 1];
    const opening =
      tab === undefined && /\b(closing|end with)\b/.test(error.message) ? opened.get(error.pos[0]) : undefined;
    const place = opening === undefined ? rangeOf(start, end) : rangeOf(opening, opening + 1);
    // A key that runs over several lines hides what those lines were meant to be.
    const last = error.code === 'MULTILINE_IMPLICIT_KEY' ? end - 1 : start;
    const before = opening === undefined ? last : start - 1;
    return {
      error,
      place,
      tab: tab !== undefined,
      unclosed: opening !== undefined,
      lastLine: Math.max(place.line, rangeOf(before, before).line),
    };
  });
  return oncePerPlace(withoutFollowOns(slips).map(toFinding));
}

/** What the parser says about a tab depends on where it stands; what helps does not. */
function indentingTab({ pos: [start] }: YAMLError, text: string): number | undefined {
  const lineStart = text.lastIndexOf('\n', Math.min(start, text.length) - 1) + 1;
  const tab = /^[ \t]*/.exec(text.slice(lineStart))?.[0].indexOf('\t') ?? -1;
  return tab === -1 ? undefined : lineStart + tab;
}

/** Where each quote and bracket begins, by where it ends; the outermost of those that end together. */
function openings(document: Document): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  visit(document, {
    Node: (_, node) => {
      const quoted = isScalar(node) && (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE);
      if (!quoted && !(isCollection(node) && node.flow === true)) return;
      const [start, end] = node.range ?? [0, 0];
      if (!found.has(end)) found.set(end, start);
    },
  });
  return found;
}

function withoutFollowOns(slips: readonly Slip[]): readonly Slip[] {
  const follows = new Set<Slip>();
  const structural = slips.filter(({ error }) => !ownCodes.has(error.code));
  let reach = 0;
  // What is never closed explains the rest of its line; of several, the parser tells the innermost first.
  const rank = ({ place, unclosed }: Slip): number => place.line * 2 - (unclosed ? 1 : 0);
  for (const slip of structural.toSorted((one, other) => rank(one) - rank(other))) {
    // Once the document has ended early, each word of the rest is an error of its own.
    const afterTheEnd = slip.error.message.includes('in YAML stream') && slip !== slips[0];
    if (afterTheEnd || slip.place.line <= reach) follows.add(slip);
    else reach = slip.lastLine;
  }
  return slips.filter((slip) => !follows.has(slip));
}

function toFinding({ error, place: range, tab }: Slip): Finding {
  const at = { severity: 'error', path: [], on: 'value', suggestions: [], range } as const;
  if (tab) return { rule: 'yaml/tab', tokens: {}, ...at };
  const rule = error.code === 'DUPLICATE_KEY' ? 'yaml/duplicate-key' : 'yaml/syntax';
  return { rule, tokens: { reason: error.message.split('\n', 1)[0] ?? error.message }, ...at };
}

function oncePerPlace(findings: readonly Finding[]): readonly Finding[] {
  const places = findings.map(({ rule, range }) => `${rule} ${range?.line}:${range?.column}`);
  return findings.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}
