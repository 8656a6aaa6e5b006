import { describe, expect, it } from '@jest/globals';
import { scopeList, scopeToken } from '../../../../src/catalog/codecs/scopeList.js';

const codec = scopeList();
const names = ['commaSeparatedOauthScopes'];
const node = (content: string) => ({ name: 'commaSeparatedOauthScopes', content });

describe('scopeList', () => {
  it('writes tokens in the order of the spec', () => {
    const context = { apiVersion: 66, fileContent: () => undefined };
    expect(codec.write(['sfap_api', 'api', 'refresh_token', 'NewScope'], names, context)).toEqual([
      node('SFApiPlatform, Api, RefreshToken, NewScope'),
    ]);
  });

  it('reads tokens as words and keeps a token that it does not know', () => {
    expect(codec.read([node('Api,RefreshToken , OfflineAccess, A2A')], names)).toEqual({
      value: ['api', 'refresh_token', 'offline_access', 'A2A'],
    });
  });

  it.each([
    ['Api', 'api'],
    ['SFAP', 'sfap_api'],
    ['SFApiPlatform', 'sfap_api'],
    ['McpApi', 'mcp_api'],
    ['Refresh-Token', 'refresh_token'],
    ['CustomApplications', 'visualforce'],
    ['Manage user data via APIs (api)', 'api'],
    ['Manage user data via APIs', 'api'],
    ['Access the Salesforce API Platform (sfap_api)', 'sfap_api'],
  ])('names the right word for %s', (found, word) => {
    expect(codec.check([found], 66)).toEqual([
      { rule: 'shape/unknown-scope', path: [0], tokens: { found }, suggestions: [word] },
    ]);
  });

  it('passes a token of a newer release with a warning', () => {
    expect(codec.check(['api', 'A2A'], 66)).toEqual([
      { rule: 'shape/unknown-scope', path: [1], tokens: { found: 'A2A' }, severity: 'warning' },
    ]);
  });

  it('refuses an unknown word and offers the known ones', () => {
    const [issue] = codec.check(['apii'], 66);
    expect(issue).toMatchObject({ rule: 'shape/unknown-scope', path: [0], tokens: { found: 'apii' } });
    expect(issue?.severity).toBeUndefined();
    expect(issue?.candidates).toHaveLength(36);
  });

  it.each([
    ['a text', 'api, refresh_token', 'shape/wrong-kind', []],
    ['a number', [1], 'shape/wrong-kind', [0]],
    ['a word twice', ['api', 'id', 'api'], 'shape/duplicate', [2]],
    ['a word and its token', ['api', 'Api'], 'shape/duplicate', [1]],
    ['several scopes in one item', ['Api, Web'], 'shape/unknown-scope', [0]],
  ])('refuses %s', (_, value, rule, path) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule, path }]);
  });

  it('keeps the two spellings of offline access apart', () => {
    expect(codec.check(['refresh_token', 'offline_access'], 66)).toEqual([]);
    expect(['refresh_token', 'offline_access'].map(scopeToken)).toEqual(['RefreshToken', 'OfflineAccess']);
  });
});
