/** Keys that people try and a spec never has, with the key of the sentence in `messages/problems.md` that says why. */
const neverKeys: Readonly<Record<string, NeverReason>> = {
  consumerSecret: 'secret',
  clientSecret: 'secret',
  shouldRotateConsumerKey: 'rotation',
  shouldRotateConsumerSecret: 'rotation',
  managedType: 'internal',
  oauthLink: 'orgBound',
  orgScopedExternalApp: 'orgBound',
  'flows.webServer': 'webServer',
  'flows.authorizationCode': 'webServer',
  'flows.refreshToken': 'refreshToken',
  'flows.usernamePassword': 'usernamePassword',
  'flows.userAgent': 'userAgent',
  'flows.implicit': 'userAgent',
  'flows.samlBearer': 'samlBearer',
  'flows.samlAssertion': 'samlBearer',
};

/** Why a key can never be in a spec; each has a sentence of its own. */
export type NeverReason =
  | 'secret'
  | 'rotation'
  | 'internal'
  | 'orgBound'
  | 'webServer'
  | 'refreshToken'
  | 'usernamePassword'
  | 'userAgent'
  | 'samlBearer';

/** Why a key can never be in a spec; undefined for any other key. A key at the end of a path counts as well (`security.consumerSecret`). */
export function neverReason(dottedKey: string): NeverReason | undefined {
  const last = dottedKey.split('.').at(-1) ?? '';
  if (Object.hasOwn(neverKeys, dottedKey)) return neverKeys[dottedKey];
  return Object.hasOwn(neverKeys, last) ? neverKeys[last] : undefined;
}
