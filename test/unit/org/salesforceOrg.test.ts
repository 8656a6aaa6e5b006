import { afterEach, describe, expect, it } from '@jest/globals';
import { metadataTypes } from '../../../src/catalog/metadataTypes.js';
import type { Clock } from '../../../src/org/clock.js';
import type { DeployStatus, MetadataOrg, Transport } from '../../../src/org/metadataOrg.js';
import { defaultSettings } from '../../../src/org/orgSession.js';
import { openSalesforceOrg } from '../../../src/org/salesforceOrg.js';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { componentsOf, packageOf, webSpec } from './appFiles.js';
import { connectTo } from './connectTo.js';

const types = metadataTypes.map(({ name }) => name);
const quick: Clock = { now: () => Date.now(), sleep: async () => Promise.resolve() };
const opened: FakeOrg[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (org) => org.close()));
});

async function open(options: FakeOrgOptions = {}): Promise<{ readonly fake: FakeOrg; readonly org: MetadataOrg }> {
  const fake = await startFakeOrg(options);
  opened.push(fake);
  const org = await openSalesforceOrg(connectTo(fake, options.apiVersion), {
    settings: { ...defaultSettings, timeout: 300, uploadTimeout: 300, clock: quick },
  });
  return { fake, org };
}

async function until(org: MetadataOrg, jobId: string, transport?: Transport): Promise<DeployStatus> {
  for (;;) {
    const status = await org.deployStatus(jobId, transport);
    if (status.done) return status;
  }
}

