import { isPublicClient } from './clientFacts.js';
import { at, when, type Rule } from './rule.js';
import { rfc } from './sources.js';

/** Rules about Proof Key for Code Exchange. */
export const pkceRules: readonly Rule[] = [
  {
    id: 'pkce/required-for-public-clients',
    severity: 'error',
    keys: ['security.requirePkce', 'security.requireSecretForWebServerFlow'],
    source: rfc(9700, '2.1.1'),
    check: ({ spec }) =>
      when(isPublicClient(spec) && spec.security?.requirePkce === false, () => at('security.requirePkce')),
  },
  {
    id: 'pkce/off',
    severity: 'warning',
    keys: ['security.requirePkce'],
    source: rfc(9700, '2.1.1'),
    check: ({ spec }) => when(spec.security?.requirePkce === false, () => at('security.requirePkce')),
  },
];
