import { scopes } from '../../../src/catalog/scopes.js';
import { oauthLinkOf } from './completeElements.js';
import { complaint, listOf, valueOf, type EcaRule } from './ecaRule.js';

/** Scope tokens are checked against the org's list; the error names all of them (reference metadata §3.4, §9). */
export const scopeTokens: EcaRule = (draft, { elements }) => {
  // Legal tokens depend on the release of the org, not on the API version of the package (reference oauth §2).
  const legal = scopes.filter(({ since = 0 }) => since <= draft.state.settings.apiVersion).map(({ token }) => token);
  const unknown = listOf(valueOf(elements, 'commaSeparatedOauthScopes')).filter((token) => !legal.includes(token));
  if (unknown.length === 0) return [];
  return complaint(
    `There's a problem with your scope(s): ${unknown.join(', ')}. Enter scopes from this list: ${legal.join(', ')}.`,
  );
};

/**
 * `oauthLink` is always generated; a link to another org's consumer works only in a packaged app
 * (reference metadata §2.4 and §9: "couldn't update your OAuth link … doesn't have distribution state PACKAGED").
 */
export const oauthLink: EcaRule = (draft, { elements, appName }) => {
  const link = valueOf(elements, 'oauthLink');
  if (link === undefined) return [];
  const header = draft.components.get(`ExternalClientApplication:${appName.toLowerCase()}`);
  const consumer = draft.consumers.get(appName.toLowerCase());
  if (consumer !== undefined && link === oauthLinkOf(draft, consumer)) return [];
  const packaged = valueOf(header?.elements ?? [], 'distributionState') === 'Packaged';
  if (packaged && /^00D[A-Za-z0-9]{12}:888[A-Za-z0-9]{12}$/.test(link)) return [];
  return complaint(
    `We couldn't update your OAuth link because the external client app ${appName} doesn't have distribution state PACKAGED.`,
  );
};

/** At most 128 ranges and attributes (guide page of the type). */
export const listLengths: EcaRule = (_draft, { elements }) =>
  ['trustedIpRanges', 'customAttributes', 'tokenIpRanges']
    .filter((name) => elements.filter((element) => element.name === name).length > 128)
    .flatMap((name) => complaint(`You can define at most 128 ${name}.`));
