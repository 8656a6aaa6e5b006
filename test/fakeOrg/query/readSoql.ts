import { readTokens, SoqlError, type SoqlToken } from './soqlTokens.js';

/** A value of a query or a row. */
export type SoqlValue = string | number | boolean | null;

/** A condition on a row. */
export type Condition =
  | { readonly op: 'and' | 'or'; readonly all: readonly Condition[] }
  | { readonly op: 'not'; readonly inner: Condition }
  | { readonly op: 'compare'; readonly field: string; readonly sign: string; readonly value: SoqlValue }
  | {
      readonly op: 'in';
      readonly field: string;
      readonly negated: boolean;
      readonly values: readonly SoqlValue[] | SoqlQuery;
    };

/** A query: `SELECT … FROM one object [WHERE] [ORDER BY] [LIMIT] [OFFSET]`; no fields means `count()`. */
export type SoqlQuery = {
  readonly fields: readonly string[];
  readonly object: string;
  readonly where: Condition | undefined;
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
  readonly limit: number | undefined;
  readonly offset: number;
};

/**
 * Reads a query of the part of SOQL that clients of this org use; anything else is MALFORMED_QUERY.
 * @see https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
 */
export function readSoql(text: string): SoqlQuery {
  const tokens = readTokens(text);
  let position = 0;
  const peek = (): SoqlToken | undefined => tokens[position];
  const fail = (): never => {
    throw new SoqlError('MALFORMED_QUERY', `unexpected token: '${peek()?.text ?? '<EOF>'}'`);
  };
  const next = (): SoqlToken => {
    const token = peek() ?? fail();
    position += 1;
    return token;
  };
  const isNext = (...words: readonly string[]): boolean =>
    words.every(
      (word, index) =>
        tokens[position + index]?.kind !== 'text' && tokens[position + index]?.text.toUpperCase() === word,
    );
  const skip = (...words: readonly string[]): boolean => {
    const found = isNext(...words);
    if (found) position += words.length;
    return found;
  };
  const expect = (word: string): void => void (skip(word) || fail());
  const name = (): string => (peek()?.kind === 'word' ? next().text : fail());

  const query = (): SoqlQuery => {
    expect('SELECT');
    const fields: string[] = [];
    if (!skip('COUNT', '(', ')'))
      do fields.push(name());
      while (skip(','));
    expect('FROM');
    const object = name();
    const where = skip('WHERE') ? either() : undefined;
    const orderBy: { field: string; descending: boolean }[] = [];
    if (skip('ORDER', 'BY')) {
      do {
        const field = name();
        const descending = skip('DESC');
        if (!descending) skip('ASC');
        if (skip('NULLS')) next();
        orderBy.push({ field, descending });
      } while (skip(','));
    }
    const limit = skip('LIMIT') ? Number(next().text) : undefined;
    const offset = skip('OFFSET') ? Number(next().text) : 0;
    return { fields, object, where, orderBy, limit, offset };
  };
  const either = (): Condition => chain('or', () => chain('and', term, 'AND'), 'OR');
  const chain = (op: 'and' | 'or', part: () => Condition, word: string): Condition => {
    const first = part();
    if (!isNext(word)) return first;
    const all = [first];
    while (skip(word)) all.push(part());
    return { op, all };
  };
  const term = (): Condition => {
    if (skip('NOT')) return { op: 'not', inner: term() };
    if (skip('(')) {
      const inner = either();
      expect(')');
      return inner;
    }
    const field = name();
    const negated = skip('NOT');
    if (skip('IN')) return { op: 'in', field, negated, values: list() };
    if (skip('LIKE')) return { op: 'compare', field, sign: 'LIKE', value: value() };
    const sign = next();
    if (sign.kind !== 'sign' || !['=', '!=', '<>', '<', '>', '<=', '>='].includes(sign.text)) {
      position -= 1;
      fail();
    }
    return { op: 'compare', field, sign: sign.text, value: value() };
  };
  const list = (): readonly SoqlValue[] | SoqlQuery => {
    expect('(');
    if (isNext('SELECT')) {
      const inner = query();
      expect(')');
      return inner;
    }
    const values: SoqlValue[] = [];
    do values.push(value());
    while (skip(','));
    expect(')');
    return values;
  };
  const value = (): SoqlValue => {
    const token = next();
    if (token.kind === 'text' || token.kind === 'date') return token.text;
    if (token.kind === 'number') return Number(token.text);
    if (/^(true|false)$/i.test(token.text)) return token.text.toLowerCase() === 'true';
    if (/^null$/i.test(token.text)) return null;
    position -= 1;
    return fail();
  };

  const result = query();
  if (position < tokens.length) fail();
  return result;
}