describe('openSalesforceOrg', () => {
  it('tells who and what the org is', async () => {
    const { fake, org } = await open();
    expect(org.identity).toEqual({
      username: fake.username,
      orgId: fake.orgId,
      instanceUrl: fake.url,
      apiVersion: 67,
      kind: 'production',
    });
  });

  it('finds nothing in an empty org', async () => {
    const { org } = await open();
    expect((await org.retrieve(types, 66)).components).toEqual([]);
  });

  it.each(['rest', 'soap'] as const)('deploys over %s and reads back what it sent', async (transport) => {
    const { fake, org } = await open();
    const sent = await componentsOf(webSpec('Shop'));
    const started = await org.deploy(await packageOf(sent), { checkOnly: false, transport });
    expect(started.transport).toBe(transport);
    const status = await until(org, started.jobId, transport);
    expect({
      status: status.status,
      success: status.success,
      errorMessage: status.errorMessage,
      deployed: status.deployed,
    }).toEqual({ status: 'Succeeded', success: true, errorMessage: undefined, deployed: 5 });
    expect(status.components.map(({ type, created }) => `${type} ${created}`)).toContain(
      'ExternalClientApplication true',
    );
    const { components, created } = await org.retrieve(types, 66);
    expect([...created.keys()]).toEqual(['Shop']);
    expect(Math.abs((created.get('Shop') ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(components.map(({ fullName, app }) => `${fullName} of ${app}`).toSorted()).toEqual(
      ['Shop', 'Shop_glbloauth', 'Shop_oauth', 'Shop_oauthPlcy', 'Shop_plcy'].map((name) => `${name} of Shop`),
    );
    const used = fake.requests
      .filter(({ label }) => /deployRequest|Soap.* deploy$/.test(label))
      .map(({ label }) => label);
    expect(used[0]).toBe(
      transport === 'rest' ? 'POST /services/data/v67.0/metadata/deployRequest' : 'POST /services/Soap/m/67.0 deploy',
    );
  });

  it('changes to SOAP when the org has no REST resource for deploys', async () => {
    const { org } = await open({ rest: false });
    const started = await org.deploy(await packageOf(await componentsOf(webSpec('Shop'))), { checkOnly: false });
    expect(started.transport).toBe('soap');
    expect((await until(org, started.jobId)).success).toBe(true);
  });

  it('only checks when asked to', async () => {
    const { org } = await open();
    const started = await org.deploy(await packageOf(await componentsOf(webSpec('Shop'))), { checkOnly: true });
    expect((await until(org, started.jobId)).checkOnly).toBe(true);
    expect((await org.retrieve(types, 66)).components).toEqual([]);
  });

  it('tells the problems of a job that the org refuses', async () => {
    const { org } = await open();
    const onlyGlobal = (await componentsOf(webSpec('Shop'))).filter(
      ({ type }) => type === 'ExternalClientApplication' || type === 'ExtlClntAppGlobalOauthSettings',
    );
    const { jobId } = await org.deploy(await packageOf(onlyGlobal), { checkOnly: false });
    const status = await until(org, jobId);
    expect(status.success).toBe(false);
    expect(status.components.find(({ success }) => !success)?.problem).toContain(
      "doesn't have a valid OAuth settings configuration",
    );
  });

  it('reads with a session in JWT format from API version 68 on', async () => {
    const { org } = await open({ jwtSession: true, apiVersion: 68 });
    expect((await org.retrieve(types, 66)).components).toEqual([]);
  });

  it('says why it cannot read with a session in JWT format before API version 68, without asking', async () => {
    const { fake, org } = await open({ jwtSession: true });
    await expect(org.retrieve(types, 66)).rejects.toMatchObject({ reason: 'soap-refuses-jwt' });
    expect(fake.requests).toEqual([]);
  });

  it('answers queries of both APIs', async () => {
    const { org } = await open();
    expect(await org.query('SELECT IsSandbox FROM Organization')).toMatchObject([{ IsSandbox: false }]);
    expect(await org.query('SELECT Id FROM DeployRequest', 'tooling')).toEqual([]);
  });

  it('tells the refusal of a query in the words of the org', async () => {
    const { org } = await open();
    await expect(org.query('SELECT Nothing FROM Organization')).rejects.toMatchObject({
      reason: 'refused',
      details: { code: 'INVALID_FIELD' },
    });
  });

  it('does not know the job of another org', async () => {
    const { org } = await open();
    await expect(org.deployStatus('0Af000000000001AAA')).rejects.toMatchObject({
      reason: 'job-not-found',
      details: { jobId: '0Af000000000001AAA' },
    });
  });

  it.each(['http500', 'http503', 'resetBefore', 'resetAfter', 'truncatedBody', 'hang'] as const)(
    'reads in spite of one %s',
    async (kind) => {
      const { fake, org } = await open();
      fake.addFault({ kind });
      expect((await org.retrieve(types, 66)).components).toEqual([]);
    },
  );

  it.each(['http503After', 'resetBefore', 'resetAfter', 'truncatedBody', 'hang'] as const)(
    'sends a deploy only once when it suffers %s',
    async (kind) => {
      const { fake, org } = await open();
      fake.addFault({ kind });
      await expect(
        org.deploy(await packageOf(await componentsOf(webSpec('Shop'))), { checkOnly: false }),
      ).rejects.toMatchObject({ reason: 'deploy-unknown' });
      expect(fake.requests).toHaveLength(1);
    },
  );

  it('says that the session is over when the login cannot renew it', async () => {
    const { fake, org } = await open();
    fake.addFault({ kind: 'sessionExpired' });
    await expect(org.retrieve(types, 66)).rejects.toMatchObject({
      reason: 'session-expired',
      details: { text: 'expired access/refresh token' },
    });
  });

  it('says that the API limit is used up and does not ask again', async () => {
    const { fake, org } = await open();
    fake.addFault({ kind: 'requestLimit' });
    await expect(org.retrieve(types, 66)).rejects.toMatchObject({ reason: 'request-limit' });
    expect(fake.requests).toHaveLength(1);
  });

  it('gives up when the org does not come back', async () => {
    const { fake, org } = await open();
    fake.addFault({ kind: 'http503', times: 100 });
    await expect(org.query('SELECT Id FROM Organization')).rejects.toMatchObject({
      reason: 'unavailable',
      details: { status: 503, text: 'HTTP 503 Service Unavailable' },
    });
    expect(fake.requests).toHaveLength(6);
  });

  it('says that nobody listens', async () => {
    const { fake, org } = await open();
    await fake.close();
    await expect(org.query('SELECT Id FROM Organization')).rejects.toMatchObject({ reason: 'unreachable' });
  });
});
