import { afterEach, describe, expect, it } from '@jest/globals';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { appFiles, deploy, deployed, file, policyFile, read, type DeployChoice, type Files } from './metadataClient.js';

const GLOBAL = 'ExtlClntAppGlobalOauthSettings';
const OAUTH = 'ExtlClntAppOauthSettings';
const OAUTH_POLICIES = 'ExtlClntAppOauthConfigurablePolicies';
const APP_POLICIES = 'ExtlClntAppConfigurablePolicies';

const orgs: FakeOrg[] = [];
async function start(options: FakeOrgOptions = {}): Promise<FakeOrg> {
  const org = await startFakeOrg({ pollsUntilDone: 0, ...options });
  orgs.push(org);
  return org;
}
afterEach(async () => {
  for (const org of orgs.splice(0)) await org.close();
});

/** Deploys into a fresh org and returns the failures. */
async function failures(
  files: Files,
  choice: DeployChoice = {},
  options: FakeOrgOptions = {},
): Promise<readonly string[]> {
  return (await deploy(await start(options), files, choice)).failures;
}

describe('a first deploy', () => {
  it('creates both policies by itself under their default names', async () => {
    const org = await start();
    await deployed(org, appFiles('Demo'));
    expect(await read(org, OAUTH_POLICIES, 'Demo_oauth_defaultPolicy')).toEqual({
      fullName: 'Demo_oauth_defaultPolicy',
      externalClientApplication: 'Demo',
      ipRelaxationPolicyType: 'Enforce',
      isClientCredentialsFlowEnabled: 'false',
      isGuestCodeCredFlowEnabled: 'false',
      isTokenExchangeFlowEnabled: 'false',
      label: 'Demo_oauth_defaultPolicy',
      permittedUsersPolicyType: 'AllSelfAuthorized',
      refreshTokenPolicyType: 'SpecificInactivity',
      refreshTokenValidityPeriod: '30',
      refreshTokenValidityUnit: 'Days',
      requiredSessionLevel: 'STANDARD',
    });
    expect(await read(org, APP_POLICIES, 'Demo_defaultPolicy')).toMatchObject({
      isEnabled: 'true',
      isOauthPluginEnabled: 'true',
      startPage: 'None',
    });
  });

  it('gives the policies 365 days where new apps are not locked', async () => {
    const org = await start({ lockNewApps: false });
    await deployed(org, appFiles('Demo'));
    const policy = await read(org, OAUTH_POLICIES, 'Demo_oauth_defaultPolicy');
    expect(policy).toMatchObject({ refreshTokenPolicyType: 'SpecificLifetime', refreshTokenValidityPeriod: '365' });
  });

  it('keeps the policy that comes with it and makes no second one', async () => {
    const org = await start();
    await deployed(org, {
      ...appFiles('Demo'),
      ...policyFile('Demo', { permittedUsersPolicyType: 'AdminApprovedPreAuthorized' }),
    });
    expect(await read(org, OAUTH_POLICIES, 'Demo_oauthPlcy')).toMatchObject({
      permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
    });
    expect(await read(org, OAUTH_POLICIES, 'Demo_oauth_defaultPolicy')).toBeUndefined();
  });

  it('makes up the consumer key, the OAuth link and the org-scoped name', async () => {
    const org = await start();
    await deployed(org, appFiles('Demo'));
    expect((await read(org, GLOBAL, 'Demo_glbloauth'))?.['consumerKey']).toMatch(/^3MVG9[\w.]{80}$/);
    expect((await read(org, OAUTH, 'Demo_oauth'))?.['oauthLink']).toMatch(/^00DFk0000000001:888\w{12}$/);
    expect((await read(org, 'ExternalClientApplication', 'Demo'))?.['orgScopedExternalApp']).toBe(
      '00DFk0000000001:Demo',
    );
  });

  it('turns PKCE, rotation and the idle timeout on although it says Succeeded', async () => {
    const org = await start();
    const outcome = await deploy(
      org,
      appFiles('Demo', { global: { isPkceRequired: 'false', isRefreshTokenRotationEnabled: 'false' } }),
    );
    expect(outcome.status).toBe('Succeeded');
    expect(await read(org, GLOBAL, 'Demo_glbloauth')).toMatchObject({
      isPkceRequired: 'true',
      isRefreshTokenRotationEnabled: 'true',
      isEnforceRefreshTokenTTL: 'true',
    });
  });

  it('takes PKCE off where new apps are not locked, or after Support unlocked the app', async () => {
    const files = appFiles('Demo', { global: { isPkceRequired: 'false' } });
    const open = await start({ lockNewApps: false });
    await deployed(open, files);
    expect(await read(open, GLOBAL, 'Demo_glbloauth')).toMatchObject({ isPkceRequired: 'false' });
    const locked = await start();
    await deployed(locked, files);
    locked.setup.unlockApp('Demo');
    await deployed(locked, files);
    expect(await read(locked, GLOBAL, 'Demo_glbloauth')).toMatchObject({ isPkceRequired: 'false' });
  });
});

