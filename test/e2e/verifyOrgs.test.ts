import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EcaVerifyResult } from '../../src/commands/eca/verify.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { addClientCredentialsApp, consumerOf } from './clientStage.js';
import { homeOf } from './planHome.js';
import { runBin, runSf, type ProgramResult, type SfHome } from './sfCli.js';

jest.setTimeout(120_000);

const spec = `name: Sync
contactEmail: a@example.com
callback: https://app.example.com/callback
scopes: [api]
flows:
  clientCredentials: {runAs: "\${runAs}"}
variables:
  runAs: {description: User of the integration}
`;

/** Two orgs that hold the app, of which one has ended the session, and one that does not hold it. */
describe('sf eca verify in several orgs', () => {
  const orgs: Record<string, FakeOrg> = {};
  let home: SfHome;

  beforeAll(async () => {
    for (const alias of ['dev', 'test', 'gone'])
      orgs[alias] = await startFakeOrg({ username: `${alias}@fake.example.com`, pollsUntilDone: 0 });
    for (const alias of ['dev', 'gone']) addClientCredentialsApp(orgs[alias] as FakeOrg, 'Sync');
    home = await homeOf(orgs);
    (orgs['gone'] as FakeOrg).addFault({ kind: 'sessionExpired', times: 1000 });
    for (const folder of ['values', 'keys']) await mkdir(join(home.work, folder));
    await writeFile(join(home.work, 'Sync.eca.yaml'), spec);
    for (const alias of ['dev', 'test', 'gone'])
      await writeFile(join(home.work, 'values', `${alias}.yaml`), 'runAs: integration@fake.example.com\n');
    const { key, secret } = consumerOf(orgs['dev'] as FakeOrg, 'Sync');
    for (const alias of ['dev', 'test', 'gone'])
      await writeFile(
        join(home.work, 'keys', `${alias}.json`),
        JSON.stringify({ name: 'Sync', consumerKey: key, consumerSecret: secret }),
      );
  });

  afterAll(async () => {
    await Promise.all(Object.values(orgs).map(async (org) => org.close()));
  });

  const args = (...names: readonly string[]): string[] => [
    ...['eca', 'verify', '-f', 'Sync.eca.yaml', '--wait', '0', '--flow', 'clientCredentials'],
    ...['--values', 'values/{org}.yaml', '--credentials-file', 'keys/{org}.json'],
    ...names.flatMap((name) => ['-o', name]),
  ];
  const result = ({ stdout }: ProgramResult): { status: number; result?: EcaVerifyResult; data?: EcaVerifyResult } =>
    JSON.parse(stdout) as { status: number; result?: EcaVerifyResult; data?: EcaVerifyResult };

  it('goes on after an org that fails, ends with 68, and shows a line for each, in the real sf', async () => {
    const { status, stdout } = await runSf(args('dev', 'gone', 'test'), { home });
    expect(status).toBe(68);
    expect(stdout).toContain('dev@fake.example.com\n\nSync: active\n  ✔ passed  clientCredentials');
    expect(stdout).toMatch(/gone@fake\.example\.com\n\n {2}✘ failed {2}\S+/);
    expect(stdout).toContain(
      [
        'All orgs',
        '  dev@fake.example.com   Sync verified',
        '  gone@fake.example.com  failed',
        '  test@fake.example.com  Sync failed',
      ].join('\n'),
    );
  });

  it('gives a program each org with its apps, and one org at the top as well', async () => {
    const several = result(await runBin([...args('dev', 'gone'), '--json'], { home }));
    expect(several.status).toBe(68);
    expect(several.result).not.toHaveProperty('apps');
    expect(several.result?.orgs).toEqual([
      {
        org: { username: 'dev@fake.example.com', orgId: orgs['dev']?.orgId },
        apps: [expect.objectContaining({ name: 'Sync', active: true })],
      },
      { username: 'gone@fake.example.com', error: expect.stringMatching(/./) },
    ]);
    const one = result(await runBin([...args('dev'), '--json'], { home }));
    expect(one.status).toBe(0);
    expect(one.result).toMatchObject({ ...one.result?.orgs[0] });
    expect(one.result?.org).toEqual({ username: 'dev@fake.example.com', orgId: orgs['dev']?.orgId });
  });

  it.each(['values', 'keys'])('misses a file of %s before it asks any org', async (folder) => {
    const before = orgs['dev']?.requests.length;
    const wrong = args('dev', 'test').map((one) => one.replace(`${folder}/`, 'nowhere/'));
    const { status, stderr } = await runBin(wrong, { home });
    expect(status).toBe(1);
    expect(stderr).toContain('nowhere/dev.');
    expect(orgs['dev']?.requests.length).toBe(before);
  });
});
