import { describe, expect, it } from '@jest/globals';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { appFiles, deployed } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const start = useOrgs();

const get = async (org: FakeOrg, path: string, token = org.accessToken): Promise<Response> =>
  fetch(`${org.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

async function query(org: FakeOrg, soql: string, api = ''): Promise<{ status: number; body: unknown }> {
  const response = await get(org, `/services/data/v67.0/${api}query?q=${encodeURIComponent(soql)}`);
  return { status: response.status, body: await response.json() };
}

async function records(org: FakeOrg, soql: string, api = ''): Promise<readonly Record<string, unknown>[]> {
  const { body } = await query(org, soql, api);
  return (body as { records: Record<string, unknown>[] }).records.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'attributes')),
  );
}

describe('a query', () => {
  it('knows fields, conditions, order and limits', async () => {
    const org = await start();
    const soql =
      "SELECT Username, Profile.Name FROM User WHERE (IsActive = true AND Username LIKE '%@fake%') AND NOT Username IN ('person@fake.example.com') ORDER BY Username DESC LIMIT 1";
    expect(await records(org, soql)).toEqual([
      {
        Username: 'integration@fake.example.com',
        Profile: { attributes: expect.anything(), Name: 'Minimum Access - API Only Integrations' },
      },
    ]);
    expect(await query(org, 'SELECT count() FROM User')).toMatchObject({ body: { totalSize: 4 } });
  });

  it('joins by a list from another query', async () => {
    const org = await start();
    org.setup.assignPermissionSet('person@fake.example.com', 'Order_Sync_API');
    const inner = "SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Order_Sync_API'";
    expect(await records(org, `SELECT Username FROM User WHERE Id IN (${inner})`)).toEqual([
      { Username: 'person@fake.example.com' },
    ]);
  });

  it('finds apps by name, with an id of prefix 0xI, and their scopes as columns', async () => {
    const org = await start();
    await deployed(org, appFiles('Demo'));
    const [app] = await records(
      org,
      "SELECT Id, MasterLabel FROM ExternalClientApplication WHERE DeveloperName = 'demo'",
    );
    expect(app).toEqual({ Id: expect.stringMatching(/^0xI\w{15}$/), MasterLabel: 'Demo' });
    const soql =
      'SELECT ExternalClientApplication.DeveloperName, OauthScopesAPI, OauthScopesWEB FROM ExtlClntAppOauthSettings';
    expect(await records(org, soql, 'tooling/')).toMatchObject([
      { ExternalClientApplication: { DeveloperName: 'Demo' }, OauthScopesAPI: true, OauthScopesWEB: false },
    ]);
  });

  it('shows deploy jobs through the Tooling API only', async () => {
    const org = await start();
    await deployed(org, appFiles('Demo'));
    const soql =
      'SELECT Id, Status, CheckOnly, NumberComponentsTotal, CreatedBy.Username FROM DeployRequest WHERE CreatedDate > 2020-01-01T00:00:00Z';
    expect(await records(org, soql, 'tooling/')).toMatchObject([
      {
        Status: 'Succeeded',
        CheckOnly: false,
        NumberComponentsTotal: 3,
        CreatedBy: { Username: 'admin@fake.example.com' },
      },
    ]);
    expect(await query(org, soql)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_TYPE' }] });
  });

  it.each([
    ['SELECT Id FROM ScratchOrgInfo limit 1', 'INVALID_TYPE'],
    ['SELECT Id FROM ExtlClntAppOauthConfigurablePolicies', 'INVALID_TYPE'],
    ['SELECT Id, Nickname FROM User', 'INVALID_FIELD'],
    ["SELECT Id FROM User WHERE Nickname = 'x'", 'INVALID_FIELD'],
    ["SELECT Id FROM User WHERE Username = 'x' GROUP BY Id", 'MALFORMED_QUERY'],
    ["SELECT Id FROM User WHERE Username ~ 'x'", 'MALFORMED_QUERY'],
    ['SELECT FROM User', 'MALFORMED_QUERY'],
  ])('refuses %s with %s', async (soql, errorCode) => {
    expect(await query(await start(), soql)).toMatchObject({ status: 400, body: [{ errorCode }] });
  });
});