describe('a deploy that the org refuses', () => {
  it('fails global settings without OAuth settings', async () => {
    expect(await failures(appFiles('Demo', { oauth: null }))).toEqual([
      "ExtlClntAppGlobalOauthSettings:Demo_glbloauth: The external client app configured in your global OAuth Settings doesn't have a valid OAuth settings configuration.",
    ]);
  });

  it('fails a second policy record and names the one that is there', async () => {
    const org = await start();
    await deployed(org, appFiles('Demo'));
    const plcy = file(APP_POLICIES, 'Demo_plcy', { externalClientApplication: 'Demo', isEnabled: 'true', label: 'x' });
    expect((await deploy(org, { ...policyFile('Demo', {}), ...plcy })).failures).toEqual([
      'ExtlClntAppOauthConfigurablePolicies:Demo_oauthPlcy: duplicate value found: ExternalClientApplicationId duplicates value on Demo_oauth_defaultPolicy',
      'ExtlClntAppConfigurablePolicies:Demo_plcy: duplicate value found: ExternalClientApplicationId duplicates value on Demo_defaultPolicy',
    ]);
  });

  it('drops an element out of order and then misses the parent', async () => {
    const files = {
      ...appFiles('Demo', { oauth: null }),
      ...file(OAUTH, 'Demo_oauth', { label: 'x', commaSeparatedOauthScopes: 'Api', externalClientApplication: 'Demo' }),
    };
    expect((await failures(files))[0]).toBe(
      'ExtlClntAppOauthSettings:Demo_oauth: Enter the name of the parent external client app',
    );
    expect((await failures(files, {}, { elementOrder: 'rejected' }))[0]).toBe(
      'ExtlClntAppOauthSettings:Demo_oauth: Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}commaSeparatedOauthScopes invalid at this location in type ExtlClntAppOauthSettings',
    );
  });

  it('drops a value out of order without a word when the rest is complete', async () => {
    const org = await start();
    const header = { contactEmail: 'a@example.com', label: 'Demo', description: 'lost' };
    await deployed(org, file('ExternalClientApplication', 'Demo', header));
    expect(await read(org, 'ExternalClientApplication', 'Demo')).not.toHaveProperty('description');
  });

  it.each([
    [
      'an unknown scope, with the list of legal tokens',
      { oauth: { commaSeparatedOauthScopes: 'Api, McpApi' } },
      /There's a problem with your scope\(s\): McpApi\. .*\bRefreshToken\b.*\bSFApiPlatform\b/,
    ],
    [
      'an OAuth string instead of a token',
      { oauth: { commaSeparatedOauthScopes: 'refresh_token' } },
      /problem with your scope\(s\): refresh_token/,
    ],
    [
      'an unknown element',
      { header: { homepage: 'x' } },
      /Element \{http:\/\/soap\.sforce\.com\/2006\/04\/metadata\}homepage invalid at this location in type ExternalClientApplication/,
    ],
    [
      'a word that is not in the enum',
      { header: { distributionState: 'Packageable' } },
      /'Packageable' is not a valid value for the enum 'ExtlClntAppDistState'/,
    ],
    [
      'a boolean that is none',
      { global: { isPkceRequired: 'yes' } },
      /'yes' is not a valid value for the type xsd:boolean/,
    ],
    [
      'an element that is newer than the package',
      { global: { isEnforceRefreshTokenTTL: 'true' } },
      /Property 'isEnforceRefreshTokenTTL' not valid in version 66\.0/,
    ],
    ['a missing contact', { header: { contactEmail: '' } }, /Required field is missing: contactEmail/],
    ['a missing callback', { global: { callbackUrl: '' } }, /Required field is missing: callbackUrl/],
    [
      'missing scopes',
      { oauth: { commaSeparatedOauthScopes: '' } },
      /Required field is missing: commaSeparatedOauthScopes/,
    ],
    [
      'a callback over http on another machine',
      { global: { callbackUrl: 'https://a.example.com/x\nhttp://b.example.com/y' } },
      /Invalid callback URL: http:\/\/b\.example\.com\/y/,
    ],
    [
      'an app that is not there',
      { oauth: { externalClientApplication: 'Other' } },
      /INVALID_CROSS_REFERENCE_KEY: no ExternalClientApplication named Other found/,
    ],
    [
      'a foreign OAuth link',
      { oauth: { oauthLink: '00Dbm000004ELiD:888bm000002gH3J' } },
      /couldn't update your OAuth link .* doesn't have distribution state PACKAGED/,
    ],
    ['an invented org id', { header: { orgScopedExternalApp: '00D000000000000:Demo' } }, /orgScopedExternalApp/],
    [
      'an ID token lifetime out of range',
      { global: { idTokenConfig: '<idTokenValidityInMinutes>721</idTokenValidityInMinutes>' } },
      /'721' is out of range for idTokenValidityInMinutes/,
    ],
    [
      'an IP range without an end',
      { oauth: { trustedIpRanges: '<startIpAddress>192.0.2.1</startIpAddress>' } },
      /not valid in trustedIpRanges/,
    ],
    ['a consumer key that is too short', { global: { consumerKey: 'short' } }, /between 8 and 256 characters/],
  ])('fails %s', async (_title, parts, problem) => {
    expect((await failures(appFiles('Demo', parts))).join('\n')).toMatch(problem);
  });

  it.each([
    [
      'a wrong word',
      { permittedUsersPolicyType: 'AdminApproved' },
      "Error parsing file: 'AdminApproved' is not a valid value for the enum 'PermittedUsersPolicyType'",
    ],
    [
      'the id of a permission set',
      { commaSeparatedPermissionSet: '0PS000000000001' },
      "INVALID_FIELD: We couldn't find permission sets called 0PS000000000001",
    ],
    [
      'an unknown profile',
      { commaSeparatedProfile: 'Nobody' },
      "INVALID_FIELD: We couldn't find profiles called Nobody",
    ],
    [
      'an unknown run-as user',
      { clientCredentialsFlowUser: 'nobody@example.com' },
      'In field: clientCredentialsFlowUser - no User named nobody@example.com found',
    ],
    [
      'an inactive run-as user',
      { clientCredentialsFlowUser: 'former@fake.example.com' },
      'In field: clientCredentialsFlowUser - no User named former@fake.example.com found',
    ],
    [
      'a JWT timeout without JWT tokens',
      { namedUserJwtTimeout: '10', namedUserJwtSessionTimeoutType: 'Custom' },
      'Invalid plugin settings',
    ],
    [
      'an unknown refresh token policy',
      { refreshTokenPolicyType: 'Forever' },
      "Error parsing file: 'Forever' is not a valid value for the enum 'RefreshTokenPolicyType'",
    ],
    [
      'a refresh token policy without its period',
      { refreshTokenPolicyType: 'SpecificLifetime' },
      'Enter a valid refresh token validity period and unit.',
    ],
    [
      'idle days beyond the limit of a locked app',
      {
        refreshTokenPolicyType: 'SpecificInactivity',
        refreshTokenValidityPeriod: '2',
        refreshTokenValidityUnit: 'Months',
      },
      'The refresh token validity period exceeds the idle limit of 30 days that this app enforces.',
    ],
    [
      'an element of API 61 to 63',
      { isNamedUserJwtEnabled: 'true' },
      "Error parsing file: Property 'isNamedUserJwtEnabled' not valid in version 66.0",
    ],
  ])('fails a policy with %s', async (_title, values, problem) => {
    const found = await failures({ ...appFiles('Demo'), ...policyFile('Demo', values) });
    expect(found).toEqual([`ExtlClntAppOauthConfigurablePolicies:Demo_oauthPlcy: ${problem}`]);
  });

  it('fails a session timeout beside JWT tokens, and minutes beside UserSession', async () => {
    const jwt = appFiles('Demo', { global: { isNamedUserJwtEnabled: 'true' } });
    expect(await failures({ ...jwt, ...policyFile('Demo', { sessionTimeoutInMinutes: '30' }) })).toHaveLength(1);
    const both = policyFile('Demo', { namedUserJwtTimeout: '10', namedUserJwtSessionTimeoutType: 'UserSession' });
    expect(await failures({ ...jwt, ...both })).toHaveLength(1);
    expect(
      await failures({
        ...jwt,
        ...policyFile('Demo', { namedUserJwtTimeout: '60', namedUserJwtSessionTimeoutType: 'Custom' }),
      }),
    ).toEqual([]);
    expect(
      await failures({ ...jwt, ...policyFile('Demo', { namedUserJwtTimeout: '60' }) }, { version: 64 }),
    ).toHaveLength(1);
  });

  it('fails security settings that the org does not hold yet, and takes them after the first save in Setup', async () => {
    const org = await start();
    const ranges = {
      externalClientApplication: 'Demo',
      label: 'x',
      tokenIpRanges: '<endIpAddress>192.0.2.9</endIpAddress><startIpAddress>192.0.2.1</startIpAddress>',
    };
    const security = file('ExtlClntAppOauthSecuritySettings', 'Demo_oauthSecurity', ranges);
    expect((await deploy(org, { ...appFiles('Demo'), ...security }, { version: 67 })).failures).toEqual([
      'ExtlClntAppOauthSecuritySettings:Demo_oauthSecurity: duplicate key value violates unique constraint "ak3tl_setup_entity_data"',
    ]);
    await deployed(org, appFiles('Demo'));
    org.setup.saveApp('Demo');
    await deployed(org, security, { version: 67 });
    expect(await read(org, 'ExtlClntAppOauthSecuritySettings', 'Demo_oauthSecurity')).toHaveProperty('tokenIpRanges');
  });

  it('fails what the user may not do, and everything where the feature is off', async () => {
    const permissions = ['ModifyMetadata', 'ExternalClientAppAdmin'];
    const org = await start({ profiles: [{ name: 'System Administrator', permissions }], users: [] });
    org.setup.createApp({ name: 'Demo' });
    await deployed(org, policyFile('Demo', {}));
    expect((await deploy(org, appFiles('Demo'))).failures).toEqual(
      [
        'ExternalClientApplication:Demo',
        'ExtlClntAppOauthSettings:Demo_oauth',
        'ExtlClntAppGlobalOauthSettings:Demo_glbloauth',
      ].map((name) => `${name}: INSUFFICIENT_ACCESS: insufficient access rights on object id`),
    );
    const off = await failures(appFiles('Demo', { global: null, oauth: null }), {}, { externalClientApps: false });
    expect(off).toEqual(['ExternalClientApplication:Demo: Not available for deploy for this organization']);
  });

  it('fails a connected app that is new', async () => {
    expect(await failures(file('ConnectedApp', 'Old', { label: 'Old' }))).toEqual([
      expect.stringMatching(/^ConnectedApp:Old: You can't create a connected app/),
    ]);
  });

  it('takes a chosen consumer key once in the org', async () => {
    const org = await start();
    const key = { global: { consumerKey: 'CHOSENKEY12345678' } };
    await deployed(org, appFiles('First', key));
    expect((await deploy(org, appFiles('Second', key))).failures.join()).toMatch(/DUPLICATE_VALUE/);
    expect(await read(org, GLOBAL, 'First_glbloauth')).toMatchObject({ consumerKey: 'CHOSENKEY12345678' });
  });
});

describe('a later deploy', () => {
  it('succeeds with another consumer key and keeps the old one', async () => {
    const org = await start();
    await deployed(org, appFiles('Demo', { global: { consumerKey: 'FIRSTKEY12345678' } }));
    await deployed(org, appFiles('Demo', { global: { consumerKey: 'SECONDKEY1234567' } }));
    expect(await read(org, GLOBAL, 'Demo_glbloauth')).toMatchObject({ consumerKey: 'FIRSTKEY12345678' });
  });

  it('resets an element that is left out and removes a certificate that is left out', async () => {
    const org = await start();
    await deployed(
      org,
      appFiles('Demo', {
        header: { description: 'Text' },
        global: { certificate: 'QUJD', isDeviceFlowEnabled: 'true' },
      }),
    );
    expect(await read(org, GLOBAL, 'Demo_glbloauth')).toMatchObject({
      certificate: 'QUJD',
      isDeviceFlowEnabled: 'true',
    });
    await deployed(org, appFiles('Demo'));
    expect(await read(org, GLOBAL, 'Demo_glbloauth')).toMatchObject({ isDeviceFlowEnabled: 'false' });
    expect(await read(org, GLOBAL, 'Demo_glbloauth')).not.toHaveProperty('certificate');
    expect(await read(org, 'ExternalClientApplication', 'Demo')).not.toHaveProperty('description');
  });

  it('fails on the rotation warning unless warnings are ignored', async () => {
    const org = await start();
    await deployed(org, appFiles('Demo'));
    const before = await read(org, GLOBAL, 'Demo_glbloauth');
    const rotate = appFiles('Demo', { global: { shouldRotateConsumerKey: 'true' } });
    expect((await deploy(org, rotate)).failures.join()).toMatch(/shouldRotateConsumerKey is true/);
    expect(await read(org, GLOBAL, 'Demo_glbloauth')).toEqual(before);
    await deployed(org, rotate, { options: { ignoreWarnings: true } });
    expect((await read(org, GLOBAL, 'Demo_glbloauth'))?.['consumerKey']).not.toBe(before?.['consumerKey']);
  });

  it('finds a permission set that comes in the same package', async () => {
    const org = await start();
    const set = file('PermissionSet', 'Fresh', { label: 'Fresh' });
    await deployed(org, {
      ...appFiles('Demo'),
      ...set,
      ...policyFile('Demo', { commaSeparatedPermissionSet: 'Fresh' }),
    });
    expect(org.state.directory.permissionSets.map(({ name }) => name)).toContain('Fresh');
  });
});
