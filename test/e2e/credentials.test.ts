import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { clientStage, type ClientStage } from './clientStage.js';
import { binProgram } from './paths.js';
import { runSf } from './sfCli.js';

// Each test starts several processes, on machines that may be busy.
jest.setTimeout(120_000);

const stages: ClientStage[] = [];

afterEach(async () => {
  await Promise.all(stages.splice(0).map(async ({ org }) => org.close()));
});

async function open(options: Parameters<typeof clientStage>[0] = {}): Promise<ClientStage> {
  const stage = await clientStage(options);
  stages.push(stage);
  return stage;
}

type Json = {
  readonly status: number;
  readonly result: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly message?: string;
  readonly actions?: readonly string[];
  readonly warnings: readonly string[];
};

const app = ['-o', 'fake', '-n', 'Sync'];
const parse = ({ stdout }: { readonly stdout: string }): Json => JSON.parse(stdout) as Json;

describe('sf eca credentials, in the real sf', () => {
  it('shows the key, writes the secret into a file, and leaves the org as it was', async () => {
    const { home, consumer, isSwitchOn } = await open();
    const sf = async (...args: readonly string[]) => runSf(['eca', 'credentials', ...args], { home });
    const { key, secret } = consumer();

    const shown = await sf('show', ...app);
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain(`Consumer key  ${key}`);

    const closed = parse(await sf('show', ...app, '--output-file', 'a.env', '--json'));
    expect(closed).toMatchObject({ status: 1, name: 'SwitchOffError' });
    expect(closed.actions?.[0]).toContain('--enable-secret-access');

    const written = parse(await sf('show', ...app, '--output-file', 'a.env', '--enable-secret-access', '--json'));
    const secretFile = join(home.work, 'a.env');
    expect(written).toMatchObject({ status: 0, result: { name: 'Sync', consumerKey: key, secretFile } });
    expect(JSON.stringify(written)).not.toContain(secret);
    expect(await readFile(secretFile, 'utf8')).toContain(`SALESFORCE_CONSUMER_SECRET=${secret}\n`);
    expect((await stat(secretFile)).mode & 0o777).toBe(0o600);
    expect(isSwitchOn()).toBe(false);

    const again = parse(await sf('show', ...app, '--output-file', 'a.env', '--enable-secret-access', '--json'));
    expect(again).toMatchObject({ status: 1, name: 'FileExistsError' });
  });

  it('rotates, lists both pairs, and finishes', async () => {
    const { home, consumer } = await open({ secretAccess: true });
    const sf = async (...args: readonly string[]) =>
      parse(await runSf(['eca', 'credentials', ...args, '--json'], { home }));
    const { key: oldKey } = consumer();

    expect(await sf('rotate', ...app)).toMatchObject({ status: 2, name: 'NeedsSinkError' });
    const rotated = await sf('rotate', ...app, '--output-file', 'new.json', '--format', 'json');
    const { key, secret } = consumer();
    expect(rotated).toMatchObject({
      status: 0,
      result: { state: 'promoted', proof: 'passed', consumerKey: key, old: { key: oldKey, state: 'Rotated' } },
      warnings: [expect.stringContaining('does not know which app')],
    });
    expect(JSON.stringify(rotated.result['nextSteps'])).toContain('--finish');
    expect(JSON.stringify(rotated.result['nextSteps'])).toContain('may pass with the old pair');
    expect(JSON.parse(await readFile(join(home.work, 'new.json'), 'utf8'))).toMatchObject({
      consumerKey: key,
      consumerSecret: secret,
    });

    expect(await sf('list', '-o', 'fake')).toMatchObject({
      result: {
        apps: [
          {
            name: 'Sync',
            consumerKey: key,
            since: expect.stringMatching(/^20/),
            staged: [{ key: oldKey, state: 'Rotated' }],
          },
        ],
      },
    });
    expect(await sf('list', '-o', 'fake', '--older-than', '90d')).toMatchObject({ result: { apps: [] } });
    expect(await sf('rotate', ...app, '--finish')).toMatchObject({ status: 2, name: 'NoTerminalToRevokeError' });
    expect(await sf('rotate', ...app, '--finish', '--no-prompt')).toMatchObject({
      result: { state: 'finished', revokedKey: oldKey },
    });
    expect(consumer().staged).toBeUndefined();
    expect(await sf('list', '-o', 'fake')).toMatchObject({
      result: { apps: [{ since: expect.stringMatching(/^20/), staged: [] }] },
    });
  });
});

