import { attributes } from '../codecs/attributes.js';
import { boolean } from '../codecs/boolean.js';
import { integer } from '../codecs/integer.js';
import { ipRanges } from '../codecs/ipRanges.js';
import { joinedList } from '../codecs/joinedList.js';
import { scopeList } from '../codecs/scopeList.js';
import { text } from '../codecs/text.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

const optional = { since: 61, write: 'whenPresent', compare: 'value' } as const;

/** The scopes of an app and what belongs to them on the developer's side. */
export const oauthSettings = metadataType({
  name: 'ExtlClntAppOauthSettings',
  folder: 'extlClntAppOauthSettings',
  suffix: 'ecaOauth',
  since: 59,
  presence: 'oauth',
  memberSuffix: '_oauth',
  packageable: 'yes',
  description: 'The scopes of the app, its trusted addresses and custom attributes.',
  source: guidePage('extlclntappoauthsettings'),
  rows: [
    row({ key: 'scopes', elements: ['commaSeparatedOauthScopes'], codec: scopeList(), since: 59, required: true, write: 'always', compare: 'set', setup: 'OAuth Scopes', example: ['api', 'refresh_token'], description: 'What a token of this app may be used for, by OAuth scope string.', security: 'Each scope is a right that a stolen token has, too.' }),
    row({ key: 'customScopes', elements: ['commaSeparatedCustomScopes'], codec: joinedList(), ...optional, compare: 'set', description: 'Developer names of OAuth custom scopes.' }),
    row({ key: 'customAttributes', elements: ['customAttributes'], codec: attributes(), ...optional, since: 59, compare: 'value', setup: 'Custom Attributes', example: { Country: '$User.Country' }, description: 'Attributes of the identity response: a key and the formula of its value, at most 128.' }),
    row({ key: 'singleLogoutUrl', elements: ['singleLogoutUrl'], codec: text({ format: 'url' }), ...optional, since: 59, setup: 'Single Logout URL', description: 'Where Salesforce sends logout requests.' }),
    row({ key: 'firstParty.enabled', elements: ['isFirstPartyAppEnabled'], codec: boolean(), since: 62, write: 'always', compare: 'value', specDefault: false, absentMeans: false, description: 'Lets the app use the authorization challenge endpoint of headless identity.' }),
    row({ key: 'firstParty.clientAssertionCertificate', elements: ['clientAssertionCertificate'], codec: text(), ...optional, since: 62, description: 'Verifies the client attestations of a first-party app; not the certificate of the JWT bearer flow.' }),
    row({ key: 'assetToken.audiences', elements: ['assetTokenAudiences'], codec: text(), ...optional, description: 'Audiences of asset tokens.' }),
    row({ key: 'assetToken.signingCertificate', elements: ['assetTokenSigningCertificate'], codec: text(), ...optional, description: 'The certificate of the org that signs asset tokens.' }),
    row({ key: 'assetToken.validitySeconds', elements: ['assetTokenValidity'], codec: integer({ min: 1 }), ...optional, description: 'Lifetime of an asset token in seconds.' }),
    row({ key: 'assetToken.includeCustomAttributes', elements: ['areAttributesIncludedInAssetToken'], codec: boolean(), ...optional, absentMeans: false, description: 'Puts the custom attributes into the asset token.' }),
    row({ key: 'assetToken.includeCustomPermissions', elements: ['areCustomPermsIncludedInAssetToken'], codec: boolean(), ...optional, absentMeans: false, description: 'Puts the custom permissions into the asset token.' }),
    row({ key: 'security.trustedIpRanges', elements: ['trustedIpRanges'], codec: ipRanges(), ...optional, since: 59, compare: 'set', setup: 'Trusted IP Range for OAuth Web Server Flow', description: 'Addresses from which the web server flow is trusted, at most 128 ranges.' }),
  ],
  platformElements: [
    ...structure,
    { name: 'oauthLink', since: 59, reason: 'orgBound', description: 'The 15-character id of an org, a colon and the id of its consumer record; made by the org.' },
  ],
});
