import { describe, expect, it } from '@jest/globals';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { childText } from '../../fakeOrg/xml/readXml.js';
import { appFiles, callSoap, deployed, read } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const start = useOrgs();

const get = async (org: FakeOrg, path: string, token = org.accessToken): Promise<Response> =>
  fetch(`${org.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

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
