import { describe, expect, it } from '@jest/globals';
import type { Component } from '../../../src/metadata/component.js';
import { unzipFiles } from '../../../src/metadata/unzipFiles.js';
import { deleteMembers, findApp, usesOwnSession } from '../../../src/operations/deleteApp.js';
import type { DeployStatus, MetadataOrg } from '../../../src/org/metadataOrg.js';
import { held, smallSpec, withElement } from '../plan/planned.js';

const identity: MetadataOrg['identity'] = {
  username: 'me@example.com',
  orgId: '00D000000000001',
  instanceUrl: 'https://x.example.com',
  apiVersion: 67,
  kind: 'sandbox',
};
const retrieveFrom = (components: readonly Component[]): Pick<MetadataOrg, 'retrieve'> => ({
  retrieve: async () => Promise.resolve({ components, warnings: [], created: new Map() }),
});

describe('findApp', () => {
  it('finds the members by the app that they name, the header last', async () => {
    const other = held(smallSpec.replace('Order_Sync', 'Other'));
    const renamed = held(smallSpec).map((one) =>
      one.type === 'ExtlClntAppOauthSettings' ? { ...one, fullName: 'Odd' } : one,
    );
    const found = await findApp(retrieveFrom([...other, ...renamed]), 'order_sync', 67);
    expect(found).toMatchObject({ name: 'Order_Sync' });
    expect('members' in found ? found.members.map(({ fullName }) => fullName) : []).toEqual([
      'Order_Sync_glbloauth',
      'Odd',
      'Order_Sync_oauthPlcy',
      'Order_Sync_plcy',
      'Order_Sync',
    ]);
  });

  it('gives the apps that were perhaps meant', async () => {
    expect(await findApp(retrieveFrom(held(smallSpec)), 'Order_Sink', 67)).toEqual({ nearest: ['Order_Sync'] });
    expect(await findApp(retrieveFrom([]), 'Order_Sync', 67)).toEqual({ nearest: [] });
  });
});

describe('deleteMembers', () => {
  it('sends one archive that names what goes and deploys nothing', async () => {
    const sent: Uint8Array[] = [];
    const status = { jobId: '0Af1', done: true, success: true } as DeployStatus;
    const org = {
      identity,
      deploy: async (zip: Uint8Array) => {
        sent.push(zip);
        return Promise.resolve({ jobId: '0Af1', transport: 'rest' as const });
      },
      deployStatus: async () => Promise.resolve(status),
      query: async () => Promise.resolve([]),
      time: () => 0,
    };
    const clock = { now: () => 0, sleep: async () => Promise.resolve() };
    const members = held(smallSpec)
      .filter(({ type }) => type === 'ExternalClientApplication' || type === 'ExtlClntAppOauthSettings')
      .toReversed();
    expect(await deleteMembers(org, members, { apiVersion: 67, wait: 1000, clock })).toBe(status);
    expect(sent.length).toBe(1);
    const unpacked = await unzipFiles(Buffer.from(sent[0] ?? []));
    const files = 'files' in unpacked ? Object.fromEntries(unpacked.files.map(({ path, text }) => [path, text])) : {};
    expect(files).toEqual({
      'package.xml': `<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
    <version>67.0</version>
</Package>
`,
      'destructiveChanges.xml': `<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
    <types>
        <members>Order_Sync_oauth</members>
        <name>ExtlClntAppOauthSettings</name>
    </types>
    <types>
        <members>Order_Sync</members>
        <name>ExternalClientApplication</name>
    </types>
    <version>67.0</version>
</Package>
`,
    });
  });
});

describe('usesOwnSession', () => {
  it('knows the session by the consumer key of the app', () => {
    const members = withElement(held(smallSpec), 'ExtlClntAppGlobalOauthSettings', 'consumerKey', '3MVG9own');
    expect(usesOwnSession({ ...identity, sessionClientId: '3MVG9own' }, members)).toBe(true);
    expect(usesOwnSession({ ...identity, sessionClientId: 'PlatformCLI' }, members)).toBe(false);
    expect(usesOwnSession(identity, members)).toBe(false);
  });
});
