import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Spec } from '../../../src/catalog/spec.js';
import { OauthFailure } from '../../../src/org/oauthFailure.js';
import { verifyApp } from '../../../src/operations/verifyApp.js';
import type { VerifyRequest, VerifyWorld } from '../../../src/operations/verifyWorld.js';
import { completeSpec } from '../../../src/spec/completeSpec.js';
import { runAs } from '../../e2e/clientStage.js';
import { credentialsStage, endStages } from './credentialsStage.js';
import {
  base,
  brief,
  freePort,
  global,
  policy,
  requestOf,
  settings,
  withClientCredentials,
  worldOf,
  type Told,
} from './verifyStage.js';

afterEach(endStages);

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
    expect(await verifyApp(worldOf(stage), requestOf(stage, base))).toEqual({
      active: false,
      refusal: {
        code: 'invalid_client_id',
        description: 'client identifier invalid',
        cause: 'unknown-key',
        command: 'sf eca credentials list --target-org {org}',
      },
      flows: [],
    });
  });

  it('does not call an app active that the token endpoint does not know in the end', async () => {
    const stage = await credentialsStage();
    const world = worldOf(stage);
    const clientCredentials = async (): Promise<never> =>
      Promise.reject(new OauthFailure('invalid_client_id', 'client identifier invalid'));
    const request = requestOf(stage, withClientCredentials, { flows: ['webServer', 'clientCredentials'] });
    const verified = await verifyApp({ ...world, oauth: { ...world.oauth, clientCredentials } }, request);
    expect(verified.active).toBe(false);
    expect(brief(verified.flows)).toEqual([
      'webServer passed authorize-accepts',
      'clientCredentials failed unknown-key',
    ]);
  });

  it('asks again when a server that does not know the app yet answers the web server or the device flow', async () => {
    const stage = await credentialsStage();
    global(stage.org, 'isDeviceFlowEnabled', 'true');
    const spec: Spec = { ...base, flows: { device: true } };
    const world = worldOf(stage);
    const waits: number[] = [];
    const probe: typeof world.oauth.probe = async (request) => {
      const verdict = await world.oauth.probe(request);
      // The next request reaches another server.
      if (verdict.kind === 'accepted') stage.consumer().pollsUntilActive = 2;
      return verdict;
    };
    const { flows } = await verifyApp(
      { ...world, oauth: { ...world.oauth, probe }, onWait: (elapsed) => void waits.push(elapsed) },
      requestOf(stage, spec, { flows: ['webServer', 'device'] }),
    );
    expect(brief(flows)).toEqual(['webServer passed authorize-accepts', 'device skipped device-starts']);
    expect(waits).toEqual([0, 1_000, 0, 1_000]);
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
});
