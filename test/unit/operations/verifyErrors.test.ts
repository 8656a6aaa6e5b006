import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Spec } from '../../../src/catalog/spec.js';
import type { FlowResult } from '../../../src/operations/flowResult.js';
import { callAsClient } from '../../../src/org/callAsClient.js';
import { verifyApp } from '../../../src/operations/verifyApp.js';
import type { VerifyRequest, VerifyWorld } from '../../../src/operations/verifyWorld.js';
import { runAs } from '../../e2e/clientStage.js';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
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

describe('verifyApp, when something is wrong', () => {
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

  it('says that the API refuses the token, without showing it', async () => {
    const stage = await credentialsStage();
    const world = worldOf(stage, [], {
      callAsClient: async (tokens) => callAsClient({ ...tokens, accessToken: `${tokens.accessToken}x` }, 67),
    });
    const request = requestOf(stage, withClientCredentials, { flows: ['clientCredentials'] });
    const [result] = (await verifyApp(world, request)).flows;
    expect(result).toMatchObject({ status: 'failed', error: { code: 'api-call', cause: 'api-call', key: 'scopes' } });
    expect(JSON.stringify(result)).not.toContain('!');
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
