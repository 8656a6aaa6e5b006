import { describe, expect, it } from '@jest/globals';
import type { OrgOutcome } from '../../../src/operations/deployOutcome.js';
import { recordApp, type DeployRecord } from '../../../src/operations/deployRecord.js';
import { nextSteps } from '../../../src/operations/nextSteps.js';
import { heldApps } from '../../../src/operations/heldApps.js';
import { prepareApp } from '../../../src/operations/prepareApp.js';
import type { OrgIdentity } from '../../../src/org/metadataOrg.js';
import { deployedOrg } from '../../../src/report/deployResult.js';
import { loaded, webSpec } from '../org/appFiles.js';

const org: OrgIdentity = {
  username: 'me@example.com',
  alias: 'my org',
  orgId: '00D',
  instanceUrl: 'https://my.example.com',
  apiVersion: 67,
  kind: 'sandbox',
};

async function steps(ended: {
  readonly success: boolean;
  readonly done: boolean;
  readonly checkOnly?: boolean;
}): Promise<readonly string[]> {
  const app = prepareApp(
    await loaded(webSpec('Shop')),
    heldApps({ components: [], warnings: [], created: new Map() }, 66),
    66,
  );
  const record: DeployRecord = {
    jobId: '0AfFk0000000001EAA',
    username: org.username,
    orgId: org.orgId,
    apiVersion: 66,
    checkOnly: false,
    startedAt: 0,
    values: ["Bob's values.yaml"],
    patterns: ['eca/Shop.eca.yaml'],
    apps: app === undefined ? [] : [recordApp(app)],
  };
  const { success, done, checkOnly = false } = ended;
  const outcome: OrgOutcome = {
    org,
    jobId: record.jobId,
    status: '',
    success,
    done,
    checkOnly,
    apps: [],
    warnings: [],
    nextSteps: nextSteps(org, record, { success, checkOnly, done, jobId: record.jobId }),
  };
  return deployedOrg(outcome, []).nextSteps.map(({ text, command }) => command ?? text);
}

describe('nextSteps', () => {
  it('names what a new app needs, with commands that can be pasted', async () => {
    expect(await steps({ success: true, done: true })).toEqual([
      'A new app takes 2 to 10 minutes, at most 30, until Salesforce knows it everywhere; until then a login says invalid_client_id.',
      "sf eca credentials show --target-org 'my org' --name Shop",
      "sf eca verify --target-org 'my org' --spec eca/Shop.eca.yaml --values 'Bob'\\''s values.yaml'",
      'Login host of the client (My Domain): https://my.example.com',
      'Token endpoint: https://my.example.com/services/oauth2/token',
      'Shop: the client has to ask for exactly this callback URL: https://shop.example.com/callback',
    ]);
  });

  it('leads from a dry run to the deploy', async () => {
    expect(await steps({ success: true, done: true, checkOnly: true })).toEqual([
      "sf eca deploy --target-org 'my org' --spec eca/Shop.eca.yaml --values 'Bob'\\''s values.yaml'",
    ]);
  });

  it('leads back to a job that goes on', async () => {
    expect(await steps({ success: false, done: false })).toEqual([
      "sf eca deploy resume --target-org 'my org' --job-id 0AfFk0000000001EAA",
      "sf eca deploy report --target-org 'my org' --job-id 0AfFk0000000001EAA",
    ]);
  });

  it('has nothing to say after a failure, which speaks for itself', async () => {
    expect(await steps({ success: false, done: true })).toEqual([]);
  });
});
