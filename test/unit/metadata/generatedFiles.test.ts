import { describe, expect, it } from '@jest/globals';
import { oauth } from '../spec/checkYaml.js';
import { writtenFiles } from './writeYaml.js';

/** The example of SPEC §1, with its variable set. */
const spec = `
name: Order_Sync
label: Order Sync
contactEmail: integrations@example.com
callback: https://orders.example.com/oauth/callback
scopes: [api, refresh_token]
flows:
  clientCredentials:
    runAs: \${runAsUser}
security:
  requirePkce: true
policies:
  permittedUsers: admin-approved
  permissionSets: [Order_Sync_API]
variables:
  runAsUser: {description: Integration user of this org}
`;

const files: Readonly<Record<string, string>> = {
  'externalClientApps/Order_Sync.eca-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>integrations@example.com</contactEmail>
    <distributionState>Local</distributionState>
    <isProtected>false</isProtected>
    <label>Order Sync</label>
</ExternalClientApplication>
`,
  'extlClntAppGlobalOauthSets/Order_Sync_glbloauth.ecaGlblOauth-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ExtlClntAppGlobalOauthSettings xmlns="http://soap.sforce.com/2006/04/metadata">
    <callbackUrl>https://orders.example.com/oauth/callback</callbackUrl>
    <externalClientApplication>Order_Sync</externalClientApplication>
    <isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>
    <isCodeCredFlowEnabled>false</isCodeCredFlowEnabled>
    <isCodeCredPostOnly>false</isCodeCredPostOnly>
    <isConsumerSecretOptional>false</isConsumerSecretOptional>
    <isDeviceFlowEnabled>false</isDeviceFlowEnabled>
    <isIntrospectAllTokens>false</isIntrospectAllTokens>
    <isNamedUserJwtEnabled>false</isNamedUserJwtEnabled>
    <isPkceRequired>true</isPkceRequired>
    <isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>
    <isSecretRequiredForRefreshToken>true</isSecretRequiredForRefreshToken>
    <isSecretRequiredForTokenExchange>true</isSecretRequiredForTokenExchange>
    <isTokenExchangeEnabled>false</isTokenExchangeEnabled>
    <label>Order_Sync_glbloauth</label>
</ExtlClntAppGlobalOauthSettings>
`,
  'extlClntAppOauthSettings/Order_Sync_oauth.ecaOauth-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ExtlClntAppOauthSettings xmlns="http://soap.sforce.com/2006/04/metadata">
    <commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>
    <externalClientApplication>Order_Sync</externalClientApplication>
    <isFirstPartyAppEnabled>false</isFirstPartyAppEnabled>
    <label>Order_Sync_oauth</label>
</ExtlClntAppOauthSettings>
`,
  'extlClntAppOauthPolicies/Order_Sync_oauthPlcy.ecaOauthPlcy-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ExtlClntAppOauthConfigurablePolicies xmlns="http://soap.sforce.com/2006/04/metadata">
    <clientCredentialsFlowUser>integration@example.com</clientCredentialsFlowUser>
    <commaSeparatedPermissionSet>Order_Sync_API</commaSeparatedPermissionSet>
    <externalClientApplication>Order_Sync</externalClientApplication>
    <ipRelaxationPolicyType>Enforce</ipRelaxationPolicyType>
    <isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>
    <isGuestCodeCredFlowEnabled>false</isGuestCodeCredFlowEnabled>
    <isTokenExchangeFlowEnabled>false</isTokenExchangeFlowEnabled>
    <label>Order_Sync_oauthPlcy</label>
    <permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>
    <refreshTokenPolicyType>SpecificInactivity</refreshTokenPolicyType>
    <refreshTokenValidityPeriod>30</refreshTokenValidityPeriod>
    <refreshTokenValidityUnit>Days</refreshTokenValidityUnit>
    <requiredSessionLevel>STANDARD</requiredSessionLevel>
</ExtlClntAppOauthConfigurablePolicies>
`,
  'extlClntAppPolicies/Order_Sync_plcy.ecaPlcy-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ExtlClntAppConfigurablePolicies xmlns="http://soap.sforce.com/2006/04/metadata">
    <externalClientApplication>Order_Sync</externalClientApplication>
    <isEnabled>true</isEnabled>
    <isOauthPluginEnabled>true</isOauthPluginEnabled>
    <label>Order_Sync_plcy</label>
    <startPage>None</startPage>
</ExtlClntAppConfigurablePolicies>
`,
};

/** Elements of all files of the smallest OAuth app by API version, as `type.element`. */
function elementNames(apiVersion: number): ReadonlySet<string> {
  const texts = Object.values(writtenFiles(oauth, { apiVersion }));
  return new Set(texts.flatMap((text) => [...text.matchAll(/^ {4}<(\w+)>/gm)].map(([, name = '']) => name)));
}

describe('the files of an app', () => {
  it('are the five of SPEC §3, to the byte', () => {
    expect(writtenFiles(spec, { set: { runAsUser: 'integration@example.com' } })).toEqual(files);
  });

  it('are the same when they are written again, and whatever the order of the keys', () => {
    const given = { set: { runAsUser: 'integration@example.com' } };
    const [name, ...rest] = spec.trim().split(/\n(?=\S)/);
    const turned = [name, ...rest.toReversed()].join('\n');
    expect(turned).not.toBe(spec.trim());
    expect([writtenFiles(spec, given), writtenFiles(`${turned}\n`, given)]).toEqual([files, files]);
  });

  it('are two for an app without OAuth', () => {
    expect(writtenFiles('name: App\ncontactEmail: a@example.com\n')).toEqual({
      'externalClientApps/App.eca-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>a@example.com</contactEmail>
    <distributionState>Local</distributionState>
    <isProtected>false</isProtected>
    <label>App</label>
</ExternalClientApplication>
`,
      'extlClntAppPolicies/App_plcy.ecaPlcy-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<ExtlClntAppConfigurablePolicies xmlns="http://soap.sforce.com/2006/04/metadata">
    <externalClientApplication>App</externalClientApplication>
    <isEnabled>true</isEnabled>
    <isOauthPluginEnabled>false</isOauthPluginEnabled>
    <label>App_plcy</label>
    <startPage>None</startPage>
</ExtlClntAppConfigurablePolicies>
`,
    });
  });

  it.each([
    [60, []],
    [61, ['isCodeCredFlowEnabled', 'isCodeCredPostOnly', 'isGuestCodeCredFlowEnabled', 'isNamedUserJwtEnabled']],
    [62, ['isFirstPartyAppEnabled']],
    [63, ['startPage']],
    [64, []],
    [65, []],
    [66, []],
    [67, []],
    [68, []],
  ])('write in API %i for the first time, from a default: %j', (apiVersion, names) => {
    const before = elementNames(apiVersion - 1);
    const isFirst = apiVersion === 60;
    expect(isFirst ? [] : [...elementNames(apiVersion)].filter((name) => !before.has(name)).toSorted()).toEqual(names);
  });

  it('hold in API 60 what every version knows, and nothing that is newer', () => {
    expect([...elementNames(60)].toSorted()).toEqual([
      'callbackUrl',
      'commaSeparatedOauthScopes',
      'contactEmail',
      'distributionState',
      'externalClientApplication',
      'ipRelaxationPolicyType',
      'isClientCredentialsFlowEnabled',
      'isConsumerSecretOptional',
      'isDeviceFlowEnabled',
      'isEnabled',
      'isIntrospectAllTokens',
      'isOauthPluginEnabled',
      'isPkceRequired',
      'isProtected',
      'isRefreshTokenRotationEnabled',
      'isSecretRequiredForRefreshToken',
      'isSecretRequiredForTokenExchange',
      'isTokenExchangeEnabled',
      'isTokenExchangeFlowEnabled',
      'label',
      'permittedUsersPolicyType',
      'refreshTokenPolicyType',
      'refreshTokenValidityPeriod',
      'refreshTokenValidityUnit',
      'requiredSessionLevel',
    ]);
  });

  it('name every type by its folder and suffix', () => {
    const yaml = `${oauth}security: {tokenIpRanges: [{start: 10.0.0.1, end: 10.0.0.1}]}
saml: {entityId: a, acsUrl: "https://a.example.com"}
push: {apple: {configLink: a}, android: {configLink: b}, showFullContent: true}
notifications: {A: {pushByDefault: true}}
mobile: {screenLock: true, screenLockTimeout: 1}
canvas: {url: "https://a.example.com", accessMethod: oauth-get}
attestation: {apple: true, android: true, enforcement: none}
`;
    expect(Object.keys(writtenFiles(yaml, { apiVersion: 68 }))).toEqual([
      'externalClientApps/App.eca-meta.xml',
      'extlClntAppGlobalOauthSets/App_glbloauth.ecaGlblOauth-meta.xml',
      'extlClntAppOauthSettings/App_oauth.ecaOauth-meta.xml',
      'extlClntAppOauthPolicies/App_oauthPlcy.ecaOauthPlcy-meta.xml',
      'extlClntAppPolicies/App_plcy.ecaPlcy-meta.xml',
      'extlClntAppOauthSecuritySettings/App_oauthSecurity.ecaOauthSecurity-meta.xml',
      'extlClntAppSamlConfigurablePolicies/App_samlPlcy.ecaSamlPlcy-meta.xml',
      'extlClntAppPushSettings/App_push_apple.ecaPush-meta.xml',
      'extlClntAppPushSettings/App_push_android.ecaPush-meta.xml',
      'extlClntAppPushPolicies/App_pushPlcy.ecaPushPlcy-meta.xml',
      'extlClntAppNotifSettings/App_notifications.ecaNotifications-meta.xml',
      'extlClntAppMobileSettings/App_mobile.ecaMobile-meta.xml',
      'extlClntAppMobilePolicies/App_mobilePlcy.ecaMobilePlcy-meta.xml',
      'extlClntAppCanvasSettings/App_canvas.ecaCanvas-meta.xml',
      'extlClntAppAttestSettings/App_attest_apple.ecaAttest-meta.xml',
      'extlClntAppAttestSettings/App_attest_android.ecaAttest-meta.xml',
      'extlClntAppAttestPolicies/App_attestPlcy.ecaAttestPlcy-meta.xml',
    ]);
  });
});
