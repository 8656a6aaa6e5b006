import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fileSink } from '../../../src/files/fileSink.js';
import { maskSecret } from '../../../src/files/maskSecret.js';
import { pipeSink } from '../../../src/files/pipeSink.js';
import { readSecretText, secretText } from '../../../src/files/secretText.js';
import { splitWords } from '../../../src/files/splitWords.js';
import { isRunning, stateFile } from '../../../src/files/stateFile.js';

const pair = {
  name: 'Sync',
  consumerKey: '3MVG9.key_1',
  consumerSecret: 'CANARY0123456789ABCDEF',
  instanceUrl: 'https://a.my.salesforce.com',
};
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(process.env['ECA_TEST_RUN_DIR'] ?? tmpdir(), 'sink-'));
});

describe('fileSink', () => {
  it('writes a new file that only its owner may read', async () => {
    const path = join(folder, 'a.env');
    const sink = fileSink(path, 'env');
    await sink.check();
    await sink.store(pair);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe(
      'SALESFORCE_APP=Sync\nSALESFORCE_CONSUMER_KEY=3MVG9.key_1\nSALESFORCE_CONSUMER_SECRET=CANARY0123456789ABCDEF\nSALESFORCE_INSTANCE_URL=https://a.my.salesforce.com\n',
    );
    expect(await sink.readBack(pair)).toBe(true);
    expect(await sink.readBack({ ...pair, consumerSecret: 'other' })).toBe(false);
  });

  it('never replaces a file, but takes one that already holds the same pair', async () => {
    const path = join(folder, 'a.json');
    const sink = fileSink(path, 'json');
    await sink.store(pair);
    await expect(sink.check()).rejects.toMatchObject({ reason: 'file-exists' });
    await expect(sink.store({ ...pair, consumerSecret: 'other' })).rejects.toMatchObject({ reason: 'file-exists' });
    await sink.check('same-pair');
    await sink.store(pair);
    expect(await sink.readBack(pair)).toBe(true);
  });

  it('names the folder that is not there', async () => {
    await expect(fileSink(join(folder, 'none', 'a.env'), 'env').check()).rejects.toMatchObject({
      reason: 'file-folder',
    });
  });

  it('refuses a git work tree that does not ignore the file, also through a link', async () => {
    const tree = join(folder, 'tree');
    await mkdir(join(tree, 'deep'), { recursive: true });
    execFileSync('git', ['init', '-q'], { cwd: tree });
    await symlink(join(tree, 'deep'), join(folder, 'link'));
    for (const path of [join(tree, 'deep', 'a.env'), join(folder, 'link', 'a.env')])
      await expect(fileSink(path, 'env').check()).rejects.toMatchObject({ reason: 'file-in-git' });
    await writeFile(join(tree, '.gitignore'), '*.env\n');
    await fileSink(join(tree, 'deep', 'a.env'), 'env').check();
    await expect(fileSink(join(tree, 'deep', 'a.json'), 'json').check()).rejects.toMatchObject({
      reason: 'file-in-git',
    });
  });

  it('refuses a work tree that git itself cannot read', async () => {
    await mkdir(join(folder, 'broken', '.git'), { recursive: true });
    await expect(fileSink(join(folder, 'broken', 'a.env'), 'env').check()).rejects.toMatchObject({
      reason: 'file-in-git',
    });
  });
});

describe('secretText and readSecretText', () => {
  it.each(['env', 'json'] as const)('read %s as they write it', (format) => {
    expect(readSecretText(secretText(pair, format))).toEqual(pair);
  });

  it('quotes a value that a shell would take apart', () => {
    expect(secretText({ ...pair, consumerSecret: 'a b$c' }, 'env')).toContain("SALESFORCE_CONSUMER_SECRET='a b$c'\n");
  });

  it('take no other text', () => {
    expect(readSecretText('FOO=bar')).toBeUndefined();
    expect(readSecretText('{"consumerKey": "x"}')).toBeUndefined();
    expect(readSecretText('{broken')).toBeUndefined();
  });
});

describe('splitWords', () => {
  it.each([
    ['vault kv put secret/app  secret=-', ['vault', 'kv', 'put', 'secret/app', 'secret=-']],
    [`op 'a b' "c \\"d\\" $e" f\\ g ''`, ['op', 'a b', 'c "d" $e', 'f g', '']],
    ['a | b > c; $(d)', ['a', '|', 'b', '>', 'c;', '$(d)']],
    ["it 'is open", undefined],
    ['   ', undefined],
  ])('splits %s', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });
});

