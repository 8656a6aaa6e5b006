import { afterEach, describe, expect, it } from '@jest/globals';
import { deployApps } from '../../../src/operations/deployApps.js';
import { planApps } from '../../../src/operations/planApps.js';
import { reviewDeploy, type Review } from '../../../src/operations/reviewDeploy.js';
import { stopsPlan } from '../../../src/operations/stopsPlan.js';
import type { MetadataOrg } from '../../../src/org/metadataOrg.js';
import { OrgFailure } from '../../../src/org/orgFailure.js';
import { openSalesforceOrg } from '../../../src/org/salesforceOrg.js';
import type { FileFinding } from '../../../src/source/fileFinding.js';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { loaded, webSpec } from '../org/appFiles.js';
import { connectTo } from '../org/connectTo.js';

const clock = { now: () => Date.now(), sleep: async () => Promise.resolve() };
const opened: FakeOrg[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (org) => org.close()));
});

async function start(options: FakeOrgOptions = {}): Promise<FakeOrg> {
  const fake = await startFakeOrg({ pollsUntilDone: 0, ...options });
  opened.push(fake);
  return fake;
}

type Looked = { readonly review: Review; readonly findings: readonly string[] };

/** What stands before the deploy of a spec, which then goes on. */
async function look(
  fake: FakeOrg,
  text: string,
  change: (org: MetadataOrg) => MetadataOrg = (org) => org,
  allowed: readonly string[] = [],
): Promise<Looked> {
  const org = change(await openSalesforceOrg(connectTo(fake)));
  let looked: Looked | undefined;
  const request = { specs: [await loaded(text)], apiVersion: 66, checkOnly: false, wait: 60_000 };
  await deployApps(org, request, {
    clock,
    onEvent: () => undefined,
    keep: async () => Promise.resolve(),
    review: async (apps, findings) => {
      looked = {
        review: reviewDeploy(apps, org.identity, allowed),
        findings: findings.map(({ finding }) => `${finding.severity} ${finding.rule}`),
      };
      return Promise.resolve();
    },
  });
  return looked ?? { review: { guards: [], asks: false, clientCredentials: [] }, findings: [] };
}

const runAs = (username: string): string => webSpec('Shop', `flows:\n  clientCredentials:\n    runAs: ${username}\n`);
const openFlows = ['note org/password-flow-open', 'note org/user-agent-flow-open'];

describe('checkOrg', () => {
  it.each([
    ['integration@fake.example.com', []],
    ['nobody@fake.example.com', ['error org/run-as-unknown']],
    ['former@fake.example.com', ['error org/run-as-inactive']],
    ['person@fake.example.com', ['warning org/run-as-not-api-only']],
    ['admin@fake.example.com', ['warning org/run-as-administrator', 'warning org/run-as-not-api-only']],
  ])('judges the run-as user %s', async (username, expected) => {
    const { findings } = await look(await start(), runAs(username));
    expect(findings).toEqual([...expected, ...openFlows]);
  });

  it('finds permission sets and profiles that the org does not have', async () => {
    const { findings } = await look(
      await start(),
      webSpec(
        'Shop',
        'policies:\n  permissionSets: [Order_Sync_API, Not_There]\n  profiles: [Standard User, Nobody]\n',
      ),
    );
    expect(findings).toEqual(['error org/permission-set-unknown', 'warning org/profile-unknown', ...openFlows]);
  });

  it('warns when the org gives consumer secrets out', async () => {
    const { findings } = await look(await start({ secretAccess: true }), webSpec('Shop'));
    expect(findings).toEqual(['warning org/secret-access-on', ...openFlows]);
  });

  it('says nothing about the org when nothing is deployed', async () => {
    const fake = await start();
    await look(fake, webSpec('Shop'));
    expect((await look(fake, webSpec('Shop'))).findings).toEqual([]);
  });

  it('makes a note of what the user may not read', async () => {
    const refusing = (org: MetadataOrg): MetadataOrg => ({
      ...org,
      query: async () =>
        Promise.reject(new OrgFailure('refused', { request: 'query', text: "sObject type 'User' is not supported." })),
    });
    const { findings } = await look(await start(), runAs('integration@fake.example.com'), refusing);
    expect(findings).toEqual(['note org/check-not-allowed', ...openFlows]);
  });
});

