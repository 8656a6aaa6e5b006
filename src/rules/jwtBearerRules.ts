import { approvedGroups, isOn, isRefreshScope } from './clientFacts.js';
import { at, when, type Rule } from './rule.js';
import { helpArticle } from './sources.js';

const page = helpArticle('xcloud.meta_configure_oauth_jwt_flow_external_client_apps.htm');
const certificate = 'flows.jwtBearer';

/** What a login with the JWT bearer flow needs beside the certificate. */
export const jwtBearerRules: readonly Rule[] = [
  {
    id: 'jwt-bearer/needs-admin-approved',
    severity: 'error',
    keys: [certificate, 'policies.permittedUsers', 'policies.permissionSets', 'policies.profiles'],
    source: page,
    check: ({ spec }) =>
      when(isOn(spec.flows?.jwtBearer) && spec.policies?.permittedUsers === 'self-authorize', () =>
        at('policies.permittedUsers'),
      ),
  },
  {
    id: 'jwt-bearer/needs-approved-users',
    severity: 'error',
    keys: [
      certificate,
      'policies.permittedUsers',
      'policies.permissionSets',
      'policies.profiles',
      'saml.permissionSets',
      'saml.profiles',
    ],
    source: page,
    check: ({ spec }) =>
      when(
        isOn(spec.flows?.jwtBearer) &&
          spec.policies?.permittedUsers === 'admin-approved' &&
          approvedGroups(spec).length === 0,
        () => at('policies.permissionSets', {}, 'key'),
      ),
  },
  {
    id: 'jwt-bearer/needs-refresh-token-scope',
    severity: 'error',
    keys: [certificate, 'scopes'],
    source: page,
    check: ({ spec: { flows, scopes } }) =>
      when(isOn(flows?.jwtBearer) && scopes !== undefined && !scopes.some(isRefreshScope), () => at('scopes')),
  },
  {
    id: 'jwt-bearer/needs-another-scope',
    severity: 'error',
    keys: [certificate, 'scopes'],
    source: page,
    check: ({ spec: { flows, scopes } }) =>
      when(isOn(flows?.jwtBearer) && scopes?.every(isRefreshScope) === true, () => at('scopes')),
  },
];
