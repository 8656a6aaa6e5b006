import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { componentsOfType } from '../fakeOrg/deploy/componentStore.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import type { EcaDeleteResult } from '../../src/commands/eca/delete.js';
import type { EcaListResult } from '../../src/commands/eca/list.js';
import { installApp } from './installedApp.js';
import { homeOf, json, text, write } from './planHome.js';
import type { SfHome } from './sfCli.js';

const spec = (name: string): string => `name: ${name}
contactEmail: a@example.com
callback: https://x.example.com/cb
scopes: [api, refresh_token]
flows: {device: true}
policies: {permittedUsers: admin-approved, permissionSets: [Order_Sync_API]}
canvas: {url: https://x.example.com/canvas, accessMethod: oauth-get}
`;

let org: FakeOrg;
let home: SfHome;
const heldApps = (): readonly string[] =>
  componentsOfType(org.state.components, 'ExternalClientApplication').map(({ fullName }) => fullName);

beforeAll(async () => {
  org = await startFakeOrg();
  home = await homeOf({ fake: org });
  installApp(org, spec('Keep_Me'));
  installApp(org, spec('Order_Sync'));
  await write(home, 'eca/Order_Sync.eca.yaml', spec('Order_Sync'));
}, 120_000);
afterAll(async () => org.close());

describe('sf eca list', () => {
  it('lists the apps of an org with their specs', async () => {
    const { status, result } = await json<EcaListResult>(home, 'eca', 'list', '-o', 'fake');
    expect(status).toBe(0);
    const same = {
      distribution: 'local',
      enabled: true,
      permittedUsers: 'admin-approved',
      scopes: ['api', 'refresh_token'],
      flows: ['device'],
    };
    expect(result.apps).toEqual([
      { name: 'Keep_Me', label: 'Keep_Me', ...same, spec: null },
      { name: 'Order_Sync', label: 'Order_Sync', ...same, spec: 'eca/Order_Sync.eca.yaml' },
    ]);
  });

  it('shows every column in a pipe', async () => {
    const { stdout, status } = await text(home, 'eca', 'list', '-o', 'fake');
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toBe(
      'Name        Label       Distribution  Enabled  Permitted users  Scopes              Flows   Spec',
    );
    expect(stdout).toContain(
      'Order_Sync  Order_Sync  local         yes      admin-approved   api, refresh_token  device  eca/Order_Sync.eca.yaml\n',
    );
  });

  it('says which org it cannot find, and what to do', async () => {
    const { status, message } = await json<EcaListResult>(home, 'eca', 'list', '-o', 'nobody');
    expect(status).toBe(1);
    expect(message).toContain('nobody');
  });
});

describe('sf eca delete', () => {
  it('shows what would go and deletes nothing where nobody can be asked', async () => {
    const before = org.state.components.size;
    const { stdout, stderr, status } = await text(home, 'eca', 'delete', '-o', 'fake', '-n', 'Order_Sync');
    expect(status).toBe(1);
    expect(stderr).toContain('Nobody can be asked here, so nothing was deleted.');
    expect(stderr).toContain('--no-prompt');
    expect(stdout).toContain(
      `The app Order_Sync of ${org.username}, a PRODUCTION org, and its members will be deleted:`,
    );
    expect(stdout).toContain('  - delete ExtlClntAppCanvasSettings            Order_Sync_canvas\n');
    expect(stdout).toContain('all tokens and sessions of its clients die with it');
    expect(org.state.components.size).toBe(before);
  });

  it('names the app that was perhaps meant', async () => {
    const { status, message } = await json<EcaDeleteResult>(
      home,
      'eca',
      'delete',
      '-o',
      'fake',
      '-n',
      'Order_Sink',
      '--no-prompt',
    );
    expect({ status, message }).toEqual({
      status: 1,
      message: 'There is no External Client App "Order_Sink" in fake. Did you mean "Order_Sync"?',
    });
  });

  it('leaves everything in place when the org refuses', async () => {
    org.addFault({ kind: 'http500', match: 'deployRequest|deploy$', times: 20 });
    const { status } = await json<EcaDeleteResult>(
      home,
      'eca',
      'delete',
      '-o',
      'fake',
      '-n',
      'Order_Sync',
      '--no-prompt',
    );
    org.clearFaults();
    expect(status).toBe(1);
    expect(heldApps()).toContain('Order_Sync');
  });

  it('deletes the app with all its members in one job, and nothing else', async () => {
    const before = org.requests.length;
    const { status, result } = await json<EcaDeleteResult>(
      home,
      'eca',
      'delete',
      '-o',
      'fake',
      '-n',
      'Order_Sync',
      '--no-prompt',
    );
    expect(status).toBe(0);
    expect(result.name).toBe('Order_Sync');
    expect(result.deleted.map(({ fullName }) => fullName).toSorted()).toEqual([
      'Order_Sync',
      'Order_Sync_canvas',
      'Order_Sync_glbloauth',
      'Order_Sync_oauth',
      'Order_Sync_oauthPlcy',
      'Order_Sync_plcy',
    ]);
    expect(heldApps()).toEqual(['Keep_Me']);
    expect([...org.state.components.values()].filter(({ fullName }) => fullName.startsWith('Keep_Me')).length).toBe(6);
    const jobs = org.requests
      .slice(before)
      .filter(({ label }) => /^POST .*deployRequest$/.test(label) || / deploy$/.test(label));
    expect(jobs.length).toBe(1);
  });
});
