import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientStage, type ClientStage } from './clientStage.js';
import { runSf } from './sfCli.js';

/** Stands for a secret: long, and found nowhere else. */
const canary = 'CANARY7F3A9C1E5B8D2046CANARY7F3A9C1E5B8D2046CANARY7F3A9C1E5B8D20';
const specText =
  'name: Sync\ncontactEmail: a@example.com\ncallback: https://app.example.com/callback\nscopes: [api, refresh_token]\nflows:\n  clientCredentials: {runAs: integration@fake.example.com}\n';

let stage: ClientStage;
/** Every secret and every token that the org gave out. */
const secrets = new Set<string>([canary]);
let outputs = '';

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The secrets that stand in a text, as they are or in base64. */
function leaks(text: string): readonly string[] {
  return [...secrets].filter((one) => [one, Buffer.from(one).toString('base64')].some((form) => text.includes(form)));
}

async function run(line: string, expected = 0): Promise<void> {
  const { home } = stage;
  const env = { SF_DISABLE_LOG_FILE: 'false', SF_LOG_LEVEL: 'trace', TMPDIR: join(home.path, 'temporary') };
  const { stdout, stderr, status } = await runSf(['eca', ...line.split(' ')], { home, env });
  outputs += `${line}\n${stdout}${stderr}\n`;
  const staged = stage.consumer().staged?.secret;
  for (const one of [stage.consumer().secret, staged]) if (one !== undefined) secrets.add(one);
  expect({ line, leaks: [...leaks(stdout), ...leaks(stderr)] }).toEqual({ line, leaks: [] });
  expect({ line, status, output: status === expected ? '' : `${stdout}${stderr}` }).toEqual({
    line,
    status: expected,
    output: '',
  });
}

beforeAll(async () => {
  stage = await clientStage();
  const { org, home } = stage;
  stage.consumer().secret = canary;
  const { sessions } = org.state;
  const remember = sessions.set.bind(sessions);
  sessions.set = (token, session) => {
    secrets.add(token);
    return remember(token, session);
  };
  await mkdir(join(home.path, 'temporary'));
  await writeFile(join(home.work, 'sync.eca.yaml'), specText);
  // What the command sees of itself and of the process that started it.
  await writeFile(
    join(home.work, 'witness.mjs'),
    `import { appendFileSync, readFileSync } from 'node:fs';
     const of = (id) => { try { return readFileSync('/proc/' + id + '/cmdline', 'utf8') + readFileSync('/proc/' + id + '/environ', 'utf8'); } catch { return ''; } };
     const seen = [process.argv.join(' '), JSON.stringify(process.env), of(process.pid), of(process.ppid)].join('\\n');
     appendFileSync('witnessed.txt', seen);
     const secret = readFileSync(0, 'utf8');
     console.log('stored', secret.length, secret, Buffer.from(secret).toString('base64'));`,
  );
});

afterAll(async () => stage.org.close());

describe('a secret of the org', () => {
  it('never appears in the output of a command', async () => {
    const witness = `--pipe-to=${process.execPath}\u00A0witness.mjs`;
    const sync = '-o fake -n Sync';
    await run('list -o fake --json');
    await run('plan -o fake -f sync.eca.yaml --json');
    await run(`credentials show ${sync}`);
    await run(`credentials show ${sync} --output-file first.env --json`, 1);
    await run(`credentials show ${sync} --output-file first.env --enable-secret-access --json`);
    // The file is already there.
    await run(`credentials show ${sync} --output-file first.env --enable-secret-access`, 1);
    await run(`credentials show ${sync} --enable-secret-access ${witness}`);
    await run('credentials list -o fake --enable-secret-access --json');
    await run(`credentials rotate ${sync} --enable-secret-access ${witness} --json`);
    await run('credentials list -o fake --enable-secret-access');
    await run(`credentials rotate ${sync} --enable-secret-access --finish --no-prompt`);
    await run(`credentials rotate ${sync} --enable-secret-access --output-file second.json --format json`);
    await run('verify -o fake -f sync.eca.yaml --enable-secret-access');
    await run('verify -o fake -f sync.eca.yaml --credentials-file second.json --json');
    await run('deploy -o fake -f sync.eca.yaml --no-prompt --json');
    expect(outputs).toContain('[REDACTED]');
    expect(outputs).toContain('A token came, and an API call with it works');
    // The canary, two rotations, and the tokens that proved them.
    expect(secrets.size).toBeGreaterThanOrEqual(6);
  }, 180_000);

  it('stands in no log, no state and no temporary file, and on no command line', async () => {
    const { home } = stage;
    const all = [...(await filesBelow(home.path)), ...(await filesBelow(home.work))];
    const wanted = [join(home.work, 'first.env'), join(home.work, 'second.json')];
    const found: string[] = [];
    let logged = '';
    for (const file of all) {
      const text = await readFile(file, 'latin1');
      if (/sf-.*\.log$/.test(file)) logged += text;
      if (leaks(text).length > 0) found.push(file);
    }
    expect(found.toSorted()).toEqual(wanted);
    // The logs and the witness are there at all.
    expect(logged).toContain('"level":10');
    expect(await readFile(join(home.work, 'witnessed.txt'), 'utf8')).toContain('credentials');
  });
});