describe('eca credentials', () => {
  it('shows the secret without a terminal only with --no-prompt', async () => {
    const { eca, consumer } = await open({ secretAccess: true });
    expect(parse(await eca(['credentials', 'show', ...app, '--show-secret', '--json']))).toMatchObject({
      status: 2,
      name: 'NoTerminalToShowError',
    });
    const shown = await eca(['credentials', 'show', ...app, '--show-secret', '--no-prompt']);
    expect(shown.stdout).toContain(consumer().secret);
  });

  it('gives the secret to a command, masks its output, and does not promote when it fails', async () => {
    const { eca, consumer, home } = await open({ secretAccess: true });
    const { key, secret } = consumer();
    await writeFile(
      join(home.work, 'store.mjs'),
      'process.stdin.on("data", (secret) => console.log(`got ${secret}`)).on("end", () => process.exit(Number(process.argv[2])));',
    );
    const pipe = (status: number): string => `${process.execPath} store.mjs ${status}`;
    const shown = await eca(['credentials', 'show', ...app, '--pipe-to', pipe(0)]);
    expect(shown).toMatchObject({ status: 0, stderr: expect.stringContaining('got [REDACTED]') });
    expect(shown.stdout + shown.stderr).not.toContain(secret);

    const failed = await eca(['credentials', 'rotate', ...app, '--pipe-to', pipe(4)]);
    expect(failed).toMatchObject({ status: 1, stderr: expect.stringContaining('ended with 4') });
    expect(consumer()).toMatchObject({ key, staged: { state: 'Active' } });
    expect(await eca(['credentials', 'rotate', ...app, '--pipe-to', pipe(0)])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Going on where'),
    });
    expect(consumer().key).not.toBe(key);
  });

  it('goes on with a rotation that was killed in every step', async () => {
    const { org, eca, home, consumer } = await open({ secretAccess: true });
    const { key: oldKey } = consumer();
    const args = ['credentials', 'rotate', ...app, '--output-file', 'new.env', '--revoke-old', '--no-prompt'];
    const steps = [
      ['hangAfter', '^POST .*/staged$'],
      ['hang', '^GET .*/staged/'],
      ['hang', '^POST /services/oauth2/token'],
      ['hangAfter', '^PATCH '],
      ['hangAfter', '^DELETE '],
    ] as const;
    const stages: string[] = [];
    for (const [kind, match] of steps) {
      org.addFault({ kind, match });
      const child = spawn(process.execPath, [binProgram, 'eca', ...args], { cwd: home.work, env: home.env });
      const ended = once(child, 'close');
      while (org.state.faults.length > 0 && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect({ match, exitCode: child.exitCode }).toEqual({ match, exitCode: null });
      // Time for the work that the org does although nobody hears of it.
      await new Promise((resolve) => setTimeout(resolve, 50));
      child.kill('SIGKILL');
      await ended;
      const { key, staged } = consumer();
      stages.push(`${key === oldKey ? 'old' : 'new'} ${staged?.state ?? 'alone'}`);
    }
    expect(stages).toEqual(['old Active', 'old Active', 'old Active', 'new Rotated', 'new alone']);
    const { key, secret } = consumer();
    expect(parse(await eca([...args, '--json']))).toMatchObject({
      status: 0,
      result: { state: 'finished', consumerKey: key },
    });
    expect(await readFile(join(home.work, 'new.env'), 'utf8')).toContain(`SALESFORCE_CONSUMER_SECRET=${secret}\n`);
    expect(org.requests.filter(({ label }) => /^POST .*\/staged$/.test(label)).length).toBe(1);
  });

  it('counts a pair of unknown age as older, and says that it is unknown', async () => {
    const { eca, consumer } = await open({ secretAccess: true });
    const old = await eca(['credentials', 'list', '-o', 'fake', '--older-than', '90d', '--json']);
    expect(parse(old)).toMatchObject({
      status: 0,
      result: { apps: [{ name: 'Sync', consumerKey: consumer().key, since: 'unknown', staged: [] }] },
    });
  });

  it('restores the switch after Ctrl-C, and says after a kill that it is still on', async () => {
    const { org, eca, home, isSwitchOn } = await open();
    const args = [binProgram, 'eca', 'credentials', 'show', ...app, '--enable-secret-access'];
    await writeFile(join(home.work, 'never.mjs'), 'process.stdin.resume(); setTimeout(() => {}, 60_000);');
    const start = async () => {
      const child = spawn(process.execPath, [...args, '--pipe-to', `${process.execPath} never.mjs`], {
        cwd: home.work,
        env: home.env,
        detached: true,
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      while (!org.requests.some(({ path }) => path.includes('part=keyandsecret')))
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(isSwitchOn()).toBe(true);
      org.state.requests.length = 0;
      return { child, stderr: () => stderr };
    };
    const interrupted = await start();
    interrupted.child.kill('SIGINT');
    const [code] = (await once(interrupted.child, 'close')) as [number];
    expect({ code, on: isSwitchOn() }).toEqual({ code: 130, on: false });
    expect(interrupted.stderr()).toContain('A switch that was turned on is turned off again first');
    expect(interrupted.stderr()).toContain('is off again');
    process.kill(-(interrupted.child.pid ?? 0), 'SIGKILL');

    const killed = await start();
    process.kill(-(killed.child.pid ?? 0), 'SIGKILL');
    await once(killed.child, 'close');
    expect(isSwitchOn()).toBe(true);
    const notes = join(home.path, '.sf', 'eca', 'secret-access');
    expect(await readFile(join(notes, (await readdir(notes))[0] ?? ''), 'utf8')).toContain('"before": false');

    const next = await eca(['list', '-o', 'fake']);
    expect(next.stderr).toContain('may still give out consumer secrets');
    expect(await eca(['credentials', 'list', '-o', 'fake', '--enable-secret-access'])).toMatchObject({ status: 0 });
    expect(isSwitchOn()).toBe(false);
    expect((await eca(['list', '-o', 'fake'])).stderr).not.toContain('may still give out');
  });

  it('leaves the switch off after several commands at once', async () => {
    const { eca, home, isSwitchOn } = await open();
    const files = ['a.env', 'b.env', 'c.env'];
    const runs = await Promise.all(
      files.map(async (file) => eca(['credentials', 'show', ...app, '--enable-secret-access', '--output-file', file])),
    );
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect((await readdir(home.work)).toSorted()).toEqual(files);
    expect(isSwitchOn()).toBe(false);
    expect(await readdir(join(home.path, '.sf', 'eca', 'secret-access'))).toEqual([]);
  });

  it('refuses a file in a git work tree', async () => {
    const { eca, home, consumer } = await open({ secretAccess: true });
    await mkdir(join(home.work, '.git'));
    const refused = await eca(['credentials', 'show', ...app, '--output-file', 'a.env']);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('could be committed') });
    expect(await readdir(home.work)).toEqual(['.git']);
    expect(refused.stdout + refused.stderr).not.toContain(consumer().secret);
  });
});
