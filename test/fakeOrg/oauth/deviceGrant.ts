import { randomBytes } from 'node:crypto';
import type { OrgState } from '../orgState.js';
import { grantedScopes, oauthApp } from './oauthApp.js';
import { OauthError } from './oauthError.js';
import { issueTokens } from './issueTokens.js';
import type { TokenRequest } from './tokenRequest.js';

/**
 * Starts the device flow.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_device_flow.htm
 */
export function startDevice(state: OrgState, call: TokenRequest): unknown {
  const app = oauthApp(state, call.clientId);
  if (!app.has('isDeviceFlowEnabled')) throw new OauthError('oauth_flow_disabled', 'device flow not enabled');
  const scopes = grantedScopes(app, call.form.get('scope'));
  const deviceCode = randomBytes(24).toString('base64url');
  const userCode = randomBytes(4).toString('hex').toUpperCase();
  state.grants.devices.set(deviceCode, { clientId: app.key, userCode, scopes, decision: 'pending', polledAt: 0 });
  return {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: `${state.url}/setup/connect`,
    interval: state.settings.deviceInterval,
    // Salesforce's own example leaves it out (reference oauth §3.4).
    ...(state.settings.deviceLifetime === 0 ? {} : { expires_in: state.settings.deviceLifetime }),
  };
}

/** One poll of a device: pending, too soon, denied, or the tokens. */
export function pollDevice(state: OrgState, call: TokenRequest): unknown {
  const app = oauthApp(state, call.clientId);
  const device = state.grants.devices.get(call.form.get('code') ?? '');
  if (device === undefined || device.clientId !== app.key) throw new OauthError('invalid_grant', 'invalid device code');
  const since = Date.now() - device.polledAt;
  device.polledAt = Date.now();
  // A quarter less than the interval still passes: clocks differ.
  if (since < state.settings.deviceInterval * 750)
    throw new OauthError('slow_down', 'Device is polling too frequently');
  if (device.decision === 'pending') throw new OauthError('authorization_pending', 'End-user authorization is pending');
  if (device.decision === 'denied' || device.username === undefined)
    throw new OauthError('access_denied', 'end-user denied authorization');
  state.grants.devices.delete(call.form.get('code') ?? '');
  const withRefreshToken = device.scopes.includes('refresh_token');
  return issueTokens(state, app, { username: device.username, scopes: device.scopes, withRefreshToken });
}

/** What the user of the org does at the verification page with a code. */
export function decideDevice(state: OrgState, userCode: string, allow: boolean, username: string): void {
  const device = [...state.grants.devices.values()].find((candidate) => candidate.userCode === userCode);
  if (device === undefined) throw new Error(`No device waits with the code ${userCode}.`);
  device.decision = allow ? 'allowed' : 'denied';
  device.username = username;
}
