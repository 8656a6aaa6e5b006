import { describe, expect, it } from '@jest/globals';
import { appFiles, deploy, deployed, file, policyFile, read } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const GLOBAL = 'ExtlClntAppGlobalOauthSettings';
const OAUTH = 'ExtlClntAppOauthSettings';
const OAUTH_POLICIES = 'ExtlClntAppOauthConfigurablePolicies';
const APP_POLICIES = 'ExtlClntAppConfigurablePolicies';

const start = useOrgs();

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
