import type { TypeName } from './metadataType.js';

/** What becomes of one element of a ConnectedApp: elements of an External Client App, or a loss. */
export type ConnectedAppRow = {
  /** The path of the element in the file; everything below it goes with it. */
  readonly element: string;
  /** The elements that say the same, each with its type; every part of a repeated element goes to one of them. */
  readonly to?: readonly { readonly type: TypeName; readonly name: string }[];
  /** How the text becomes theirs; absent means as it is. */
  readonly as?: ConnectedAppConversion;
  /** Only for an app with this section; else a loss. */
  readonly needs?: 'oauthConfig' | 'samlConfig';
  /** What to know about the change; a key of `messages/migration.md`. */
  readonly change?: string;
  /** Why a spec cannot carry it, and how much that matters; keys of `messages/migration.md`. */
  readonly loss?: { readonly reason: string; readonly severity: 'error' | 'warning' | 'note' };
};

/** `joined`: repeated elements become one with commas; the others are named after their element. */
export type ConnectedAppConversion =
  | 'joined'
  | 'scopes'
  | 'callback'
  | 'attributes'
  | 'ipRanges'
  | 'each'
  | 'adminApproved'
  | 'refreshToken'
  | 'startUrl'
  | 'clientCredentials';

const header = (name: string): ConnectedAppRow => ({
  element: name,
  to: [{ type: 'ExternalClientApplication', name }],
});
const to =
  (type: TypeName) =>
  (element: string, name: string, more: Partial<ConnectedAppRow> = {}): ConnectedAppRow => ({
    element,
    to: [{ type, name }],
    ...more,
  });
const global = to('ExtlClntAppGlobalOauthSettings');
const oauth = to('ExtlClntAppOauthSettings');
const policy = to('ExtlClntAppOauthConfigurablePolicies');
const saml = to('ExtlClntAppSamlConfigurablePolicies');
const canvas = to('ExtlClntAppCanvasSettings');
const lost = (
  element: string,
  reason: string,
  severity: 'error' | 'warning' | 'note' = 'warning',
): ConnectedAppRow => ({ element, loss: { reason, severity } });
const sameInGlobal = [
  'isConsumerSecretOptional',
  'isDPopEnabled',
  'isDeviceFlowEnabled',
  'isEnforceRefreshTokenTTL',
  'isIntrospectAllTokens',
  'isNamedUserJwtEnabled',
  'isPkceRequired',
  'isRefreshTokenRotationEnabled',
  'isSecretRequiredForRefreshToken',
  'isSecretRequiredForTokenExchange',
  'isTokenExchangeEnabled',
];

/**
 * Every element of a ConnectedApp.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_connectedapp.htm
 */
