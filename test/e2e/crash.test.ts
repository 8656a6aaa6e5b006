import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { write } from './planHome.js';
import { createSfHome, runBin } from './sfCli.js';

const canary = 'canary-variable-0123456789';
const session = '00DFk0000000001!AQcanarySESSION0123456789abcdefghijklmnop';

/** A fault inside the program that quotes what it works on, as errors of libraries do. */
const fault = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const write = fs.writeFileSync;
fs.writeFileSync = (path, ...rest) => {
  if (!String(path).includes('out')) return write(path, ...rest);
  const cause = new TypeError('inner ' + process.env.ECA_PUSH_PASSWORD + ' ' + process.env.TEST_SESSION);
  throw new TypeError('Cannot use ' + process.env.ECA_PUSH_PASSWORD + ' of ' + process.env.TEST_SESSION, { cause });
};
syncBuiltinESMExports();`;

describe('a fault inside the program', () => {
  it.each([
    ['for people', ''],
    ['in JSON', ' --json'],
  ])('leaves no secret in output, stack, causes or logs: %s', async (_, flag) => {
    const home = await createSfHome();
    await write(
      home,
      'eca/App.eca.yaml',
      'name: App\ncontactEmail: a@example.com\npush:\n  apple: {environment: sandbox, bundleId: com.example, certificate: push.p12, password: "${pushPassword}"}\nvariables: {pushPassword: {secret: true}}\n',
    );
    await write(home, 'eca/push.p12', 'x');
    const env = Object.fromEntries(Object.entries(home.env).filter(([name]) => name !== 'SF_DISABLE_LOG_FILE'));
    const { stdout, stderr, status } = await runBin(`eca generate -d out${flag}`.split(' '), {
      home: { ...home, env },
      env: {
        SF_LOG_LEVEL: 'trace',
        DEBUG: '*',
        ECA_PUSH_PASSWORD: canary,
        TEST_SESSION: session,
        NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(fault)}`,
      },
    });
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('Cannot use');
    const files = (await readdir(home.path, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const logs = await Promise.all(files.map(async ({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
    for (const text of [stdout, stderr, ...logs]) {
      expect(text).not.toContain(canary);
      expect(text).not.toContain(session);
    }
  });
});
