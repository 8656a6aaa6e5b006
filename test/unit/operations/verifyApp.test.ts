import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Spec } from '../../../src/catalog/spec.js';
import type { FlowResult } from '../../../src/operations/flowResult.js';
import { verifyApp } from '../../../src/operations/verifyApp.js';
import type { VerifyRequest, VerifyWorld } from '../../../src/operations/verifyWorld.js';
import { callAsClient } from '../../../src/org/callAsClient.js';
import { listenOnLoopback } from '../../../src/org/loopbackListener.js';
import { completeSpec } from '../../../src/spec/completeSpec.js';
import { runAs } from '../../e2e/clientStage.js';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { credentialsStage, endStages, type CredentialsStage } from './credentialsStage.js';

afterEach(endStages);

const base: Spec = {
  name: 'Sync',
  contactEmail: 'a@example.com',
  callback: 'https://app.example.com/callback',
  scopes: ['api', 'refresh_token'],
};
const withClientCredentials: Spec = { ...base, flows: { clientCredentials: { runAs } } };
let privateKey = '';
let certificate = '';

beforeAll(async () => {
  const folder = await mkdtemp(join(process.env['ECA_TEST_RUN_DIR'] ?? tmpdir(), 'jwt-'));
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'key.pem',
      '-out',
      'key.crt',
      '-days',
      '30',
      '-subj',
      '/CN=test',
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  privateKey = await readFile(join(folder, 'key.pem'), 'utf8');
  certificate = (await readFile(join(folder, 'key.crt'), 'utf8')).replace(/-----[A-Z ]+-----|\s/g, '');
});

type Told = { readonly what: string; readonly tokens: Readonly<Record<string, string>> };

/** A world whose browser follows every redirection, as one in which the user is logged in and agrees. */
function worldOf(
  { oauth, clock }: CredentialsStage,
  told: Told[] = [],
  changes: Partial<VerifyWorld> = {},
): VerifyWorld {
  let count = 0;
  return {
    oauth,
    clock,
    callAsClient: async (tokens) => callAsClient(tokens, 67),
    listen: listenOnLoopback,
    openBrowser: async (url) => void (await fetch(url)),
    tell: (what, tokens) => void told.push({ what, tokens }),
    onWait: () => undefined,
    random: () => `${'r'.repeat(43)}${(count += 1)}`,
    stopIfInterrupted: () => undefined,
    ...changes,
  };
}

function requestOf(stage: CredentialsStage, spec: Spec, changes: Partial<VerifyRequest> = {}): VerifyRequest {
  const { key, secret } = stage.consumer();
  return { spec: completeSpec(spec), key, secret, hasPerson: false, deadline: stage.clock.now() + 60_000, ...changes };
}

function brief(flows: readonly FlowResult[]): readonly string[] {
  return flows.map(({ flow, status, note, error }) => `${flow} ${status} ${error === undefined ? note : error.cause}`);
}

const global = (org: FakeOrg, element: string, text: string | null): void =>
  org.setup.setValue('ExtlClntAppGlobalOauthSettings', 'Sync_glbloauth', element, text);
const policy = (org: FakeOrg, element: string, text: string | null): void =>
  org.setup.setValue('ExtlClntAppOauthConfigurablePolicies', 'Sync_oauthPlcy', element, text);
