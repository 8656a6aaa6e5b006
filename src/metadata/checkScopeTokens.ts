import type { ElementNode } from '../catalog/codec.js';
import { elementText, normalised } from '../catalog/codecs/codecParts.js';
import { splitList } from '../catalog/codecs/joinedList.js';
import { scopeByToken, scopes } from '../catalog/scopes.js';
import type { Finding } from '../source/finding.js';
import { nearestWords } from '../source/nearestWords.js';

/** Checks the tokens of a scope element: a metadata file has Salesforce's own spelling, which no XML schema knows. */
export function checkScopeTokens(
  node: ElementNode,
  say: (rule: string, element: string, tokens: Finding['tokens'], more?: Partial<Finding>) => void,
): void {
  const tokens = splitList(elementText(node));
  for (const [index, found] of tokens.entries()) {
    if (tokens.indexOf(found) < index) say('element/repeated-scope', node.name, { found }, { severity: 'warning' });
    if (scopeByToken(found) !== undefined) continue;
    const same = scopes.find(({ word, token, connectedAppToken = '' }) =>
      [word, token, connectedAppToken].some((one) => normalised(one) === normalised(found)),
    );
    const near = nearestWords(
      found,
      scopes.map(({ token }) => token),
    );
    // Salesforce adds scopes, so a token that resembles nothing may be a new one.
    const isNew = same === undefined && near.length === 0 && /^[A-Z][A-Za-z0-9]*$/.test(found);
    say(
      'element/unknown-scope',
      node.name,
      { found },
      { suggestions: same === undefined ? near : [same.token], ...(isNew ? { severity: 'warning' } : {}) },
    );
  }
}
