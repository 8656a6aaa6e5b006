import { callbackUrls } from '../catalog/codecs/callback.js';
import type { RefreshTokenPolicy } from '../catalog/codecs/refreshToken.js';
import type { Spec } from '../catalog/spec.js';

const refreshScopes = ['refresh_token', 'offline_access'];
const loopbackHosts = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** True when the app can get refresh tokens, or when the spec does not say which scopes it has. */
export function canRefresh({ scopes }: Spec): boolean {
  return scopes === undefined || scopes.some((scope) => refreshScopes.includes(scope));
}

/** True for a scope that gives refresh tokens. */
export function isRefreshScope(scope: string): boolean {
  return refreshScopes.includes(scope);
}

/** True when the client redeems authorization codes without a secret. */
export function isPublicClient({ security }: Spec): boolean {
  return security?.requireSecretForWebServerFlow === false;
}

/** True for a flow whose switch is on; a flow that is on is `true` or a map of its settings. */
export function isOn<Settings>(flow: Settings | boolean | undefined): flow is Exclude<Settings, boolean> | true {
  return flow !== undefined && flow !== false;
}

/** Permission sets and profiles that admins approve, those of single sign-on included, because they hold for the whole app. */
export function approvedGroups({ policies, saml }: Spec): readonly string[] {
  const lists = [policies?.permissionSets, policies?.profiles, saml?.permissionSets, saml?.profiles];
  return lists.flatMap((list) => list ?? []);
}

/** A callback as the spec has it, and in its parts where it is a URL; a wildcard is replaced so that the rest can be read. */
export type Callback = { readonly text: string; readonly url: URL | undefined };

const takenApart = new WeakMap<Spec, readonly Callback[]>();

/** The callbacks of a spec, taken apart once for all rules that look at them. */
export function callbacksOf(spec: Spec): readonly Callback[] {
  const known = takenApart.get(spec);
  if (known !== undefined) return known;
  const callbacks = callbackUrls(spec.callback).map((text) => ({
    text,
    url: URL.parse(text.replaceAll('*', 'x')) ?? undefined,
  }));
  takenApart.set(spec, callbacks);
  return callbacks;
}

/** True for an address that never leaves the computer. */
export function isLoopback({ hostname }: URL): boolean {
  return loopbackHosts.test(hostname);
}

/** True for http and https. */
export function isWebUrl({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

/** True when every callback ends on the user's own device: a loopback address or a scheme of the app. */
export function isNativeClient(spec: Spec): boolean {
  const callbacks = callbacksOf(spec);
  return callbacks.length > 0 && callbacks.every(({ url }) => url !== undefined && (!isWebUrl(url) || isLoopback(url)));
}

/** How many days without use a refresh token survives; a month counts 30 days, as Setup does for its limit of 30. */
export function idleDays(policy: RefreshTokenPolicy | undefined): number | undefined {
  if (policy === 'valid-until-revoked') return Infinity;
  return typeof policy === 'object' && 'expiresIfUnusedFor' in policy ? days(policy.expiresIfUnusedFor) : undefined;
}

/** How many days a refresh token lives at most, used or not. */
export function lifetimeDays(policy: RefreshTokenPolicy | undefined): number | undefined {
  if (policy === 'valid-until-revoked') return Infinity;
  return typeof policy === 'object' && 'expiresAfter' in policy ? days(policy.expiresAfter) : undefined;
}

const daysPerUnit: Readonly<Record<string, number>> = { hours: 1 / 24, days: 1, months: 30 };

function days(duration: string): number | undefined {
  const [count = '', unit = ''] = duration.split(' ');
  const factor = daysPerUnit[unit];
  return factor === undefined ? undefined : Number(count) * factor;
}
