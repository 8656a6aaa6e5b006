import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import type { FAULT_KINDS } from '../../fakeOrg/http/faults.js';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { childText } from '../../fakeOrg/xml/readXml.js';
import { appFiles, callSoap, deployed, read } from './metadataClient.js';

const orgs: FakeOrg[] = [];
async function start(options: FakeOrgOptions = {}): Promise<FakeOrg> {
  const org = await startFakeOrg({ pollsUntilDone: 0, ...options });
  orgs.push(org);
  return org;
}
afterEach(async () => {
  for (const org of orgs.splice(0)) await org.close();
});

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

describe('the doors of the org', () => {
  it('answers URLs that start with two slashes, and lists its versions up to the newest', async () => {
    const org = await start({ apiVersion: 66 });
    const versions = (await (await get(org, '//services/data')).json()) as { version: string }[];
    expect(versions.at(-1)?.version).toBe('66.0');
    expect((await get(org, '/services/data/v67.0')).status).toBe(404);
  });

  it('refuses unknown sessions by REST, by SOAP and at userinfo', async () => {
    const org = await start();
    const rest = await get(org, '/services/data/v67.0/limits', 'stale');
    expect(rest.status).toBe(401);
    expect(await rest.json()).toEqual([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
    expect(childText(await callSoap(org, 'describeMetadata', '', 67, 'stale'), 'faultcode')).toBe(
      'sf:INVALID_SESSION_ID',
    );
    expect((await get(org, '/services/oauth2/userinfo', 'stale')).status).toBe(403);
  });

  it('refuses sessions in JWT format by SOAP below version 68 and takes them by REST', async () => {
    const org = await start({ jwtSession: true, apiVersion: 68 });
    expect(childText(await callSoap(org, 'describeMetadata', '', 67), 'faultstring')).toMatch(
      /^SOAP API does not support JWT-based access tokens/,
    );
    expect((await callSoap(org, 'describeMetadata', '', 68)).name).toBe('describeMetadataResponse');
    expect((await get(org, '/services/data/v67.0/limits')).status).toBe(200);
  });

  it('refuses the Metadata API to a user who may not use it, by both doors', async () => {
    const org = await start({ profiles: [{ name: 'System Administrator' }], users: [] });
    expect(childText(await callSoap(org, 'describeMetadata', ''), 'faultcode')).toBe('sf:INSUFFICIENT_ACCESS');
    expect((await get(org, '/services/data/v67.0/metadata/deployRequest/0Af')).status).toBe(403);
  });

  it('has no REST deployments when it is told so', async () => {
    const org = await start({ rest: false });
    const response = await fetch(`${org.url}/services/data/v67.0/metadata/deployRequest`, {
      method: 'POST',
      headers: { authorization: `Bearer ${org.accessToken}` },
    });
    expect(response.status).toBe(404);
  });

  it('lists components without saying which app they belong to, at most three types at once', async () => {
    const org = await start();
    await deployed(org, appFiles('Demo'));
    const one = '<queries><type>ExtlClntAppOauthSettings</type></queries>';
    const answer = await callSoap(org, 'listMetadata', one);
    expect(answer.children.map((row) => childText(row, 'fullName'))).toEqual(['Demo_oauth']);
    expect(answer.children[0]?.children.map(({ name }) => name)).not.toContain('externalClientApplication');
    expect(childText(await callSoap(org, 'listMetadata', one.repeat(4)), 'faultcode')).toBe('sf:LIMIT_EXCEEDED');
    expect(
      childText(await callSoap(org, 'listMetadata', '<queries><type>Nonsense</type></queries>'), 'faultcode'),
    ).toBe('sf:INVALID_TYPE');
    expect(await read(org, 'ExtlClntAppOauthSettings', 'Nobody')).toBeUndefined();
  });
});

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

describe('a fault', () => {
  const read200 = async (org: FakeOrg): Promise<number> => (await get(org, '/services/data/v67.0/limits')).status;

  it('strikes the n-th request from now and no other', async () => {
    const org = await start();
    org.addFault({ kind: 'http503', nth: 2 });
    expect([await read200(org), await read200(org), await read200(org)]).toEqual([200, 503, 200]);
    expect(org.requests.map(({ fault }) => fault)).toEqual([undefined, 'http503', undefined]);
  });

  it('strikes by pattern, as often as it is told', async () => {
    const org = await start();
    org.addFault({ kind: 'http500', match: 'listMetadata$', times: 2 });
    expect(await read200(org)).toBe(200);
    const soap = async (): Promise<string> => (await callSoap(org, 'listMetadata', '')).name;
    await expect(soap()).rejects.toThrow();
    await expect(soap()).rejects.toThrow();
    expect(await soap()).toBe('listMetadataResponse');
  });

  it.each([
    ['http500', 500, 'text/html;charset=UTF-8'],
    ['http503', 503, 'text/html;charset=UTF-8'],
    ['sessionExpired', 401, 'application/json;charset=UTF-8'],
    ['requestLimit', 403, 'application/json;charset=UTF-8'],
  ] as const)('%s is answered with status %i', async (kind, status, type) => {
    const org = await start();
    org.addFault({ kind });
    const response = await get(org, '/services/data/v67.0/limits');
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
  });

  it('speaks SOAP to SOAP', async () => {
    const org = await start();
    org.addFault({ kind: 'requestLimit' });
    expect(childText(await callSoap(org, 'listMetadata', ''), 'faultcode')).toBe('sf:REQUEST_LIMIT_EXCEEDED');
  });

  it('cuts the connection before or after the work', async () => {
    const org = await start();
    const post = async (): Promise<unknown> =>
      callSoap(org, 'deploy', '<ZipFile></ZipFile><DeployOptions></DeployOptions>');
    org.addFault({ kind: 'resetBefore' });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(org.state.deployJobs.size).toBe(0);
    org.addFault({ kind: 'resetAfter' });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(org.state.deployJobs.size).toBe(1);
    org.addFault({ kind: 'http503After' });
    await expect(post()).rejects.toThrow();
    expect(org.state.deployJobs.size).toBe(2);
  });

  it('breaks the body off in the middle', async () => {
    const org = await start();
    org.addFault({ kind: 'truncatedBody' });
    const response = await get(org, '/services/data/v67.0/limits');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('leaves the client hanging until the org is closed', async () => {
    const org = await start();
    org.addFault({ kind: 'hang' });
    const hanging = get(org, '/services/data/v67.0/limits');
    const winner = await Promise.race([
      hanging.catch(() => 'cut'),
      new Promise((resolve) => setTimeout(resolve, 100, 'waiting')),
    ]);
    expect(winner).toBe('waiting');
    const outcome = expect(hanging).rejects.toThrow('fetch failed');
    await org.close();
    await outcome;
    orgs.splice(orgs.indexOf(org), 1);
  });

  it('keeps jobs in progress until the faults are cleared', async () => {
    const org = await start();
    org.addFault({ kind: 'jobStuck', match: ' deploy$' });
    const deploying = deployed(org, appFiles('Demo'));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([...org.state.deployJobs.values()].map(({ status }) => status)).toEqual(['InProgress']);
    org.clearFaults();
    expect((await deploying).status).toBe('Succeeded');
  });

  it('of an unknown kind is refused', async () => {
    const org = await start();
    expect(() => org.addFault({ kind: 'http418' as (typeof FAULT_KINDS)[number] })).toThrow('Unknown fault http418');
  });
});

describe('the handle for tests', () => {
  const fake = async (org: FakeOrg, method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${org.url}/fake/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

  it('changes values in Setup and shows the org', async () => {
    const org = await start();
    await fake(org, 'POST', 'setup', { call: 'createApp', args: [{ name: 'ByHand' }] });
    await fake(org, 'POST', 'setup', {
      call: 'setValue',
      args: ['ExtlClntAppGlobalOauthSettings', 'ByHand_glbloauth', 'isDeviceFlowEnabled', 'true'],
    });
    const { components } = (await (await fake(org, 'GET', 'state')).json()) as {
      components: { fullName: string; elements: object }[];
    };
    expect(components.map(({ fullName }) => fullName)).toEqual(
      expect.arrayContaining(['ByHand', 'ByHand_glbloauth', 'ByHand_oauth', 'ByHand_oauthPlcy', 'ByHand_plcy']),
    );
    expect(components.find(({ fullName }) => fullName === 'ByHand_glbloauth')?.elements).toMatchObject({
      isDeviceFlowEnabled: 'true',
      isPkceRequired: 'true',
    });
  });

  it('is neither logged nor ever faulty, and refuses what it does not know', async () => {
    const org = await start();
    await fake(org, 'POST', 'faults', { kind: 'http500' });
    expect((await fake(org, 'GET', 'faults')).status).toBe(200);
    expect(await (await fake(org, 'GET', 'requests')).json()).toEqual([]);
    expect((await fake(org, 'POST', 'faults', { kind: 'nonsense' })).status).toBe(400);
    expect((await fake(org, 'POST', 'setup', { call: 'nonsense', args: [] })).status).toBe(400);
    expect((await fake(org, 'GET', 'nonsense')).status).toBe(404);
  });
});

describe('the program', () => {
  const main = new URL('../../fakeOrg/main.ts', import.meta.url).pathname;

  it('prints one line of JSON when it listens, takes options, and ends when it is told', async () => {
    const child = spawn(process.execPath, ['--no-warnings', main, '--options', '{"apiVersion":66,"kind":"sandbox"}']);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { url, accessToken } = JSON.parse(line.toString()) as { url: string; accessToken: string };
    const headers = { authorization: `Bearer ${accessToken}` };
    const found = await fetch(`${url}/services/data/v66.0/query?q=SELECT+IsSandbox+FROM+Organization`, { headers });
    expect(await found.json()).toMatchObject({ records: [{ IsSandbox: true }] });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends with 2 and its usage on wrong arguments', async () => {
    const child = spawn(process.execPath, ['--no-warnings', main, '--nonsense']);
    const [text] = (await once(child.stderr, 'data')) as [Buffer];
    expect(text.toString()).toContain('--options');
    expect(await once(child, 'exit')).toEqual([2, null]);
  });
});
