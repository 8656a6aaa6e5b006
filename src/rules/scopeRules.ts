import { scopeByWord } from '../catalog/scopes.js';
import { at, when, type Rule } from './rule.js';
import { helpArticle, rfc } from './sources.js';

const scopesPage = helpArticle('xcloud.remoteaccess_oauth_tokens_scopes.htm');

/** Rules about the rights of a token. */
export const scopeRules: readonly Rule[] = [
  {
    id: 'scopes/full-access',
    severity: 'warning',
    keys: ['scopes'],
    source: rfc(9700, '2.3'),
    check: ({ spec: { scopes = [] } }) =>
      when(scopes.includes('full'), () => ({ path: ['scopes', scopes.indexOf('full')] })),
  },
  {
    id: 'scopes/redundant',
    severity: 'note',
    keys: ['scopes'],
    source: scopesPage,
    *check({ spec: { scopes = [] } }) {
      for (const [index, scope] of scopes.entries()) {
        const covering = scopeByWord(scope)?.coveredBy?.find((other) => scopes.includes(other));
        if (covering !== undefined) yield { path: ['scopes', index], tokens: { scope, covering } };
      }
    },
  },
  {
    id: 'id-token/openid-scope',
    severity: 'error',
    keys: ['idToken', 'scopes'],
    source: 'https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest',
    check: ({ spec: { idToken, scopes } }) =>
      when(idToken !== undefined && scopes?.includes('openid') === false, () => at('idToken', {}, 'key')),
  },
];