export const connectedAppRows: readonly ConnectedAppRow[] = [
  ...['label', 'contactEmail', 'contactPhone', 'description', 'iconUrl', 'infoUrl', 'logoUrl'].map(header),
  {
    element: 'attributes',
    as: 'attributes',
    change: 'attributes',
    to: [
      { type: 'ExtlClntAppOauthSettings', name: 'customAttributes' },
      { type: 'ExtlClntAppSamlConfigurablePolicies', name: 'customAttributes' },
    ],
  },
  lost('canvas', 'canvas'),
  canvas('canvasConfig.accessMethod', 'accessMethod'),
  canvas('canvasConfig.canvasUrl', 'canvasUrl'),
  canvas('canvasConfig.lifecycleClass', 'lifeCycleHandler'),
  canvas('canvasConfig.locations', 'canvasLocationOptions', { as: 'each' }),
  canvas('canvasConfig.options', 'canvasOptions', { as: 'each' }),
  canvas('canvasConfig.samlInitiationMethod', 'samlInitiationMethod'),
  oauth('ipRanges', 'trustedIpRanges', { as: 'ipRanges', needs: 'oauthConfig' }),
  lost('mobileAppConfig', 'mobileApp'),
  lost('mobileStartUrl', 'mobileStartUrl'),
  oauth('oauthConfig.assetTokenConfig.assetAudiences', 'assetTokenAudiences'),
  oauth('oauthConfig.assetTokenConfig.assetIncludeAttributes', 'areAttributesIncludedInAssetToken'),
  oauth('oauthConfig.assetTokenConfig.assetIncludeCustomPerms', 'areCustomPermsIncludedInAssetToken'),
  oauth('oauthConfig.assetTokenConfig.assetSigningCertId', 'assetTokenSigningCertificate'),
  oauth('oauthConfig.assetTokenConfig.assetValidityPeriod', 'assetTokenValidity'),
  global('oauthConfig.callbackUrl', 'callbackUrl', { as: 'callback' }),
  global('oauthConfig.certificate', 'certificate', { change: 'certificate' }),
  lost('oauthConfig.consumerKey', 'newConsumerKey', 'warning'),
  lost('oauthConfig.consumerSecret', 'newConsumerSecret', 'warning'),
  global('oauthConfig.idTokenConfig.idTokenAudience', 'idTokenConfig.idTokenAudience'),
  global('oauthConfig.idTokenConfig.idTokenIncludeAttributes', 'idTokenConfig.idTokenIncludeAttributes'),
  global('oauthConfig.idTokenConfig.idTokenIncludeCustomPerms', 'idTokenConfig.idTokenIncludeCustomPermissions'),
  global('oauthConfig.idTokenConfig.idTokenIncludeStandardClaims', 'idTokenConfig.idTokenIncludeStandardClaims'),
  global('oauthConfig.idTokenConfig.idTokenValidity', 'idTokenConfig.idTokenValidityInMinutes'),
  policy('oauthConfig.isAdminApproved', 'permittedUsersPolicyType', { as: 'adminApproved' }),
  {
    element: 'oauthConfig.isClientCredentialEnabled',
    as: 'clientCredentials',
    to: [{ type: 'ExtlClntAppGlobalOauthSettings', name: 'isClientCredentialsFlowEnabled' }],
  },
  global('oauthConfig.isCodeCredentialEnabled', 'isCodeCredFlowEnabled'),
  global('oauthConfig.isCodeCredentialPostOnly', 'isCodeCredPostOnly'),
  lost('oauthConfig.isIpBindingEnabled', 'ipBinding'),
  global('oauthConfig.isPKImTLSEnabled', 'isMtlsEnabled'),
  ...sameInGlobal.map((name) => global(`oauthConfig.${name}`, name)),
  policy('oauthConfig.oauthClientCredentialUser', 'clientCredentialsFlowUser'),
  oauth('oauthConfig.scopes', 'commaSeparatedOauthScopes', { as: 'scopes' }),
  oauth('oauthConfig.singleLogoutUrl', 'singleLogoutUrl'),
  policy('oauthPolicy.ipRelaxation', 'ipRelaxationPolicyType', { needs: 'oauthConfig' }),
  policy('oauthPolicy.isTokenExchangeFlowEnabled', 'isTokenExchangeFlowEnabled', { needs: 'oauthConfig' }),
  policy('oauthPolicy.refreshTokenPolicy', 'refreshTokenPolicyType', { as: 'refreshToken', needs: 'oauthConfig' }),
  policy('oauthPolicy.singleLogoutUrl', 'singleLogoutUrl', { needs: 'oauthConfig' }),
  {
    element: 'permissionSetName',
    as: 'joined',
    to: [
      { type: 'ExtlClntAppOauthConfigurablePolicies', name: 'commaSeparatedPermissionSet' },
      { type: 'ExtlClntAppSamlConfigurablePolicies', name: 'commaSeparatedPermissionSet' },
    ],
  },
  policy('plugin', 'apexHandler', { needs: 'oauthConfig', change: 'plugin' }),
  policy('pluginExecutionUser', 'executeHandlerAs', { needs: 'oauthConfig' }),
  {
    element: 'profileName',
    as: 'joined',
    to: [
      { type: 'ExtlClntAppOauthConfigurablePolicies', name: 'commaSeparatedProfile' },
      { type: 'ExtlClntAppSamlConfigurablePolicies', name: 'commaSeparatedProfile' },
    ],
  },
  ...['acsUrl', 'certificate', 'encryptionCertificate', 'encryptionType', 'entityUrl', 'issuer'].map((name) =>
    saml(`samlConfig.${name}`, name),
  ),
  saml('samlConfig.samlIdpSLOBindingEnum', 'singleLogoutBindingType'),
  saml('samlConfig.samlNameIdFormat', 'nameIdFormat'),
  saml('samlConfig.samlSigningAlgoType', 'signingAlgorithmType'),
  saml('samlConfig.samlSloUrl', 'singleLogoutUrl'),
  saml('samlConfig.samlSubjectCustomAttr', 'subjectCustomAttribute'),
  saml('samlConfig.samlSubjectType', 'subjectType'),
  policy('sessionPolicy.policyAction', 'policyAction', { needs: 'oauthConfig' }),
  policy('sessionPolicy.sessionLevel', 'requiredSessionLevel', { needs: 'oauthConfig' }),
  policy('sessionPolicy.sessionTimeout', 'sessionTimeoutInMinutes', { needs: 'oauthConfig' }),
  { element: 'startUrl', as: 'startUrl', to: [{ type: 'ExtlClntAppConfigurablePolicies', name: 'startUrl' }] },
  lost('fullName', 'metadataName', 'note'),
  lost('module', 'metadataName', 'note'),
];

/** The row of an element: its own, or that of the element that it is part of. */
export function connectedAppRow(path: string): ConnectedAppRow | undefined {
  return connectedAppRows.find(({ element }) => path === element || path.startsWith(`${element}.`));
}
