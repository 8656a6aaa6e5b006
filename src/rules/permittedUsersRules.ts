import { approvedGroups, isOn } from './clientFacts.js';
import { at, when, type Rule } from './rule.js';
import { helpArticle } from './sources.js';

const page = helpArticle('xcloud.preauth_user_app_access_through_eca.htm');
const approvals = ['policies.permissionSets', 'policies.profiles', 'saml.permissionSets', 'saml.profiles'] as const;

/** Rules about who may use an app. */
export const permittedUsersRules: readonly Rule[] = [
  {
    id: 'permitted-users/self-authorize',
    severity: 'warning',
    keys: ['policies.permittedUsers', 'policies.permissionSets', 'policies.profiles'],
    source: page,
    // The one default that is weak: it also speaks when the key is absent (docs/decisions/0002-rules.md).
    check: ({ spec, written }) =>
      when(spec.policies?.permittedUsers === 'self-authorize', () =>
        at('policies.permittedUsers', written.has('policies.permittedUsers') ? {} : { reason: 'default' }),
      ),
  },
  {
    id: 'permitted-users/nobody-approved',
    severity: 'warning',
    keys: ['policies.permittedUsers', ...approvals, 'flows.clientCredentials', 'flows.jwtBearer'],
    source: page,
    // The run-as user of the client credentials flow needs no approval, and the JWT bearer flow has an error of its own.
    check: ({ spec }) => {
      const needsNobody = isOn(spec.flows?.clientCredentials) || isOn(spec.flows?.jwtBearer);
      const nobody = spec.policies?.permittedUsers === 'admin-approved' && approvedGroups(spec).length === 0;
      return when(nobody && !needsNobody, () => at('policies.permittedUsers'));
    },
  },
  {
    id: 'permitted-users/approvals-without-effect',
    severity: 'warning',
    keys: ['policies.permittedUsers', 'policies.permissionSets', 'policies.profiles'],
    source: page,
    *check({ spec: { policies } }) {
      if (policies?.permittedUsers !== 'self-authorize') return;
      for (const key of ['permissionSets', 'profiles'] as const)
        if (policies[key] !== undefined) yield at(`policies.${key}`, { key: `policies.${key}` }, 'key');
    },
  },
  {
    id: 'permitted-users/permission-set-name',
    severity: 'warning',
    keys: ['policies.permissionSets', 'saml.permissionSets'],
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappoauthconfigurablepolicies.htm',
    *check({ spec: { policies, saml } }) {
      for (const [section, list = []] of [
        ['policies', policies?.permissionSets],
        ['saml', saml?.permissionSets],
      ] as const)
        for (const [index, found] of list.entries()) {
          const reason = /^0PS\w{12}(\w{3})?$/.test(found) ? 'id' : /^\w+$/.test(found) ? undefined : 'label';
          if (reason !== undefined) yield { path: [section, 'permissionSets', index], tokens: { found, reason } };
        }
    },
  },
  {
    id: 'permitted-users/profile-labels',
    severity: 'note',
    keys: ['policies.profiles'],
    source: page,
    check: ({ spec }) => when(spec.policies?.profiles !== undefined, () => at('policies.profiles', {}, 'key')),
  },
];
