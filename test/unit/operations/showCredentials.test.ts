import { afterEach, describe, expect, it } from '@jest/globals';
import { listCredentials } from '../../../src/operations/listCredentials.js';
import { showCredentials } from '../../../src/operations/showCredentials.js';
import { addClientCredentialsApp } from '../../e2e/clientStage.js';
import { credentialsStage, endStages, memorySink } from './credentialsStage.js';

afterEach(endStages);

const plain = { name: 'Sync', sinks: [], show: false };
const admin = { username: 'admin@fake.example.com', profile: 'Standard User' };

describe('showCredentials', () => {
  it('reads no secret when none is wanted', async () => {
    const { world, consumer, calls } = await credentialsStage();
    expect(await showCredentials(world, plain)).toEqual({ name: 'Sync', consumerKey: consumer().key });
    expect(calls()).toEqual(['GET /id']);
  });

  it('gives the key from the metadata when the org keeps its credentials closed', async () => {
    const { world, consumer } = await credentialsStage({ secretAccess: false });
    expect(await showCredentials(world, plain)).toEqual({ name: 'Sync', consumerKey: consumer().key });
  });

  it('brings the secret to every sink, and gives it back only when it is to be shown', async () => {
    const { world, consumer, org } = await credentialsStage();
    const sinks = [memorySink(), memorySink()];
    const { key, secret } = consumer();
    expect(await showCredentials(world, { ...plain, sinks })).toEqual({ name: 'Sync', consumerKey: key });
    const pair = { name: 'Sync', consumerKey: key, consumerSecret: secret, instanceUrl: org.url };
    expect(sinks.map(({ stored }) => stored)).toEqual([[pair], [pair]]);
    expect(await showCredentials(world, { ...plain, show: true })).toMatchObject({ consumerSecret: secret });
  });

  it('asks the org nothing when a sink would refuse', async () => {
    const { world, org } = await credentialsStage();
    const sink = { ...memorySink(), check: async () => Promise.reject(new Error('exists')) };
    const before = org.requests.length;
    await expect(showCredentials(world, { ...plain, sinks: [sink] })).rejects.toThrow('exists');
    expect(org.requests).toHaveLength(before);
  });

  it('finds the app whatever its case, and names the nearest when it is not there', async () => {
    const { world } = await credentialsStage();
    expect(await showCredentials(world, { ...plain, name: 'SYNC' })).toMatchObject({ name: 'Sync' });
    await expect(showCredentials(world, { ...plain, name: 'Synk' })).rejects.toMatchObject({
      reason: 'app-not-found',
      tokens: { nearest: 'Sync' },
    });
  });

  it('says that the switch is off', async () => {
    const { world } = await credentialsStage({ secretAccess: false });
    await expect(showCredentials(world, { ...plain, show: true })).rejects.toMatchObject({ reason: 'switch-off' });
  });

  it.each([
    ['both permissions', [], 'External Client App Developer" and "View Client Secret'],
    ['one permission', ['ExternalClientAppDeveloper'], 'View Client Secret'],
  ])('says exactly which permission is missing: %s', async (_what, permissions, missing) => {
    const sets = [{ name: 'Some', permissions: ['ApiEnabled', 'ModifyMetadata', ...permissions] }];
    const { world } = await credentialsStage({
      permissionSets: sets,
      users: [{ ...admin, permissionSets: ['Some'] }, { username: 'integration@fake.example.com' }],
    });
    await expect(showCredentials(world, { ...plain, show: true })).rejects.toMatchObject({
      reason: 'permission-missing',
      tokens: { permissions: missing, username: 'admin@fake.example.com' },
    });
  });

  it('says that switch and permission are missing', async () => {
    const sets = [{ name: 'Some', permissions: ['ApiEnabled', 'ViewClientSecret'] }];
    const { world } = await credentialsStage({
      secretAccess: false,
      permissionSets: sets,
      users: [{ ...admin, permissionSets: ['Some'] }, { username: 'integration@fake.example.com' }],
    });
    await expect(showCredentials(world, { ...plain, show: true })).rejects.toMatchObject({
      reason: 'switch-off-and-permission',
      tokens: { permissions: 'External Client App Developer' },
    });
  });
});

describe('listCredentials', () => {
  const nobody = async (): Promise<undefined> => Promise.resolve(undefined);

  it('shows every app with its pairs, and an unknown age as unknown', async () => {
    const { world, org, consumer } = await credentialsStage();
    addClientCredentialsApp(org, 'Billing');
    const place = await world.org.query("SELECT Id FROM ExternalClientApplication WHERE DeveloperName = 'Sync'");
    await world.credentials.stage({ appId: String(place[0]?.['Id']), consumerId: consumer().id });
    const listed = await listCredentials(world, { recordOf: nobody });
    expect(listed).toEqual([
      { name: 'Billing', label: 'Billing', consumerKey: expect.stringMatching(/^3MVG9/), staged: [] },
      {
        name: 'Sync',
        label: 'Sync',
        consumerKey: consumer().key,
        staged: [expect.objectContaining({ key: consumer().staged?.key, state: 'Active' })],
      },
    ]);
    expect(JSON.stringify(listed)).not.toContain(consumer().staged?.secret);
  });

  it('counts an unknown age as older, and a fresh rotation as younger', async () => {
    const { world, org, consumer } = await credentialsStage();
    addClientCredentialsApp(org, 'Billing');
    const promoted = (days: number): string => new Date(world.clock.now() - days * 86_400_000).toISOString();
    const recordOf = (days: number) => async (name: string) =>
      Promise.resolve(
        name === 'Sync'
          ? { orgId: '', name, step: 'finished' as const, key: consumer().key, promoted: promoted(days) }
          : undefined,
      );
    const names = async (days: number): Promise<readonly string[]> =>
      (await listCredentials(world, { recordOf: recordOf(days), olderThanDays: 90 })).map(({ name }) => name);
    expect(await names(10)).toEqual(['Billing']);
    expect(await names(91)).toEqual(['Billing', 'Sync']);
  });

  it('does not trust a note about a key that is no longer the current one', async () => {
    const { world } = await credentialsStage();
    const recordOf = async (name: string) =>
      Promise.resolve({ orgId: '', name, step: 'finished' as const, key: 'another', promoted: '2026-01-01T00:00:00Z' });
    expect(await listCredentials(world, { recordOf })).toMatchObject([{ name: 'Sync' }]);
    expect((await listCredentials(world, { recordOf }))[0]).not.toHaveProperty('since');
  });

  it('leaves out apps without OAuth, and reads more than one page of apps', async () => {
    const { world, org } = await credentialsStage();
    org.setup.putComponent(
      'ExternalClientApplication',
      'Header_Only',
      '<ExternalClientApplication><contactEmail>a@example.com</contactEmail><label>Header</label></ExternalClientApplication>',
    );
    for (let number = 0; number < 3; number += 1) addClientCredentialsApp(org, `App${number}`);
    const names = (await listCredentials(world, { recordOf: nobody })).map(({ name }) => name);
    expect(names).toEqual(['App0', 'App1', 'App2', 'Sync']);
  });

  it('says that the org keeps its credentials closed', async () => {
    const { world } = await credentialsStage({ secretAccess: false });
    await expect(listCredentials(world, { recordOf: nobody })).rejects.toMatchObject({ reason: 'switch-off' });
    await expect(listCredentials(world, { recordOf: nobody, name: 'None' })).rejects.toMatchObject({
      reason: 'app-not-found',
    });
  });
});
