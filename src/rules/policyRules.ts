import { isOn } from './clientFacts.js';
import { at, when, type Rule } from './rule.js';

const policiesPage =
  'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappoauthconfigurablepolicies.htm';
const appPoliciesPage =
  'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappconfigurablepolicies.htm';

/** Rules about sessions, addresses and the start page. */
export const policyRules: readonly Rule[] = [
  {
    id: 'ip-relaxation/relaxed',
    severity: 'warning',
    keys: ['policies.ipRelaxation'],
    source: policiesPage,
    check: ({ spec }) => when(spec.policies?.ipRelaxation === 'relax', () => at('policies.ipRelaxation')),
  },
  {
    id: 'session-level/action-needs-high-assurance',
    severity: 'error',
    keys: ['policies.sessionLevelAction', 'policies.sessionLevel'],
    source: policiesPage,
    check: ({ spec: { policies } }) =>
      when(policies?.sessionLevelAction !== undefined && policies.sessionLevel !== 'high-assurance', () =>
        at('policies.sessionLevelAction', { found: policies?.sessionLevel ?? '' }, 'key'),
      ),
  },
  {
    id: 'session-level/raise-needs-a-user',
    severity: 'warning',
    keys: ['policies.sessionLevelAction', 'policies.sessionLevel', 'flows.jwtBearer'],
    source: 'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_connectedapp.htm',
    check: ({ spec: { policies, flows } }) => {
      const raises =
        policies?.sessionLevel === 'high-assurance' && policies.sessionLevelAction === 'raise-session-level';
      return when(raises && isOn(flows?.jwtBearer), () => at('policies.sessionLevelAction'));
    },
  },
  {
    id: 'session-level/high-risk-scopes',
    severity: 'note',
    keys: ['scopes', 'policies.sessionLevel', 'policies.sessionTimeoutMinutes'],
    source: policiesPage,
    check: ({ spec: { scopes = [], policies }, written }) => {
      const scope = scopes.find((one) => one === 'full' || one === 'web' || one.startsWith('cdp_'));
      const weak = written.has('policies.sessionLevel') && policies?.sessionLevel !== 'high-assurance';
      return when(weak && scope !== undefined && policies?.sessionTimeoutMinutes === undefined, () =>
        at('policies.sessionLevel', { scope: scope ?? '' }),
      );
    },
  },
  {
    id: 'start-page/oauth-start-url',
    severity: 'warning',
    keys: ['policies.startPage', 'policies.oauthStartUrl'],
    source: appPoliciesPage,
    check: ({ spec: { policies } }) =>
      when(policies?.startPage === 'oauth' && policies.oauthStartUrl === undefined, () => at('policies.startPage')),
  },
  {
    id: 'start-page/saml-section',
    severity: 'warning',
    keys: ['policies.startPage', 'saml'],
    source: appPoliciesPage,
    check: ({ spec: { policies, saml } }) =>
      when(policies?.startPage === 'saml' && saml === undefined, () => at('policies.startPage')),
  },
  {
    id: 'mobile/screen-lock-never',
    severity: 'warning',
    keys: ['mobile.screenLockTimeout'],
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappmobileconfigurablepolicies.htm',
    check: ({ spec }) => when(spec.mobile?.screenLockTimeout === 'never', () => at('mobile.screenLockTimeout')),
  },
  {
    id: 'mutual-tls/certificate-without-switch',
    severity: 'warning',
    keys: ['security.tlsClientAuth', 'security.allowMutualTls'],
    source: 'https://www.rfc-editor.org/rfc/rfc8705#section-2.1',
    check: ({ spec: { security } }) =>
      when(security?.tlsClientAuth !== undefined && security.allowMutualTls !== true, () =>
        at('security.tlsClientAuth', {}, 'key'),
      ),
  },
];
