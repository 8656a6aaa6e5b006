import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { useOrgs } from './useOrgs.js';

const start = useOrgs();

describe('the handle for tests', () => {
  const fake = async (org: FakeOrg, method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${org.url}/fake/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

  it('changes values in Setup and shows the org', async () => {
    const org = await start();
    await fake(org, 'POST', 'setup', { call: 'createApp', args: [{ name: 'ByHand' }] });
    await fake(org, 'POST', 'setup', {
      call: 'setValue',
      args: ['ExtlClntAppGlobalOauthSettings', 'ByHand_glbloauth', 'isDeviceFlowEnabled', 'true'],
    });
    const { components } = (await (await fake(org, 'GET', 'state')).json()) as {
      components: { fullName: string; elements: object }[];
    };
    expect(components.map(({ fullName }) => fullName)).toEqual(
      expect.arrayContaining(['ByHand', 'ByHand_glbloauth', 'ByHand_oauth', 'ByHand_oauthPlcy', 'ByHand_plcy']),
    );
    expect(components.find(({ fullName }) => fullName === 'ByHand_glbloauth')?.elements).toMatchObject({
      isDeviceFlowEnabled: 'true',
      isPkceRequired: 'true',
    });
  });

  it('is neither logged nor ever faulty, and refuses what it does not know', async () => {
    const org = await start();
    await fake(org, 'POST', 'faults', { kind: 'http500' });
    expect((await fake(org, 'GET', 'faults')).status).toBe(200);
    expect(await (await fake(org, 'GET', 'requests')).json()).toEqual([]);
    expect((await fake(org, 'POST', 'faults', { kind: 'nonsense' })).status).toBe(400);
    expect((await fake(org, 'POST', 'setup', { call: 'nonsense', args: [] })).status).toBe(400);
    expect((await fake(org, 'GET', 'nonsense')).status).toBe(404);
  });
});

describe('the program', () => {
  const main = new URL('../../fakeOrg/main.ts', import.meta.url).pathname;

  it('prints one line of JSON when it listens, takes options, and ends when it is told', async () => {
    const child = spawn(process.execPath, ['--no-warnings', main, '--options', '{"apiVersion":66,"kind":"sandbox"}']);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { url, accessToken } = JSON.parse(line.toString()) as { url: string; accessToken: string };
    const headers = { authorization: `Bearer ${accessToken}` };
    const found = await fetch(`${url}/services/data/v66.0/query?q=SELECT+IsSandbox+FROM+Organization`, { headers });
    expect(await found.json()).toMatchObject({ records: [{ IsSandbox: true }] });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends with 2 and its usage on wrong arguments', async () => {
    const child = spawn(process.execPath, ['--no-warnings', main, '--nonsense']);
    const [text] = (await once(child.stderr, 'data')) as [Buffer];
    expect(text.toString()).toContain('--options');
    expect(await once(child, 'exit')).toEqual([2, null]);
  });
});
