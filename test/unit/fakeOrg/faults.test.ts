import { describe, expect, it } from '@jest/globals';
import type { FAULT_KINDS } from '../../fakeOrg/http/faults.js';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { childText } from '../../fakeOrg/xml/readXml.js';
import { appFiles, callSoap, deployed } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const start = useOrgs();

const get = async (org: FakeOrg, path: string, token = org.accessToken): Promise<Response> =>
  fetch(`${org.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

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
  });

  it('keeps jobs in progress until the faults are cleared', async () => {
    const org = await start();
    org.addFault({ kind: 'jobStuck', match: ' deploy$' });
    const deploying = deployed(org, appFiles('Demo'));
    const asked = (): number => org.requests.filter(({ label }) => label.endsWith(' checkDeployStatus')).length;
    while (asked() < 5) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([...org.state.deployJobs.values()].map(({ status }) => status)).toEqual(['InProgress']);
    org.clearFaults();
    expect((await deploying).status).toBe('Succeeded');
  });

  it('of an unknown kind is refused', async () => {
    const org = await start();
    expect(() => org.addFault({ kind: 'http418' as (typeof FAULT_KINDS)[number] })).toThrow('Unknown fault http418');
  });
});
