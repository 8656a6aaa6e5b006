import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findComponent } from '../fakeOrg/deploy/componentStore.js';
import { newElement } from '../fakeOrg/xml/readXml.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import type { EcaPlanResult } from '../../src/commands/eca/plan.js';
import { installApp } from './installedApp.js';
import { homeOf, json, text, write } from './planHome.js';
import type { SfHome } from './sfCli.js';

const global = 'ExtlClntAppGlobalOauthSettings';
const oauth = 'ExtlClntAppOauthSettings';
const policies = 'ExtlClntAppOauthConfigurablePolicies';
const header = 'ExternalClientApplication';

const spec = `name: Order_Sync
label: Order Sync
contactEmail: integrations@example.com
callback: https://orders.example.com/cb
scopes: [api, refresh_token]
customAttributes: {Country: $User.Country}
idToken: {validityMinutes: 5}
flows:
  jwtBearer: {certificate: server.crt}
  clientCredentials: {runAs: integration@fake.example.com}
security:
  requireSecretForWebServerFlow: true
  trustedIpRanges: [{start: 203.0.113.1, end: 203.0.113.9}]
policies:
  permittedUsers: admin-approved
  permissionSets: [Order_Sync_API]
  ipRelaxation: enforce
  refreshToken: {expiresIfUnusedFor: 30 days}
  sessionTimeoutMinutes: 60
`;
const certificate = (name: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/certificates/${name}.crt`, import.meta.url));
const files = { 'server.crt': certificate('server') };

let org: FakeOrg;
let home: SfHome;
const others: FakeOrg[] = [];
const plan = async (...args: readonly string[]) => json<EcaPlanResult>(home, 'eca', 'plan', ...args);

beforeAll(async () => {
  org = await startFakeOrg();
  home = await homeOf({ fake: org });
  await write(home, 'eca/Order_Sync.eca.yaml', spec);
  await write(home, 'eca/server.crt', files['server.crt']);
}, 120_000);
afterAll(async () => Promise.all([org, ...others].map(async (one) => one.close())));

describe('sf eca plan against an org', () => {
  it('shows everything that a deploy into a fresh org creates', async () => {
    const { status, result } = await plan('-o', 'fake', '--detailed-exit-code', '--api-version', '67.0');
    expect(status).toBe(3);
    expect(result.org).toEqual({ username: org.username, orgId: org.orgId });
    expect(result.apps?.map(({ name, action }) => ({ name, action }))).toEqual([
      { name: 'Order_Sync', action: 'create' },
    ]);
    expect(new Set(result.apps?.[0]?.changes.map(({ kind, before }) => `${kind} ${JSON.stringify(before)}`))).toEqual(
      new Set(['add null']),
    );
    expect(result.summary).toEqual({ create: 1, update: 0, none: 0, changes: result.apps?.[0]?.changes.length });
    expect(result.orgs).toEqual([{ org: result.org, apps: result.apps, summary: result.summary }]);
  });

  it('says that nothing changes when the org holds what the spec says, with a handful of requests', async () => {
    installApp(org, spec, files);
    const before = org.requests.length;
    const { stdout, status } = await text(
      home,
      'eca',
      'plan',
      '-o',
      'fake',
      '--detailed-exit-code',
      '--api-version',
      '67.0',
    );
    expect(stdout).toBe(`Plan for ${org.username} (${org.orgId})\n\nNo changes: 1 app compared.\n`);
    expect(status).toBe(0);
    expect(org.requests.length - before).toBeLessThanOrEqual(6);
  });

  it('names each value that was changed in Setup, whatever kind of element it is', async () => {
    const drift: readonly (readonly [string, string, string, string | null])[] = [
      [header, 'Order_Sync', 'label', 'Renamed'],
      [header, 'Order_Sync', 'description', 'Made in Setup'],
      [global, 'Order_Sync_glbloauth', 'callbackUrl', 'https://orders.example.com/cb\nhttps://evil.example.com'],
      [global, 'Order_Sync_glbloauth', 'isDeviceFlowEnabled', 'true'],
      [global, 'Order_Sync_glbloauth', 'isConsumerSecretOptional', 'true'],
      [global, 'Order_Sync_glbloauth', 'certificate', Buffer.from(certificate('other')).toString()],
      [oauth, 'Order_Sync_oauth', 'commaSeparatedOauthScopes', 'RefreshToken, Full'],
      [policies, 'Order_Sync_oauthPlcy', 'ipRelaxationPolicyType', 'Bypass'],
      [policies, 'Order_Sync_oauthPlcy', 'refreshTokenPolicyType', 'Infinite'],
      [policies, 'Order_Sync_oauthPlcy', 'refreshTokenValidityPeriod', null],
      [policies, 'Order_Sync_oauthPlcy', 'refreshTokenValidityUnit', null],
      [policies, 'Order_Sync_oauthPlcy', 'sessionTimeoutInMinutes', '120'],
      [policies, 'Order_Sync_oauthPlcy', 'commaSeparatedPermissionSet', 'Order_Sync_API,Integration_Access'],
      [policies, 'Order_Sync_oauthPlcy', 'clientCredentialsFlowUser', null],
    ];
    for (const [type, name, element, value] of drift) org.setup.setValue(type, name, element, value);
    const { result } = await plan('-o', 'fake', '--api-version', '67.0');
    expect(
      result.apps?.[0]?.changes.map(({ key, kind, before, after, reset }) => [
        key,
        kind,
        before,
        after,
        ...(reset === true ? ['reset'] : []),
      ]),
    ).toEqual([
      ['label', 'change', 'Renamed', 'Order Sync'],
      ['description', 'change', 'Made in Setup', null, 'reset'],
      [
        'callback',
        'change',
        ['https://orders.example.com/cb', 'https://evil.example.com'],
        'https://orders.example.com/cb',
      ],
      ['flows.device', 'change', true, false, 'reset'],
      [
        'flows.jwtBearer.certificate',
        'change',
        expect.stringMatching(/^[0-9a-f]{64}$/),
        expect.stringMatching(/^[0-9a-f]{64}$/),
      ],
      ['security.requireSecretForWebServerFlow', 'change', false, true],
      ['scopes', 'change', ['refresh_token', 'full'], ['api', 'refresh_token']],
      ['flows.clientCredentials.runAs', 'add', null, 'integration@fake.example.com'],
      ['policies.permissionSets', 'change', ['Order_Sync_API', 'Integration_Access'], ['Order_Sync_API']],
      ['policies.ipRelaxation', 'change', 'relax', 'enforce'],
      ['policies.refreshToken', 'change', 'valid-until-revoked', { expiresIfUnusedFor: '30 days' }],
      ['policies.sessionTimeoutMinutes', 'change', 120, 60],
    ]);
    expect(result.apps?.[0]?.warnings?.map(({ rule }) => rule)).toEqual(['callback-removed']);
    const { stdout } = await text(home, 'eca', 'plan', '-o', 'fake', '--api-version', '67.0');
    expect(stdout).toContain(
      '  ~ change     description: "Made in Setup" -> nothing (not in the spec: will be reset) [description of Order_Sync]\n',
    );
    expect(stdout).toContain('  ! WARNING    callback: Logins that return to https://evil.example.com stop working.\n');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'Plan: 0 to create, 1 to update, 0 unchanged; 12 changes (1 add, 11 change).',
    );
    expect(stdout).not.toContain('\u001B[');
    org.setup.removeComponent(header, 'Order_Sync');
    installApp(org, spec, files);
  });

  it('finds a policy record under an unusual name', async () => {
    const own = findComponent(org.state.components, policies, 'Order_Sync_oauthPlcy');
    org.state.components.delete(`${policies}:order_sync_oauthplcy`);
    org.state.components.set(`${policies}:made_by_hand`, {
      ...(own ?? { elements: [] }),
      fullName: 'Made_by_hand',
    } as never);
    org.setup.setValue(policies, 'Made_by_hand', 'ipRelaxationPolicyType', 'Bypass');
    const { result } = await plan('-o', 'fake', '--api-version', '67.0');
    expect(result.apps?.[0]?.changes.map(({ key, fullName }) => [key, fullName])).toEqual([
      ['policies.ipRelaxation', 'Made_by_hand'],
    ]);
    org.setup.removeComponent(header, 'Order_Sync');
    installApp(org, spec, files);
  });

  it('compares with the policies that the platform makes when an app came without', async () => {
    org.setup.removeComponent(policies, 'Order_Sync_oauthPlcy');
    const { result } = await plan('-o', 'fake', '--api-version', '67.0');
    const changes = result.apps?.[0]?.changes ?? [];
    expect(new Set(changes.map(({ fullName }) => fullName))).toEqual(new Set(['Order_Sync_oauth_defaultPolicy']));
    expect(changes.map(({ key }) => key)).toContain('policies.permittedUsers');
    org.setup.removeComponent(header, 'Order_Sync');
    installApp(org, spec, files);
  });

  it('shows an element that is newer than the catalogue as a value that would be reset', async () => {
    const key = `${global}:order_sync_glbloauth`;
    const component = org.state.components.get(key);
    if (component === undefined) throw new Error('The app is not there.');
    org.state.components.set(key, {
      ...component,
      elements: [...component.elements, newElement('isQuantumSafe', 'true')],
    });
    const { result } = await plan('-o', 'fake', '--api-version', '67.0');
    expect(result.apps?.[0]?.changes).toEqual([
      {
        key: `metadata.extra.${global}.isQuantumSafe`,
        type: global,
        fullName: 'Order_Sync_glbloauth',
        element: 'isQuantumSafe',
        kind: 'change',
        before: 'true',
        after: null,
        reset: true,
      },
    ]);
    org.state.components.set(key, component);
  });

  it('lists what the platform locks as locked, and does not call it a change', async () => {
    org.setup.createApp({ name: 'Locked' });
    await write(
      home,
      'locked/Locked.eca.yaml',
      'name: Locked\nlabel: Locked\ncontactEmail: admin@fake.example.com\ncallback: https://app.example.com/callback\nscopes: [api, refresh_token]\nsecurity: {requirePkce: false}\n',
    );
    const { status, result } = await plan(
      '-o',
      'fake',
      '-f',
      'locked',
      '--detailed-exit-code',
      '--api-version',
      '67.0',
    );
    expect(status).toBe(0);
    expect(result.apps?.[0]?.changes.filter(({ key }) => key.startsWith('security.'))).toEqual([
      {
        key: 'security.requirePkce',
        type: global,
        fullName: 'Locked_glbloauth',
        element: 'isPkceRequired',
        kind: 'locked',
        before: true,
        after: false,
      },
    ]);
    expect(result.apps?.[0]?.action).toBe('none');
  });

  it('stops at a spec with a shape error before it asks the org, and goes on with a rule error', async () => {
    await write(
      home,
      'wrong/Wrong.eca.yaml',
      'name: Wrong\ncontactEmail: a@example.com\ncallbak: https://x.example.com\n',
    );
    const before = org.requests.length;
    const wrong = await plan('-o', 'fake', '-f', 'wrong');
    expect(wrong).toMatchObject({ status: 1, name: 'ProblemsError', message: '1 error: nothing was compared.' });
    expect(wrong.data?.problems).toMatchObject([{ rule: 'shape/unknown-key', line: 3, suggestions: ['callback'] }]);
    expect(org.requests.length).toBe(before);
    await write(
      home,
      'ruled/Ruled.eca.yaml',
      'name: Ruled\ncontactEmail: a@example.com\ncallback: http://x.example.com\nscopes: [api]\n',
    );
    const ruled = await plan('-o', 'fake', '-f', 'ruled');
    expect(ruled.status).toBe(0);
    expect(ruled.result.problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
    expect(ruled.result.apps?.[0]?.action).toBe('create');
  });

  it('reads 200 unchanged apps in one retrieve job', async () => {
    for (let number = 1; number <= 200; number += 1) {
      const app = `name: App_${number}\ncontactEmail: a@example.com\ncallback: https://x${number}.example.com/cb\nscopes: [api]\n`;
      await write(home, `many/App_${number}.eca.yaml`, app);
      installApp(org, app);
    }
    const before = org.requests.length;
    const { result } = await plan('-o', 'fake', '-f', 'many', '--api-version', '67.0');
    expect(result.summary).toEqual({ create: 0, update: 0, none: 200, changes: 0 });
    const labels = org.requests.slice(before).map(({ label }) => label);
    expect(labels.filter((label) => / retrieve$/.test(label)).length).toBe(1);
    expect(labels.length).toBeLessThanOrEqual(6);
  }, 120_000);
});