describe('reviewDeploy', () => {
  it('asks nothing for a new app, but for one with the client credentials flow', async () => {
    expect((await look(await start(), webSpec('Shop'))).review).toEqual({
      guards: [],
      asks: false,
      clientCredentials: [],
    });
    expect((await look(await start(), runAs('integration@fake.example.com'))).review).toEqual({
      guards: [],
      asks: true,
      clientCredentials: ['Shop'],
    });
  });

  it('does not ask again for a flow that is already on', async () => {
    const fake = await start();
    await look(fake, runAs('integration@fake.example.com'));
    expect((await look(fake, `${runAs('integration@fake.example.com')}description: Changed\n`)).review).toEqual({
      guards: [],
      asks: false,
      clientCredentials: [],
    });
  });

  it('asks when a callback is taken away', async () => {
    const fake = await start();
    await look(fake, webSpec('Shop'));
    const { review } = await look(
      fake,
      webSpec('Shop').replace('https://shop.example.com/callback', 'https://other.example.com/callback'),
    );
    expect(review).toEqual({ guards: [], asks: true, clientCredentials: [] });
  });

  it('refuses to leave an app with nobody approved, unless that is allowed', async () => {
    const fake = await start();
    await look(fake, webSpec('Shop', 'policies:\n  permissionSets: [Order_Sync_API]\n'));
    const nobody = webSpec('Shop', 'policies:\n  permittedUsers: admin-approved\n');
    const allowed = await look(fake, `${nobody}description: Changed\n`, (org) => org, ['nobody-approved']);
    expect(allowed.review.guards).toEqual([]);
    await look(fake, webSpec('Shop', 'policies:\n  permissionSets: [Order_Sync_API]\n'));
    expect((await look(fake, nobody)).review.guards).toEqual([{ word: 'nobody-approved', app: 'Shop' }]);
  });

  it('refuses to change the app of its own session, unless that is allowed', async () => {
    const fake = await start();
    await look(fake, webSpec('Shop', 'consumerKey: ownSessionKey\n'));
    const own = (org: MetadataOrg): MetadataOrg => ({
      ...org,
      identity: { ...org.identity, sessionClientId: 'ownSessionKey' },
    });
    expect((await look(fake, webSpec('Shop', 'description: One\n'), own)).review.guards).toEqual([
      { word: 'own-session', app: 'Shop' },
    ]);
    expect((await look(fake, webSpec('Shop', 'description: Two\n'), own, ['own-session'])).review.guards).toEqual([]);
    expect((await look(fake, webSpec('Shop', 'description: Three\n'))).review.guards).toEqual([]);
  });
});

describe('absentApps', () => {
  const partial = (name: string): string =>
    `name: ${name}\npolicies:\n  refreshToken: expire-immediately\nmetadata:\n  only: [ExtlClntAppOauthConfigurablePolicies]\n`;

  async function absent(text: string): Promise<readonly FileFinding[]> {
    const fake = await start();
    const org = await openSalesforceOrg(connectTo(fake));
    return (await planApps([await loaded(text)], org, 66)).findings;
  }

  it('finds a spec of a part whose app the org does not hold, and says which org', async () => {
    const [found, ...more] = await absent(partial('Nowhere'));
    expect(more).toEqual([]);
    expect(found?.finding).toMatchObject({
      rule: 'org/app-absent',
      severity: 'error',
      path: ['name'],
      tokens: { name: 'Nowhere', org: 'admin@fake.example.com' },
    });
    expect(found === undefined || stopsPlan(found)).toBe(false);
  });

  it('only warns for an installed app, and is silent about an app that the spec creates', async () => {
    expect((await absent(partial('acme__Nowhere'))).map(({ finding }) => finding.severity)).toEqual(['warning']);
    expect(await absent(webSpec('Shop'))).toEqual([]);
  });

  it('stands before a deploy', async () => {
    expect((await look(await start(), partial('Nowhere'))).findings).toContain('error org/app-absent');
  });
});
