import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { pipeSink } from '../../../src/files/pipeSink.js';

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
