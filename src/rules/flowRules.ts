import { isOn } from './clientFacts.js';
import { at, when, type Rule } from './rule.js';
import { helpArticle, rfc } from './sources.js';

const headlessScopes = ['forgot_password', 'user_registration_api', 'pwdless_login_api'];

/** Rules about the flows that have a switch; those of the JWT bearer flow are in a file of their own. */
export const flowRules: readonly Rule[] = [
  {
    id: 'client-credentials/run-as-user',
    severity: 'error',
    keys: ['flows.clientCredentials', 'flows.clientCredentials.runAs', 'flows.clientCredentials.allowedByPolicy'],
    source: helpArticle('xcloud.configure_client_credentials_flow_for_external_client_apps.htm'),
    check: ({ spec: { flows } }) => {
      const flow = flows?.clientCredentials;
      const open = typeof flow === 'object' && flow.allowedByPolicy === true && flow.runAs === undefined;
      return when(open, () => at('flows.clientCredentials.runAs', {}, 'key'));
    },
  },
  {
    id: 'client-credentials/prefer-jwt-bearer',
    severity: 'note',
    keys: ['flows.clientCredentials'],
    source: helpArticle('xcloud.shr_api_enable_oauth_settings_disable_client_credentials_flow.htm'),
    check: ({ spec }) => when(isOn(spec.flows?.clientCredentials), () => at('flows.clientCredentials', {}, 'key')),
  },
  {
    id: 'device-flow/phishing',
    severity: 'warning',
    keys: ['flows.device'],
    source: rfc(8628, '5.4'),
    check: ({ spec }) => when(spec.flows?.device === true, () => at('flows.device')),
  },
  {
    id: 'authorization-code-and-credentials/not-needed-for-web-server',
    severity: 'warning',
    keys: ['flows.authorizationCodeAndCredentials', 'firstParty.enabled', 'scopes'],
    source: helpArticle('xcloud.eca_authorization_code_credentials.htm'),
    check: ({ spec: { flows, firstParty, scopes = [] } }) => {
      const flow = flows?.authorizationCodeAndCredentials;
      const guest = typeof flow === 'object' && isOn(flow.guest);
      const headless = guest || firstParty?.enabled === true || headlessScopes.some((scope) => scopes.includes(scope));
      return when(isOn(flow) && !headless, () => at('flows.authorizationCodeAndCredentials', {}, 'key'));
    },
  },
  {
    id: 'guest-flow/needs-jwt-access-tokens',
    severity: 'error',
    keys: ['flows.authorizationCodeAndCredentials.guest', 'security.issueJwtAccessTokens'],
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappoauthconfigurablepolicies.htm',
    check: ({ spec: { flows, security } }) => {
      const flow = flows?.authorizationCodeAndCredentials;
      const guest = typeof flow === 'object' && isOn(flow.guest);
      return when(guest && security?.issueJwtAccessTokens === false, () =>
        at('flows.authorizationCodeAndCredentials.guest', {}, 'key'),
      );
    },
  },
  {
    id: 'token-exchange/handler-needed',
    severity: 'note',
    keys: ['flows.tokenExchange'],
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_oauthtokenexchangehandler.htm',
    check: ({ spec }) => when(isOn(spec.flows?.tokenExchange), () => at('flows.tokenExchange', {}, 'key')),
  },
  {
    id: 'token-introspection/all-tokens',
    severity: 'note',
    keys: ['security.introspectAllTokens'],
    source:
      'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappglobaloauthsettings.htm',
    check: ({ spec }) => when(spec.security?.introspectAllTokens === true, () => at('security.introspectAllTokens')),
  },
];
