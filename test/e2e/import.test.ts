import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { homeOf, json, write } from './planHome.js';

/** The real CLI takes a second or two per command, more on a busy machine. */
jest.setTimeout(120_000);

const opened: FakeOrg[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (org) => org.close()));
});

const spec = `# yaml-language-server: $schema=./eca.schema.json
name: Shop
label: Web shop
contactEmail: team@example.com
callback: [https://shop.example.com/callback, https://shop.example.com/other]
scopes: [api, refresh_token]
customAttributes:
  Country: $User.Country
flows:
  jwtBearer:
    certificate: Shop.crt
policies:
  permissionSets: [Order_Sync_API]
  ipRelaxation: relax
  sessionTimeoutMinutes: 15
`;

const connectedApp = `<?xml version="1.0" encoding="UTF-8"?>
<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>team@example.com</contactEmail>
    <label>Old shop</label>
    <oauthConfig>
        <callbackUrl>https://shop.example.com/callback</callbackUrl>
        <isPkceRequired>true</isPkceRequired>
        <isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>
        <scopes>Api</scopes>
    </oauthConfig>
</ConnectedApp>
`;

const certificate = join(import.meta.dirname, '..', 'fixtures', 'certificates', 'server.crt');
type Outcome = {
  readonly apps: readonly {
    readonly name: string;
    readonly state: string;
    readonly losses: readonly { readonly element: string }[];
  }[];
};

describe('sf eca import and migrate, in the real sf', () => {
  it('imports the spec that was deployed, and finds nothing to change the second time', async () => {
    const org = await startFakeOrg({ permissionSets: [{ name: 'Order_Sync_API', label: 'Order Sync API' }] });
    opened.push(org);
    const home = await homeOf({ fake: org });
    await write(home, 'eca/Shop.eca.yaml', spec);
    await write(home, 'eca/Shop.crt', await readFile(certificate));
    const deployed = await json(home, 'eca', 'deploy', '-o', 'fake', '--no-prompt');
    expect(deployed.exit).toBe(0);

    const imported = await json<Outcome>(home, 'eca', 'import', '-o', 'fake', '-d', 'imported');
    expect(imported.result.apps.map(({ name, state }) => ({ name, state }))).toEqual([
      { name: 'Shop', state: 'created' },
    ]);
    expect(imported.result.apps[0]?.losses.map(({ element }) => element).toSorted()).toEqual([
      'ExternalClientApplication.orgScopedExternalApp',
      'ExtlClntAppGlobalOauthSettings.consumerKey',
      'ExtlClntAppOauthSettings.oauthLink',
    ]);
    expect(await readFile(join(home.work, 'imported', 'Shop.eca.yaml'), 'utf8')).toBe(spec);

    const again = await json<Outcome>(home, 'eca', 'import', '-o', 'fake', '-d', 'imported');
    expect(again.result.apps.map(({ state }) => state)).toEqual(['unchanged']);
    const plan = await json<{ readonly summary: unknown }>(home, 'eca', 'plan', '-o', 'fake', '-f', 'imported');
    expect(plan.result.summary).toMatchObject({ create: 0, update: 0, none: 1 });
  });

  it('migrates the connected apps of an org', async () => {
    const org = await startFakeOrg();
    opened.push(org);
    const home = await homeOf({ fake: org });
    // An org of today lets nobody create a connected app, so it is there from before.
    org.setup.putComponent('ConnectedApp', 'Old_Shop', connectedApp);
    const migrated = await json<Outcome>(home, 'eca', 'migrate', '-o', 'fake', '--report', 'migration.md');
    expect(migrated.result.apps.map(({ name, state, losses }) => ({ name, state, lost: losses.length }))).toEqual([
      { name: 'Old_Shop', state: 'created', lost: 0 },
    ]);
    expect(await readFile(join(home.work, 'migration.md'), 'utf8')).toContain('### Old_Shop');
    expect(await readFile(join(home.work, 'eca', 'Old_Shop.eca.yaml'), 'utf8')).toContain(
      'callback: https://shop.example.com/callback\n',
    );
  });
});