const settings = (org: FakeOrg, element: string, text: string | null): void =>
  org.setup.setValue('ExtlClntAppOauthSettings', 'Sync_oauth', element, text);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('verifyApp', () => {
  it('proves client credentials by a token, an API call as the run-as user, introspection and revocation', async () => {
    const stage = await credentialsStage();
    const { active, flows } = await verifyApp(worldOf(stage), requestOf(stage, withClientCredentials));
    expect(active).toBe(true);
    expect(brief(flows)).toEqual([
      'webServer passed authorize-accepts',
      'clientCredentials passed token-works',
      'refreshToken skipped needs-login',
      'introspection passed token-active',
      'revocation passed revoked',
    ]);
    expect(flows[1]).toMatchObject({ user: runAs, scopes: ['api'] });
    expect(stage.org.state.sessions.size).toBe(1);
  });

  it('waits until the org knows the app, and ends as soon as it answers', async () => {
    const stage = await credentialsStage();
    stage.consumer().pollsUntilActive = 3;
    const waits: number[] = [];
    const world = worldOf(stage, [], { onWait: (elapsed) => void waits.push(elapsed) });
    expect((await verifyApp(world, requestOf(stage, base))).active).toBe(true);
    expect(waits).toEqual([0, 1_000, 2_500]);
  });

  it('gives up when the time is over', async () => {
    const stage = await credentialsStage();
    stage.consumer().pollsUntilActive = 1_000;
    expect(await verifyApp(worldOf(stage), requestOf(stage, base))).toEqual({ active: false, flows: [] });
  });

  it('takes a key that the token endpoint learns later than the authorize endpoint', async () => {
    const stage = await credentialsStage();
    const world = worldOf(stage);
    let first = true;
    const oauth = {
      ...world.oauth,
      probe: async (request: Parameters<typeof world.oauth.probe>[0]) => {
        const verdict = await world.oauth.probe(request);
        if (first) stage.consumer().pollsUntilActive = 0;
        first = false;
        return verdict;
      },
      clientCredentials: async (pair: Parameters<typeof world.oauth.clientCredentials>[0]) => {
        stage.consumer().pollsUntilActive = Math.max(0, 2 - tries);
        tries += 1;
        return world.oauth.clientCredentials(pair);
      },
    };
    let tries = 0;
    const { flows } = await verifyApp(
      { ...world, oauth },
      requestOf(stage, withClientCredentials, { flows: ['clientCredentials'] }),
    );
    expect(brief(flows)).toEqual(['clientCredentials passed token-works', 'revocation passed revoked']);
    expect(tries).toBe(3);
  });

  it('proves JWT bearer with a key file, and skips it without one', async () => {
    const stage = await credentialsStage();
    global(stage.org, 'certificate', certificate);
    policy(stage.org, 'permittedUsersPolicyType', 'AdminApprovedPreAuthorized');
    policy(stage.org, 'commaSeparatedPermissionSet', 'Order_Sync_API');
    stage.org.setup.assignPermissionSet(runAs, 'Order_Sync_API');
    const spec: Spec = { ...base, flows: { jwtBearer: { certificate: 'a.crt' } } };
    const jwt = { privateKey, username: runAs, audience: 'https://login.salesforce.com' };
    const prove = async (changes: Partial<VerifyRequest>): Promise<readonly string[]> =>
      brief((await verifyApp(worldOf(stage), requestOf(stage, spec, { flows: ['jwtBearer'], ...changes }))).flows);
    expect(await prove({ jwt })).toEqual(['jwtBearer passed token-works', 'revocation passed revoked']);
    expect(await prove({})).toEqual(['jwtBearer skipped needs-key-file']);
    expect(await prove({ jwt: { ...jwt, audience: 'https://example.com' } })).toEqual(['jwtBearer failed audience']);
    expect(await prove({ jwt: { ...jwt, privateKey: 'nonsense' } })).toEqual(['jwtBearer failed private-key']);
    expect(await prove({ jwt: { ...jwt, username: 'person@fake.example.com' } })).toEqual([
      'jwtBearer failed user-not-approved',
    ]);
    settings(stage.org, 'commaSeparatedOauthScopes', 'Api');
    expect(await prove({ jwt })).toEqual(['jwtBearer failed no-refresh-scope']);
    policy(stage.org, 'permittedUsersPolicyType', 'AllSelfAuthorized');
    expect(await prove({ jwt })).toEqual(['jwtBearer failed not-preauthorized']);
    global(stage.org, 'certificate', null);
    expect(await prove({ jwt })).toEqual(['jwtBearer failed flow-off']);
  });

  it('logs in by the browser with PKCE where the callback is on this computer, and refreshes with rotation', async () => {
    const stage = await credentialsStage();
    const callback = `http://localhost:${await freePort()}/callback`;
    global(stage.org, 'callbackUrl', callback);
    const told: Told[] = [];
    const { flows } = await verifyApp(
      worldOf(stage, told),
      requestOf(stage, { ...base, callback }, { hasPerson: true }),
    );
    expect(brief(flows)).toEqual([
      'webServer passed token-works',
      'refreshToken passed refreshed-rotated',
      'introspection passed token-active',
      'revocation passed revoked',
    ]);
    expect(flows[0]).toMatchObject({ callback, user: stage.org.username });
    expect(told[0]?.tokens['url']).toContain('code_challenge_method=S256');
    expect(stage.org.state.sessions.size).toBe(1);
    expect([...stage.org.state.grants.refreshTokens.values()].filter(({ state }) => state === 'current')).toEqual([]);
  });

  it('logs in without a secret where the app is a public client', async () => {
    const stage = await credentialsStage();
    const callback = `http://127.0.0.1:${await freePort()}/`;
    global(stage.org, 'callbackUrl', callback);
    global(stage.org, 'isConsumerSecretOptional', 'true');
    global(stage.org, 'isSecretRequiredForRefreshToken', 'false');
    const security = { requireSecretForWebServerFlow: false, requireSecretForRefreshTokenFlow: false };
    const { key } = stage.consumer();
    const request: VerifyRequest = {
      spec: completeSpec({ ...base, callback, security }),
      key,
      hasPerson: true,
      deadline: stage.clock.now(),
    };
    expect(brief((await verifyApp(worldOf(stage), request)).flows)).toEqual([
      'webServer passed token-works',
      'refreshToken passed refreshed-rotated',
      'introspection skipped public-client',
      'revocation passed revoked',
    ]);
  });

  it('says that the port is taken before it opens the browser', async () => {
    const stage = await credentialsStage();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const callback = `http://localhost:${port}/callback`;
    global(stage.org, 'callbackUrl', callback);
    const told: Told[] = [];
    const { flows } = await verifyApp(
      worldOf(stage, told),
      requestOf(stage, { ...base, callback }, { hasPerson: true }),
    );
    await new Promise((resolve) => server.close(resolve));
    expect(told).toEqual([{ what: 'port-taken', tokens: { port: String(port) } }]);
    expect(flows[0]).toMatchObject({
      status: 'failed',
      note: 'port-taken',
      tokens: { port: String(port), code: 'EADDRINUSE' },
    });
  });

  it('says when the user declines or nobody logs in', async () => {
    const stage = await credentialsStage();
    const callback = `http://127.0.0.1:${await freePort()}/`;
    global(stage.org, 'callbackUrl', callback);
    stage.org.state.consent.allow = false;
    const request = requestOf(stage, { ...base, callback }, { hasPerson: true, flows: ['webServer'] });
    expect(brief((await verifyApp(worldOf(stage), request)).flows)).toEqual(['webServer failed denied']);
    const listen: VerifyWorld['listen'] = async () =>
      Promise.resolve({ answer: async () => Promise.resolve(undefined), close: async () => Promise.resolve() });
    expect(
      brief(
        (await verifyApp(worldOf(stage, [], { listen, openBrowser: async () => Promise.resolve() }), request)).flows,
      ),
    ).toEqual(['webServer failed no-login']);
  });

  it('does the device flow with the code that a person enters', async () => {
    const stage = await credentialsStage({ deviceInterval: 0 });
    global(stage.org, 'isDeviceFlowEnabled', 'true');
    const spec: Spec = { ...base, flows: { device: true } };
    const device = async (allow: boolean, hasPerson = true): Promise<readonly string[]> => {
      let polls = 0;
      const world = worldOf(stage, []);
      const tell: VerifyWorld['tell'] = (_what, { code = '' }) =>
        void Promise.resolve().then(async () => {
          // The user takes three polls to come to a decision.
          while (polls < 3) await new Promise((resolve) => setTimeout(resolve, 5));
          await fetch(`${stage.org.url}/fake/device`, {
            method: 'POST',
            body: JSON.stringify({ userCode: code, allow }),
          });
        });
      const pollDevice: typeof world.oauth.pollDevice = async (...args) => {
        polls += 1;
        await new Promise((resolve) => setTimeout(resolve, 10));
        return world.oauth.pollDevice(...args);
      };
      const request = requestOf(stage, spec, { hasPerson, flows: ['device', 'refreshToken'] });
      return brief((await verifyApp({ ...world, tell, oauth: { ...world.oauth, pollDevice } }, request)).flows);
    };
    expect(await device(true)).toEqual([
      'device passed token-works',
      'refreshToken passed refreshed-rotated',
      'revocation passed revoked',
    ]);
    expect((await device(false))[0]).toBe('device failed denied');
    expect((await device(true, false))[0]).toBe('device skipped device-starts');
    global(stage.org, 'isDeviceFlowEnabled', 'false');
    expect((await device(true))[0]).toBe('device failed flow-off');
  });

  it.each<[string, string, (org: FakeOrg) => void]>([
    ['no run-as user', 'no-run-as', (org) => policy(org, 'clientCredentialsFlowUser', null)],
    ['an inactive run-as user', 'no-run-as', (org) => org.setup.setUserActive(runAs, false)],
    ['the policy half off', 'no-run-as', (org) => policy(org, 'isClientCredentialsFlowEnabled', 'false')],
    [
      'the developer half off',
      'client-credentials-off',
      (org) => global(org, 'isClientCredentialsFlowEnabled', 'false'),
    ],
    [
      'an app that is switched off',
      'app-blocked',
      (org) => org.setup.setValue('ExtlClntAppConfigurablePolicies', 'Sync_plcy', 'isEnabled', 'false'),
    ],
  ])('explains client credentials with %s', async (_what, cause, change) => {
    const stage = await credentialsStage();
    change(stage.org);
    const { flows } = await verifyApp(
      worldOf(stage),
      requestOf(stage, withClientCredentials, { flows: ['clientCredentials'] }),
    );
    expect(brief(flows)).toEqual([`clientCredentials failed ${cause}`]);
  });

  it('explains a wrong secret, a missing secret and another run-as user', async () => {
    const stage = await credentialsStage();
    const prove = async (changes: Partial<VerifyRequest>, spec = withClientCredentials): Promise<string | undefined> =>
      brief(
        (await verifyApp(worldOf(stage), requestOf(stage, spec, { flows: ['clientCredentials'], ...changes }))).flows,
      )[0];
    expect(await prove({ secret: 'WRONG' })).toBe('clientCredentials failed wrong-secret');
    const { secret, ...request } = requestOf(stage, withClientCredentials, {
      noSecret: { note: 'no-secret-switch-off', tokens: {} },
    });
    expect(secret).toMatch(/^[0-9A-F]{64}$/);
    expect(brief((await verifyApp(worldOf(stage), request)).flows)[1]).toBe(
      'clientCredentials failed no-secret-switch-off',
    );
    const other: Spec = { ...base, flows: { clientCredentials: { runAs: 'other@example.com' } } };
    expect(await prove({}, other)).toBe('clientCredentials failed other-user');
  });

  it.each<[string, string, Partial<Spec>]>([
    ['a callback that differs by a slash', 'callback', { callback: 'https://app.example.com/callback/' }],
    ['a scope that the app does not have', 'scope', { scopes: ['api', 'refresh_token', 'chatter_api'] }],
  ])('explains at the authorize endpoint %s', async (_what, cause, change) => {
    const stage = await credentialsStage();
    const { flows } = await verifyApp(
      worldOf(stage),
      requestOf(stage, { ...base, ...change }, { flows: ['webServer'] }),
    );
    expect(brief(flows)).toEqual([`webServer failed ${cause}`]);
  });

  it('tries every callback', async () => {
    const stage = await credentialsStage();
    const callback = ['https://app.example.com/callback', 'https://other.example.com/'];
    const { flows } = await verifyApp(
      worldOf(stage),
      requestOf(stage, { ...base, callback }, { flows: ['webServer'] }),
    );
    expect(flows.map((flow) => [flow.callback, flow.status])).toEqual([
      [callback[0], 'passed'],
      [callback[1], 'failed'],
    ]);
  });

  it('finds scopes that the org left out or added', async () => {
    const stage = await credentialsStage();
    settings(stage.org, 'commaSeparatedOauthScopes', 'Api, Chatbot, RefreshToken');
    const prove = async (scopes: readonly string[]): Promise<FlowResult | undefined> =>
      (
        await verifyApp(
          worldOf(stage),
          requestOf(stage, { ...withClientCredentials, scopes }, { flows: ['clientCredentials'] }),
        )
      ).flows[0];
    expect(await prove(['api', 'chatbot_api', 'refresh_token'])).toMatchObject({
      status: 'passed',
      note: 'token-works',
    });
    expect(await prove(['api', 'refresh_token'])).toMatchObject({
      status: 'passed',
      note: 'scopes-extra',
      tokens: { extra: 'chatbot_api' },
    });
    expect(await prove(['api', 'chatbot_api', 'sfap_api'])).toMatchObject({
      status: 'failed',
      note: 'scopes-missing',
      tokens: { missing: 'sfap_api' },
    });
  });

  it('reports that the org does not rotate although the spec says so', async () => {
    const stage = await credentialsStage({ lockNewApps: false });
    const callback = `http://127.0.0.1:${await freePort()}/`;
    global(stage.org, 'callbackUrl', callback);
    global(stage.org, 'isRefreshTokenRotationEnabled', 'false');
    const prove = async (security: NonNullable<Spec['security']>): Promise<string | undefined> =>
      brief(
        (await verifyApp(worldOf(stage), requestOf(stage, { ...base, callback, security }, { hasPerson: true }))).flows,
      )[1];
    expect(await prove({})).toBe('refreshToken failed not-rotated');
    expect(await prove({ rotateRefreshTokens: false })).toBe('refreshToken passed refreshed');
  });

  it('revokes what it has also when the user interrupts it', async () => {
    const stage = await credentialsStage();
    let calls = 0;
    const stopIfInterrupted = (): void => {
      calls += 1;
      if (calls === 3) throw new Error('interrupted');
    };
    await expect(
      verifyApp(worldOf(stage, [], { stopIfInterrupted }), requestOf(stage, withClientCredentials)),
    ).rejects.toThrow('interrupted');
    expect(stage.org.requests.some(({ label }) => label.includes('oauth2/revoke'))).toBe(true);
    expect(stage.org.state.sessions.size).toBe(1);
  });

  it('does not prove what the spec does not open, and says what it cannot prove', async () => {
    const stage = await credentialsStage();
    const spec: Spec = { ...base, flows: { tokenExchange: {}, authorizationCodeAndCredentials: {} } };
    expect(
      brief(
        (
          await verifyApp(
            worldOf(stage),
            requestOf(stage, spec, { flows: ['device', 'tokenExchange', 'authorizationCodeAndCredentials'] }),
          )
        ).flows,
      ),
    ).toEqual([
      'device skipped not-in-spec',
      'tokenExchange skipped not-provable-tokenExchange',
      'authorizationCodeAndCredentials skipped not-provable-authorizationCodeAndCredentials',
    ]);
  });
});
