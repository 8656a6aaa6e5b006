import { scopeByWord } from '../catalog/scopes.js';
import type { Spec } from '../catalog/spec.js';
import type { FlowName } from './flowResult.js';

/** How the scopes of a token differ from those of the spec. */
export type ScopeDifference = { readonly missing: readonly string[]; readonly extra: readonly string[] };

const forever = ['refresh_token', 'offline_access'];

/**
 * Scopes that a flow never grants.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm
 */
const dropped: Readonly<Partial<Record<FlowName, readonly string[]>>> = {
  clientCredentials: [...forever, 'full', 'web'],
  jwtBearer: forever,
};

/**
 * Compares the scopes of a token with those of a spec. A scope that another one includes counts as granted with it, `id`
 * comes with every token, and tokens of scopes that the catalogue does not know cannot be compared.
 */
export function compareScopes(spec: Spec, flow: FlowName, granted: readonly string[]): ScopeDifference {
  const custom = spec.customScopes ?? [];
  const wanted = [...(spec.scopes ?? [])].filter((word) => scopeByWord(word) !== undefined);
  const hasUnknown = wanted.length < (spec.scopes ?? []).length;
  const expected = wanted.filter((word) => !(dropped[flow] ?? []).includes(word));
  return {
    missing: expected.filter((word) => !isCovered(word, granted)),
    extra: hasUnknown
      ? []
      : granted.filter((word) => word !== 'id' && !custom.includes(word) && !isCovered(word, wanted)),
  };
}

function isCovered(word: string, by: readonly string[]): boolean {
  if (by.includes(word) || (forever.includes(word) && forever.some((one) => by.includes(one)))) return true;
  return (scopeByWord(word)?.coveredBy ?? []).some((one) => by.includes(one));
}

/** The `scope` parameter for a request: none where one of the scopes has no known spelling. */
export function scopeWords(spec: Spec): readonly string[] {
  const words = spec.scopes ?? [];
  return words.every((word) => scopeByWord(word) !== undefined) ? [...words, ...(spec.customScopes ?? [])] : [];
}
