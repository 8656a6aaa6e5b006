import { CST, Parser } from 'yaml';

/** Much deeper than a spec needs, and far from what the call stack holds. */
const maxDepth = 100;

/**
 * The tokens of a YAML text, or the offset where it begins to nest too deeply. Known before anything walks the tree:
 * at the end of its call stack Node sometimes dies instead of throwing.
 */
export function parseTokens(text: string): { readonly tokens: readonly CST.Token[]; readonly tooDeepAt?: number } {
  const tokens = [...new Parser().parse(text)];
  const pending = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return { tokens, tooDeepAt: token.offset };
    for (const child of children(token)) pending.push({ token: child, depth: depth + 1 });
  }
  return { tokens };
}

function children(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!CST.isCollection(token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}