describe('maskSecret', () => {
  it('hides the secret in every form in which programs print it', () => {
    const secret = 'CANARY+0123/456"789';
    const forms = [
      secret,
      JSON.stringify(secret),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
    ];
    for (const form of forms) expect(maskSecret(`value: ${form}!`, secret)).toMatch(/^value: "?\[REDACTED\]"?!$/);
  });
});

describe('pipeSink', () => {
  const outputs: string[] = [];
  const sink = (command: string, format?: 'env' | 'json') =>
    pipeSink(command, { ...(format === undefined ? {} : { format }), onOutput: (text) => outputs.push(text) });
  const node = process.execPath;

  beforeEach(() => {
    outputs.length = 0;
  });

  it('gives the secret alone on standard input, and shows the output without it', async () => {
    await sink(
      `${node} -e "process.stdin.pipe(process.stdout); process.stdin.on('end', () => console.error('done'))"`,
    ).store(pair);
    expect(outputs.join('')).toMatch(/\[REDACTED\]/);
    expect(outputs.join('')).toMatch(/done/);
    expect(outputs.join('')).not.toContain('CANARY');
  });

  it('gives key and secret in a form that is asked for', async () => {
    const file = join(folder, 'out.json');
    await sink(`${node} -e "require('fs').writeFileSync('${file}', require('fs').readFileSync(0))"`, 'json').store(
      pair,
    );
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(pair);
  });

  it('puts nothing of the pair into the words or the environment of the command', async () => {
    const file = join(folder, 'seen.json');
    await sink(
      `${node} -e "process.stdin.resume(); process.stdin.on('end', () => require('fs').writeFileSync('${file}', JSON.stringify([process.argv, process.env])))"`,
    ).store(pair);
    const seen = await readFile(file, 'utf8');
    expect(seen).not.toContain(pair.consumerSecret);
    expect(seen).not.toContain(pair.consumerKey);
  });

  it('starts no shell', async () => {
    const file = join(folder, 'made');
    await sink(`${node} -e "process.stdin.resume()" > ${file}; touch ${file}`).store(pair);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('counts a missing program, a failure and an early end as failures', async () => {
    await expect(sink('no-such-program-anywhere x').store(pair)).rejects.toMatchObject({ reason: 'pipe-missing' });
    await expect(
      sink(
        `${node} -e "process.stdin.resume(); process.stdin.on('end', () => { console.log('CANARY0123456789ABCDEF'); process.exit(3) })"`,
      ).store(pair),
    ).rejects.toMatchObject({
      reason: 'pipe-failed',
      tokens: { status: '3' },
    });
    expect(outputs).toEqual(['[REDACTED]']);
    await expect(sink('true').store(pair)).rejects.toMatchObject({ reason: 'pipe-early' });
    await expect(sink("cat 'open").check()).rejects.toMatchObject({ reason: 'pipe-words' });
  });
});

describe('stateFile', () => {
  it('writes, reads and removes', async () => {
    const file = stateFile<{ a: number }>(join(folder, 'deep', 'state.json'));
    expect(await file.read()).toBeUndefined();
    await file.write({ a: 1 });
    expect(await file.read()).toEqual({ a: 1 });
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    await file.remove();
    expect(await file.read()).toBeUndefined();
  });

  it('lets one work on it at a time', async () => {
    const path = join(folder, 'state.json');
    const order: string[] = [];
    const work = async (name: string): Promise<void> =>
      stateFile(path).locked(async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 30));
        order.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    for (const at of [0, 2, 4]) expect(order[at + 1]).toBe(order[at]?.replace('begins', 'ends'));
  });

  it('takes the lock of a process that has ended', async () => {
    const path = join(folder, 'state.json');
    const child = spawn('true');
    await new Promise((resolve) => child.on('close', resolve));
    await writeFile(`${path}.lock`, String(child.pid));
    expect(isRunning(child.pid ?? 0)).toBe(false);
    expect(isRunning(process.pid)).toBe(true);
    expect(await stateFile(path).locked(async () => Promise.resolve('mine'))).toBe('mine');
  });
});
