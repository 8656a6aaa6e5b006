import type { Codec, ShapeIssue } from '../codec.js';
import { scopes, scopeByToken, scopeByWord, type Scope } from '../scopes.js';
import { elementText, normalised, shown, textNode, wrongKind } from './codecParts.js';
import { splitList } from './joinedList.js';

/**
 * OAuth scopes by their OAuth strings, written as the platform's tokens.
 * An unknown entry that starts with an upper-case letter passes as a token of a newer release, with a warning.
 */
export function scopeList(): Codec<readonly string[]> {
  return {
    kind: 'scopes',
    expected: 'scopeList',
    words: scopes.map(({ word, token, label, covers }) => ({
      word,
      element: token,
      ...(label === undefined ? {} : { label }),
      description: covers,
    })),
    schema: scopesSchema(),
    check: (value) => {
      if (!Array.isArray(value)) return [wrongKind(value, 'scopeList')];
      const tokens = value.map((item) => (typeof item === 'string' ? scopeToken(item) : undefined));
      return value.flatMap((item: unknown, index) => {
        if (typeof item !== 'string') return [wrongKind(item, 'scope', [index])];
        const repeated = tokens.indexOf(tokens[index]) < index;
        return repeated
          ? [{ rule: 'shape/duplicate' as const, path: [index], tokens: { found: item } }]
          : scopeIssues(item, index);
      });
    },
    write: (value, [name]) => [textNode(name, value.map(scopeToken).join(', '))],
    read: (nodes) => ({
      value: splitList(elementText(nodes[0])).map((token) => scopeByToken(token)?.word ?? token),
    }),
  };
}

/** The platform's token of a scope; a text that is no known scope stands for itself. */
export function scopeToken(scope: string): string {
  return scopeByWord(scope)?.token ?? scope;
}

function scopeIssues(item: string, index: number): readonly ShapeIssue[] {
  if (scopeByWord(item) !== undefined) return [];
  const path = [index];
  const synonym = scopes.find((scope) =>
    spellings(scope).some((spelling) => normalised(spelling) === normalised(item)),
  );
  if (synonym !== undefined)
    return [{ rule: 'shape/unknown-scope', path, tokens: { found: item }, suggestions: [synonym.word] }];
  if (/^[A-Z][A-Za-z0-9_]*$/.test(item))
    return [{ rule: 'shape/unknown-scope', path, tokens: { found: item }, severity: 'warning' }];
  return [
    { rule: 'shape/unknown-scope', path, tokens: { found: shown(item) }, candidates: scopes.map(({ word }) => word) },
  ];
}

function spellings(scope: Scope): readonly string[] {
  const label = scope.label === undefined ? [] : [scope.label, scope.label.replace(/ \(.*$/, '')];
  return [scope.word, scope.token, ...label, ...(scope.aliases ?? [])];
}

function scopesSchema(): Codec<unknown>['schema'] {
  const known = {
    enum: scopes.map(({ word }) => word),
    enumDescriptions: scopes.map(
      ({ label, covers, token }) => `${label === undefined ? '' : `Setup: ${label}. `}${covers} Metadata: ${token}`,
    ),
  };
  const newer = {
    type: 'string',
    pattern: '^[A-Z][A-Za-z0-9_]*$',
    description: 'A token of a newer Salesforce release.',
  };
  return { type: 'array', items: { anyOf: [known, newer, { type: 'string', pattern: '\\$\\{' }] }, uniqueItems: true };
}
