import { isNativeClient, isOn, isPublicClient } from './clientFacts.js';
import { at, when, type Rule } from './rule.js';
import { rfc } from './sources.js';

/** Rules about how a client proves itself. */
export const clientSecretRules: readonly Rule[] = [
  {
    id: 'client-secret/optional-for-confidential-flow',
    severity: 'error',
    keys: [
      'security.requireSecretForWebServerFlow',
      'flows.clientCredentials',
      'flows.tokenExchange',
      'security.requireSecretForTokenExchange',
    ],
    source: rfc(6749, '4.4'),
    check: ({ spec }) => {
      const exchangesWithSecret =
        isOn(spec.flows?.tokenExchange) && spec.security?.requireSecretForTokenExchange === true;
      const reason = isOn(spec.flows?.clientCredentials) ? 'clientCredentials' : 'tokenExchange';
      return when(isPublicClient(spec) && (isOn(spec.flows?.clientCredentials) || exchangesWithSecret), () =>
        at('security.requireSecretForWebServerFlow', { reason }),
      );
    },
  },
  {
    id: 'client-secret/public-client-with-secret',
    severity: 'note',
    keys: ['callback', 'security.requireSecretForWebServerFlow', 'flows.clientCredentials', 'flows.jwtBearer'],
    source: rfc(8252, '8.5'),
    check: ({ spec, written }) => {
      const key = 'security.requireSecretForWebServerFlow';
      // A server that never opens a browser often has a loopback address as its placeholder.
      const isServer = isOn(spec.flows?.clientCredentials) || isOn(spec.flows?.jwtBearer);
      return when(isNativeClient(spec) && !isServer && !isPublicClient(spec) && spec.security !== undefined, () =>
        at(written.has(key) ? key : 'callback'),
      );
    },
  },
];