describe('sf eca plan against several orgs', () => {
  it('compares with each, with values of its own, and gives 68 when one cannot be read', async () => {
    const other = await startFakeOrg({ orgId: '00DFk0000000002EAA', username: 'other@fake.example.com' });
    others.push(other);
    const both = await homeOf({ test: org, production: other });
    await write(
      both,
      'eca/Order_Sync.eca.yaml',
      `${spec.replace('integration@fake.example.com', '"${runAsUser}"')}variables: {runAsUser: {description: Who}}\n`,
    );
    await write(both, 'eca/server.crt', files['server.crt']);
    await write(both, 'values/test.yaml', 'runAsUser: integration@fake.example.com\n');
    await write(both, 'values/production.yaml', 'runAsUser: person@fake.example.com\n');
    installApp(other, spec, files);
    const args = [
      'eca',
      'plan',
      '-o',
      'test',
      '-o',
      'production',
      '--values',
      'values/{org}.yaml',
      '--api-version',
      '67.0',
      '--detailed-exit-code',
    ];
    const good = await json<EcaPlanResult>(both, ...args);
    expect(good).toMatchObject({ status: 3 });
    expect(good.result.summary).toEqual({ create: 0, update: 1, none: 1, changes: 1 });
    expect(good.result.apps).toBeUndefined();
    expect(good.result.orgs).toMatchObject([
      { org: { username: org.username }, apps: [{ action: 'none' }] },
      {
        org: { username: 'other@fake.example.com' },
        apps: [
          {
            action: 'update',
            changes: [
              {
                key: 'flows.clientCredentials.runAs',
                before: 'integration@fake.example.com',
                after: 'person@fake.example.com',
              },
            ],
          },
        ],
      },
    ]);
    other.addFault({ kind: 'sessionExpired', match: 'retrieve', times: 9 });
    const half = await json<EcaPlanResult>(both, ...args);
    expect(half.status).toBe(68);
    expect(half.exit).toBe(68);
    expect(half.result.orgs?.[1]).toEqual({
      username: 'other@fake.example.com',
      error: expect.stringContaining('session'),
    });
    const none = await json<EcaPlanResult>(both, 'eca', 'plan', '-o', 'production', '--values', 'values/{org}.yaml');
    expect(none.status).toBe(1);
    expect(none.data?.orgs).toHaveLength(1);
  }, 120_000);
});
