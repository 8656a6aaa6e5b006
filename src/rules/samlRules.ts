import { at, when, type Rule } from './rule.js';
import { helpArticle } from './sources.js';

const page =
  'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappsamlconfigurablepolicies.htm';

/** Rules about single sign-on by SAML. */
export const samlRules: readonly Rule[] = [
  {
    id: 'saml/packaged',
    severity: 'error',
    keys: ['saml', 'distribution'],
    source: page,
    check: ({ spec }) => when(spec.saml !== undefined && spec.distribution === 'packaged', () => at('saml', {}, 'key')),
  },
  {
    id: 'saml/plugin-off',
    severity: 'warning',
    keys: ['saml', 'policies.plugins.saml'],
    source: page,
    check: ({ spec }) =>
      when(spec.saml !== undefined && spec.policies?.plugins?.saml === false, () => at('policies.plugins.saml')),
  },
  {
    id: 'saml/sha1',
    severity: 'warning',
    keys: ['saml.signingAlgorithm'],
    source: 'https://csrc.nist.gov/pubs/sp/800/131/a/r2/final',
    check: ({ spec }) => when(spec.saml?.signingAlgorithm === 'sha1', () => at('saml.signingAlgorithm')),
  },
  {
    id: 'saml/acs-plain-http',
    severity: 'warning',
    keys: ['saml.acsUrl'],
    source: helpArticle('xcloud.service_provider_define.htm'),
    check: ({ spec }) => when(/^http:/i.test(spec.saml?.acsUrl ?? ''), () => at('saml.acsUrl')),
  },
];
