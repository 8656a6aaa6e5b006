import { describe, expect, it } from '@jest/globals';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { appFiles, deploy, deployed, file, policyFile, read, type DeployChoice, type Files } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const GLOBAL = 'ExtlClntAppGlobalOauthSettings';
const OAUTH = 'ExtlClntAppOauthSettings';
const APP_POLICIES = 'ExtlClntAppConfigurablePolicies';

const start = useOrgs();

/** Deploys into a fresh org and returns the failures. */
async function failures(
  files: Files,
  choice: DeployChoice = {},
  options: FakeOrgOptions = {},
): Promise<readonly string[]> {
  return (await deploy(await start(options), files, choice)).failures;
}

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
