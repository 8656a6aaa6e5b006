import { afterEach, describe, expect, it } from '@jest/globals';
import { deployApps, type DeployPorts, type DeployRequest } from '../../../src/operations/deployApps.js';
import type { OrgOutcome } from '../../../src/operations/deployOutcome.js';
import type { DeployRecord } from '../../../src/operations/deployRecord.js';
import { defaultSettings } from '../../../src/org/orgSession.js';
import { openSalesforceOrg } from '../../../src/org/salesforceOrg.js';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { loaded, webSpec } from '../org/appFiles.js';
import { connectTo } from '../org/connectTo.js';

const clock = { now: () => Date.now(), sleep: async () => Promise.resolve() };
const opened: FakeOrg[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (org) => org.close()));
});

type Run = (texts: readonly string[], more?: Partial<DeployRequest & DeployPorts>) => Promise<OrgOutcome>;
type Opened = {
  readonly fake: FakeOrg;
  readonly run: Run;
  readonly records: DeployRecord[];
  readonly events: string[];
};

/** A fake org and a way to deploy texts of specs into it. */
async function open(options: FakeOrgOptions = {}): Promise<Opened> {
  const fake = await startFakeOrg(options);
  opened.push(fake);
  const org = await openSalesforceOrg(connectTo(fake, options.apiVersion), { settings: { ...defaultSettings, clock } });
  const records: DeployRecord[] = [];
  const events: string[] = [];
  const run: Run = async (texts, { apiVersion = 66, checkOnly = false, wait = 60_000, ...ports } = {}) =>
    deployApps(
      org,
      { specs: await Promise.all(texts.map(async (text) => loaded(text, apiVersion))), apiVersion, checkOnly, wait },
      {
        clock,
        onEvent: (event) => void events.push(event.kind === 'stage' ? event.stage : event.kind),
        review: async () => Promise.resolve(),
        keep: async (record) => {
          records.push(record);
          return Promise.resolve();
        },
        ...ports,
      },
    );
  return { fake, run, records, events };
}

const deploysIn = ({ requests }: FakeOrg): number =>
  requests.filter(({ label }) => /POST .*(deployRequest|Soap.* deploy)$/.test(label)).length;

