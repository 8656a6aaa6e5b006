/** A piece of a SOQL query; words keep their case. */
export type SoqlToken = { readonly kind: 'word' | 'text' | 'number' | 'date' | 'sign'; readonly text: string };

/** A query that cannot be read or answered, with the error code of the REST API. */
export class SoqlError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const PATTERN =
  /\s+|(?<text>'(?:\\.|[^'\\])*')|(?<date>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d))?)|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w.]*)|(?<sign><=|>=|!=|<>|[=<>(),*])/y;

/** Splits a query into pieces. */
export function readTokens(query: string): readonly SoqlToken[] {
  const tokens: SoqlToken[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < query.length) {
    const at = PATTERN.lastIndex;
    const match = PATTERN.exec(query);
    if (match === null) throw new SoqlError('MALFORMED_QUERY', `unexpected token: '${query.slice(at, at + 12)}'`);
    const { text, date, number, word, sign } = match.groups ?? {};
    if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1).replace(/\\(.)/g, '$1') });
    else if (date !== undefined) tokens.push({ kind: 'date', text: date });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}
