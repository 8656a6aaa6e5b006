import { describe, expect, it } from '@jest/globals';
import { scopeByToken, scopeByWord, scopes } from '../../../src/catalog/scopes.js';
import { scopesOfReference, skipReason } from './catalogFacts.js';

const compared = skipReason === '' ? it : it.skip;

describe('scopes', () => {
  compared(`have the tokens, OAuth strings, columns and labels of the reference${skipReason}`, () => {
    const facts = Object.entries(scopesOfReference()).map(([token, { oauthScope, uiLabel, toolingColumn }]) => ({
      token,
      word: oauthScope,
      toolingColumn,
      // The reference says itself which labels nobody has seen, and which scopes share an entry of Setup.
      label: /^(not found|same entry)|\[label from memory/.test(uiLabel) ? undefined : uiLabel,
    }));
    // Two labels stand only in the page about OAuth.
    const elsewhere = ['ForgotPassword', 'UserRegistration'];
    const own = scopes.map(({ token, word, toolingColumn, label }) => ({
      token,
      word,
      toolingColumn,
      label: elsewhere.includes(token) ? undefined : label,
    }));
    expect(own.sort(byToken)).toEqual(facts.sort(byToken));
  });

  it('are 36, and no spelling means two of them', () => {
    const spellings = scopes.flatMap(({ word, token, label, aliases = [] }) => [
      ...new Set([word, token, ...(label === undefined ? [] : [label]), ...aliases].map((one) => one.toLowerCase())),
    ]);
    expect(scopes).toHaveLength(36);
    expect(spellings.filter((one, index) => spellings.indexOf(one) < index)).toEqual([]);
  });

  it('are covered only by scopes that exist, and never by each other', () => {
    const pairs = scopes.flatMap(({ word, coveredBy = [] }) => coveredBy.map((wider) => [word, wider] as const));
    expect(pairs).toContainEqual(['chatter_api', 'api']);
    expect(pairs).toContainEqual(['visualforce', 'web']);
    expect(pairs.filter(([, wider]) => scopeByWord(wider) === undefined)).toEqual([]);
    expect(pairs.filter(([word, wider]) => scopeByWord(wider)?.coveredBy?.includes(word))).toEqual([]);
  });

  it('leave a refresh token and an ID token out of full access', () => {
    for (const word of ['refresh_token', 'offline_access', 'openid'])
      expect(scopeByWord(word)?.coveredBy ?? []).not.toContain('full');
  });

  it('are found by word and by token, each in its own case', () => {
    expect(scopeByWord('refresh_token')?.token).toBe('RefreshToken');
    expect(scopeByWord('offline_access')?.token).toBe('OfflineAccess');
    expect(scopeByToken('SFApiPlatform')).toMatchObject({ word: 'sfap_api', connectedAppToken: 'SFAP' });
    expect(scopeByWord('Api')).toBeUndefined();
    expect(scopeByToken('api')).toBeUndefined();
  });
});

function byToken(one: { readonly token: string }, other: { readonly token: string }): number {
  return one.token < other.token ? -1 : 1;
}