describe('deployApps', () => {
  it('goes on when the record of the job cannot be kept, and says so', async () => {
    const { run } = await open();
    const keep = async (): Promise<void> => Promise.reject(new Error('ENOSPC: no space left on device'));
    const outcome = await run([webSpec('Shop')], { keep });
    expect(outcome).toMatchObject({ status: 'Succeeded', success: true, done: true });
    expect(outcome.warnings).toEqual([{ warning: 'not-kept', text: 'ENOSPC: no space left on device' }]);
  });

  it('creates an app and says that every component was created', async () => {
    const { run, events } = await open();
    const outcome = await run([webSpec('Shop')]);
    expect(outcome).toMatchObject({ status: 'Succeeded', success: true, done: true, checkOnly: false, warnings: [] });
    expect(outcome.apps).toEqual([
      {
        name: 'Shop',
        spec: 'eca/Shop.eca.yaml',
        action: 'created',
        components: [
          { type: 'ExternalClientApplication', fullName: 'Shop', state: 'created' },
          { type: 'ExtlClntAppGlobalOauthSettings', fullName: 'Shop_glbloauth', state: 'created' },
          { type: 'ExtlClntAppOauthSettings', fullName: 'Shop_oauth', state: 'created' },
          { type: 'ExtlClntAppOauthConfigurablePolicies', fullName: 'Shop_oauthPlcy', state: 'created' },
          { type: 'ExtlClntAppConfigurablePolicies', fullName: 'Shop_plcy', state: 'created' },
        ],
        lockedByPlatform: [],
        warnings: [],
      },
    ]);
    expect(events.filter((event) => event !== 'status')).toEqual(['read', 'deploy', 'accepted', 'readBack']);
  });

  it('sends nothing when nothing differs', async () => {
    const { fake, run } = await open();
    await run([webSpec('Shop')]);
    const outcome = await run([webSpec('Shop')]);
    expect(outcome).toMatchObject({ jobId: null, status: 'Unchanged', success: true, apps: [{ action: 'unchanged' }] });
    expect(deploysIn(fake)).toBe(1);
  });

  it('deploys any number of apps in one job, and only those that differ', async () => {
    const { fake, run } = await open();
    await run([webSpec('One'), webSpec('Two'), webSpec('Three')]);
    const { apps } = await run([webSpec('One'), webSpec('Two', 'description: Changed\n'), webSpec('Four')]);
    expect(apps.map(({ name, action }) => `${name} ${action}`)).toEqual([
      'One unchanged',
      'Two updated',
      'Four created',
    ]);
    expect(deploysIn(fake)).toBe(2);
  });

  it('asks the org as often for fifty apps as for one', async () => {
    const [one, fifty] = [await open(), await open()];
    await one.run([webSpec('Shop')]);
    await fifty.run(Array.from({ length: 50 }, (_, index) => webSpec(`Shop${index}`)));
    expect(fifty.fake.requests.map(({ label }) => label.replace(/0Af\w+/, 'job'))).toEqual(
      one.fake.requests.map(({ label }) => label.replace(/0Af\w+/, 'job')),
    );
    expect(fifty.fake.requests).toHaveLength(10);
    expect(fifty.fake.state.deployJobs.size).toBe(1);
  });

  it('uses the member names that the org has', async () => {
    const { run } = await open();
    await run([webSpec('Shop', 'metadata:\n  names:\n    ExtlClntAppOauthConfigurablePolicies: Made_in_Setup\n')]);
    const { apps } = await run([webSpec('Shop', 'description: Changed\n')]);
    expect(apps[0]?.components.map(({ fullName }) => fullName)).toContain('Made_in_Setup');
    expect(apps[0]?.action).toBe('updated');
  });

  it('says which value the platform keeps for a new app', async () => {
    const { run } = await open();
    const { apps, success } = await run([webSpec('Shop', 'security:\n  requirePkce: false\n')]);
    expect(success).toBe(true);
    expect(apps[0]?.lockedByPlatform).toEqual([
      { key: 'security.requirePkce', wanted: false, actual: true, reason: 'new-app' },
    ]);
  });

  it('keeps every value of a flow with credentials for the comparison afterwards', async () => {
    const { run } = await open();
    const text = webSpec('Shop', 'flows:\n  clientCredentials:\n    runAs: integration@fake.example.com\n');
    expect((await run([text])).apps[0]?.lockedByPlatform).toEqual([]);
  });

  it('does not try again to turn off what the platform keeps on', async () => {
    const { fake, run } = await open();
    await run([webSpec('Shop', 'security:\n  requirePkce: false\n')]);
    expect((await run([webSpec('Shop', 'security:\n  requirePkce: false\n')])).status).toBe('Unchanged');
    expect(deploysIn(fake)).toBe(1);
  });

  it('holds back security settings while the org has none', async () => {
    const { run } = await open();
    const text = webSpec('Shop', 'security:\n  tokenIpRanges:\n    - {start: 203.0.113.1, end: 203.0.113.9}\n');
    const outcome = await run([text], { apiVersion: 67 });
    expect(outcome.apps[0]?.components.at(-1)).toEqual({
      type: 'ExtlClntAppOauthSecuritySettings',
      fullName: 'Shop_oauthSecurity',
      state: 'withheld',
    });
    expect(outcome.nextSteps.map(({ step }) => step)).toContain('security-settings');
    const again = await run([text], { apiVersion: 67 });
    expect(again.status).toBe('Unchanged');
    expect(again.nextSteps.map(({ step }) => step)).toContain('security-settings');
  });

  it('sends the consumer key only when it creates the app', async () => {
    const { fake, run, records } = await open();
    const text = webSpec('Shop', 'consumerKey: chosenKey123\n');
    expect((await run([text])).apps[0]?.lockedByPlatform).toEqual([]);
    expect(JSON.stringify(records)).not.toContain('chosenKey123');
    expect(fake.state.components.get('ExtlClntAppGlobalOauthSettings:shop_glbloauth')?.elements).toContainEqual(
      expect.objectContaining({ name: 'consumerKey', text: 'chosenKey123' }),
    );
    expect((await run([text])).status).toBe('Unchanged');
  });

  it('changes nothing in a dry run and says what the platform would keep', async () => {
    const { run } = await open();
    const text = webSpec('Shop', 'security:\n  requirePkce: false\n');
    const outcome = await run([text], { checkOnly: true });
    expect(outcome).toMatchObject({
      success: true,
      checkOnly: true,
      apps: [{ action: 'created', lockedByPlatform: [{ key: 'security.requirePkce', wanted: false, actual: true }] }],
    });
    expect(outcome.nextSteps.map(({ step }) => step)).toEqual(['deploy-for-real']);
    expect((await run([text])).apps[0]?.action).toBe('created');
  });

  it('says which component the org refuses and that the others were rolled back', async () => {
    const { run } = await open();
    const outcome = await run([webSpec('Shop', 'policies:\n  permissionSets: [Not_There]\n'), webSpec('Good')]);
    expect(outcome).toMatchObject({ status: 'Failed', success: false });
    expect(outcome.apps.map(({ name, action }) => `${name} ${action}`)).toEqual(['Shop failed', 'Good failed']);
    const states = outcome.apps[0]?.components.map(({ fullName, state }) => `${fullName} ${state}`);
    expect(states).toEqual([
      'Shop rolledBack',
      'Shop_glbloauth rolledBack',
      'Shop_oauth rolledBack',
      'Shop_oauthPlcy failed',
      'Shop_plcy rolledBack',
    ]);
    expect(outcome.apps[0]?.components[3]?.problem).toContain('Not_There');
    expect(outcome.nextSteps).toEqual([]);
  });

  it('leaves a job that takes longer and says how to go on', async () => {
    const { run, records } = await open({ pollsUntilDone: 1000 });
    const outcome = await run([webSpec('Shop')], { wait: 'none' });
    expect(outcome).toMatchObject({
      done: false,
      success: false,
      jobId: records[0]?.jobId,
      apps: [{ action: 'pending' }],
    });
    expect(outcome.nextSteps.map(({ step }) => step)).toEqual(['resume', 'report']);
  });

  it('sends nothing when the review stops it', async () => {
    const { fake, run } = await open();
    await expect(run([webSpec('Shop')], { review: async () => Promise.reject(new Error('stop')) })).rejects.toThrow(
      'stop',
    );
    expect(deploysIn(fake)).toBe(0);
  });

  it.each(['resetAfter', 'http503After', 'truncatedBody'] as const)(
    'finds the job again when the answer to the deploy suffers %s',
    async (kind) => {
      const { fake, run } = await open();
      fake.addFault({ kind, match: 'deployRequest$' });
      expect((await run([webSpec('Shop')])).apps[0]?.action).toBe('created');
      expect(deploysIn(fake)).toBe(1);
    },
  );

  it('sends the deploy again when the org turned it away and holds no job', async () => {
    const { fake, run } = await open();
    fake.addFault({ kind: 'http503', match: 'deployRequest$' });
    expect((await run([webSpec('Shop')])).apps[0]?.action).toBe('created');
    expect(deploysIn(fake)).toBe(2);
  });

  it('stops when nobody can tell whether the org took the deploy', async () => {
    const { fake, run } = await open();
    fake.addFault({ kind: 'resetBefore', match: 'deployRequest$' });
    await expect(run([webSpec('Shop')])).rejects.toMatchObject({ reason: 'deploy-unknown' });
    expect(deploysIn(fake)).toBe(1);
  });

  it('says that it could not read back, and keeps the result of the job', async () => {
    const { fake, run } = await open();
    fake.addFault({ kind: 'requestLimit', match: ' retrieve$', nth: 2 });
    const outcome = await run([webSpec('Shop')]);
    expect(outcome).toMatchObject({ success: true, apps: [{ action: 'created' }] });
    expect(outcome.warnings).toEqual([
      { warning: 'not-read-back', text: 'REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.' },
    ]);
  });
});
