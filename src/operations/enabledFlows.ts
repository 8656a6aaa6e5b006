import { callbackUrls } from '../catalog/codecs/callback.js';
import type { Spec } from '../catalog/spec.js';
import type { FlowName } from './flowResult.js';

/** The flows that a completed spec opens, in the order in which they are proved. */
export function enabledFlows(spec: Spec): readonly FlowName[] {
  const { flows, scopes = [] } = spec;
  const clientCredentials = flows?.clientCredentials;
  const isOn = (value: unknown): boolean => value !== undefined && value !== false;
  const opened: readonly (readonly [FlowName, boolean])[] = [
    ['webServer', callbackUrls(spec.callback).length > 0],
    ['clientCredentials', typeof clientCredentials === 'object' && clientCredentials.allowedByPolicy !== false],
    ['jwtBearer', isOn(flows?.jwtBearer)],
    ['device', flows?.device === true],
    ['refreshToken', scopes.includes('refresh_token') || scopes.includes('offline_access')],
    ['introspection', true],
    ['revocation', true],
    ['tokenExchange', isOn(flows?.tokenExchange)],
    ['authorizationCodeAndCredentials', isOn(flows?.authorizationCodeAndCredentials)],
  ];
  return opened.filter(([, isOpen]) => isOpen).map(([name]) => name);
}

/** Whether one of the flows of a completed spec wants the secret of the client. */
export function needsSecret(spec: Spec): boolean {
  const isConfidential = spec.security?.requireSecretForWebServerFlow !== false;
  return isConfidential || enabledFlows(spec).includes('clientCredentials');
}

/** Whether a completed spec opens a flow at all; that of an app without OAuth does not. */
export function opensFlow(spec: Spec): boolean {
  return enabledFlows(spec).some((flow) => flow !== 'introspection' && flow !== 'revocation');
}
