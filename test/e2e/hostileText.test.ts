import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { hostileLabel, hostileText, markupOf, tagsOf, terminalFaults, yamlScalar } from './hostileText.js';
import { installApp } from './installedApp.js';
import { projectRoot } from './paths.js';
import { homeOf, write } from './planHome.js';
import { runBin, type ProgramResult, type SfHome } from './sfCli.js';

/** How an output is judged: `free` says why no text of others can be in it. */
type Output = { readonly args: string } | { readonly free: string };

const apiNames = 'it prints API names and words of the catalogue only; texts of orgs are tried in orgFailures.test.ts';
const secrets = 'it prints a key or a secret that Salesforce makes; texts of orgs are tried in orgFailures.test.ts';

/** Every command with every format that it can print; `F` stands for the folder of specs. */
const outputs: Readonly<Record<string, Output>> = {
  validate: { args: 'eca validate -f F/wrong -f F/eca' },
  'validate --json': { args: 'eca validate -f F/wrong -f F/eca --json' },
  'validate --format text': { args: 'eca validate -f F/wrong -f F/eca --format text --verbose' },
  'validate --format github': { args: 'eca validate -f F/wrong -f F/eca --format github' },
  'validate --format sarif': { args: 'eca validate -f F/wrong -f F/eca --format sarif' },
  'validate --format junit': { args: 'eca validate -f F/wrong -f F/eca --format junit' },
  generate: { args: 'eca generate -f F/eca -d out' },
  'generate --json': { args: 'eca generate -f F/eca -d out --json' },
  'generate --format source': { args: 'eca generate -f F/wrong -d out --format source' },
  'generate --format metadata': { args: 'eca generate -f F/eca -d out --format metadata' },
  plan: { args: 'eca plan -f F/eca -o fake' },
  'plan --json': { args: 'eca plan -f F/eca -o fake --json' },
  'plan --format text': { args: 'eca plan -f F/wrong -o fake --format text' },
  'plan --format markdown': { args: 'eca plan -f F/eca -o fake --format markdown' },
  deploy: { args: 'eca deploy -f F/eca -o fake --dry-run --no-prompt --verbose' },
  'deploy --json': { args: 'eca deploy -f F/eca -o fake --dry-run --no-prompt --json' },
  'deploy report': { args: 'eca deploy report -o fake -i JOB --verbose' },
  'deploy report --json': { args: 'eca deploy report -o fake -i JOB --json' },
  'deploy resume': { args: 'eca deploy resume -o fake -i JOB --verbose' },
  'deploy resume --json': { args: 'eca deploy resume -o fake -i JOB --json' },
  import: { args: 'eca import -o fake -d imported --force' },
  'import --json': { args: 'eca import -o fake -d imported-json --force --json' },
  migrate: { args: 'eca migrate -o fake -d migrated --force' },
  'migrate --json': { args: 'eca migrate -o fake -d migrated-json --force --json' },
  list: { args: 'eca list -o fake' },
  'list --json': { args: 'eca list -o fake --json' },
  inventory: { args: 'eca inventory -f F/eca' },
  'inventory --json': { args: 'eca inventory -f F/eca --json' },
  'inventory --format markdown': { args: 'eca inventory -f F/eca --format markdown' },
  'inventory --format html': { args: 'eca inventory -f F/eca --format html' },
  explain: { args: 'eca explain HOSTILE' },
  'explain --json': { args: 'eca explain HOSTILE --json' },
  init: { args: 'eca init --template HOSTILE --name App -d new' },
  'init --json': { args: 'eca init --template HOSTILE --name App -d new --json' },
  schema: { free: 'it prints our own schema' },
  'schema --json': { free: 'it prints our own schema' },
  delete: { free: apiNames },
  'delete --json': { free: apiNames },
  verify: { args: 'eca verify -f F/wrong -o fake --no-prompt --wait 0' },
  'verify --json': { args: 'eca verify -f F/wrong -o fake --no-prompt --wait 0 --json' },
  'credentials list': { args: 'eca credentials list -o fake --enable-secret-access' },
  'credentials list --json': { args: 'eca credentials list -o fake --enable-secret-access --json' },
  'credentials show': { free: secrets },
  'credentials show --json': { free: secrets },
  'credentials show --format env': { free: secrets },
  'credentials show --format json': { free: secrets },
  'credentials rotate': { free: secrets },
  'credentials rotate --json': { free: secrets },
  'credentials rotate --format env': { free: secrets },
  'credentials rotate --format json': { free: secrets },
};

const specs = (text: string): Readonly<Record<string, string>> => {
  const value = yamlScalar(text);
  const label = yamlScalar(text.length > 255 ? hostileLabel : text);
  const good = `name: Hostile\nlabel: ${label}\ndescription: ${value}\ncontactEmail: a@example.com\ncallback: https://app.example.com/cb\nscopes: [api]\npolicies: {permittedUsers: admin-approved, permissionSets: [Order_Sync_API, ${value.replaceAll(',', ';')}]}\nlint: {ignore: [{rule: permitted-users/permission-set-name, reason: ${value}}]}\n`;
  const wrong = `name: Wrong\nlabel: ${value}\ncontactEmail: ${value}\n? ${value}\n: 1\nscopes: [${value.replaceAll(',', ';')}]\ncallback: ${value}\nvariables: {used: {description: ${value}}}\n`;
  return { 'eca/Hostile.eca.yaml': good, 'wrong/Wrong.eca.yaml': wrong };
};

const xmlText = (text: string): string => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
const connectedApp = (text: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata">
    <contactEmail>a@example.com</contactEmail>
    <description>${xmlText(text)}</description>
    <label>${xmlText(text)}</label>
    <oauthConfig>
        <callbackUrl>https://app.example.com/${xmlText(text)}</callbackUrl>
        <scopes>Api</scopes>
    </oauthConfig>
    <mobileStartUrl>${xmlText(text)}</mobileStartUrl>
    <unknownElement>${xmlText(text)}</unknownElement>
</ConnectedApp>
`;

let org: FakeOrg;
let home: SfHome;
let job = '';

async function run(args: string, folder: string, text: string): Promise<ProgramResult> {
  const words = args
    .split(' ')
    .map((word) => (word === 'HOSTILE' ? text : word === 'JOB' ? job : word.replace(/^F\//, `${folder}/`)));
  return runBin(words, { home, env: { GITHUB_ACTIONS: 'true' } });
}

beforeAll(async () => {
  org = await startFakeOrg({ secretAccess: true });
  home = await homeOf({ fake: org });
  for (const [folder, text] of [
    ['hostile', hostileText],
    ['harmless', 'X'],
  ] as const)
    for (const [path, yaml] of Object.entries(specs(text))) await write(home, `${folder}/${path}`, yaml);
  await write(
    home,
    `hostile/eca/::error file=b::n ##vso[a]\u001b[31m\u202E.eca.yaml`,
    'name: B\ncontactEmail: b@example.com\n',
  );
  installApp(org, 'name: Hostile\ncontactEmail: a@example.com\ncallback: https://app.example.com/cb\nscopes: [api]\n');
  for (const element of ['label', 'description'])
    org.setup.setValue('ExternalClientApplication', 'Hostile', element, `old ${hostileText}`);
  for (const [name, text] of [
    ['Old_App', hostileText],
    ['Plain_App', 'X'],
  ] as const)
    org.setup.putComponent('ConnectedApp', name, connectedApp(text));
  const { stdout } = await run(
    'eca deploy -f F/eca/Hostile.eca.yaml -o fake --dry-run --no-prompt --json',
    'hostile',
    hostileText,
  );
  job = /"jobId": "(\w+)"/.exec(stdout)?.[1] ?? '';
}, 120_000);
afterAll(async () => org.close());

describe('a hostile text', () => {
  it('is tried in every format of every command', () => {
    const { commands } = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as {
      commands: Record<string, { flags: Record<string, { options?: string[] }> }>;
    };
    const printed = Object.entries(commands).flatMap(([id, { flags }]) => {
      const name = id.replace(/^eca:/, '').replaceAll(':', ' ');
      return [
        name,
        `${name} --json`,
        ...(flags['format']?.options ?? []).map((format) => `${name} --format ${format}`),
      ];
    });
    expect(Object.keys(outputs).toSorted()).toEqual(printed.toSorted());
  });

  const rows = Object.entries(outputs).flatMap(([name, output]) =>
    'args' in output ? [[name, output.args] as const] : [],
  );

  it.concurrent.each(rows.filter(([name]) => !/--json|html|sarif/.test(name)))(
    'cannot command a terminal or a build server: %s',
    async (name, args) => {
      const { stdout, stderr, status } = await run(args, 'hostile', hostileText);
      expect(stdout + stderr).not.toBe('');
      expect([0, 1, 2]).toContain(status);
      if (name.endsWith('github')) {
        const lines = stdout.trimEnd().split('\n');
        expect(lines.pop()).toMatch(/^\d specs checked: /);
        expect(
          lines.filter((line) => !/^::(error|warning|notice) file=[^:]*,title=[\w%-]+(\/[\w-]+)?::[^\r]*$/.test(line)),
        ).toEqual([]);
        expect(terminalFaults(lines.map((line) => line.slice(2)).join('\n') + stderr)).toEqual([]);
      } else expect(terminalFaults(stdout + stderr)).toEqual([]);
    },
  );

  it.concurrent.each(rows.filter(([name]) => name.includes('--json')))(
    'comes through as it is, or not at all: %s',
    async (name, args) => {
      const { stdout } = await run(args, 'hostile', hostileText);
      expect(() => JSON.parse(stdout) as unknown).not.toThrow();
      // Raw control characters are no JSON; line separators are, and no terminal obeys them.
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
      expect(stdout.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
      if (name === 'list --json')
        expect(stdout).toContain(JSON.stringify(`old ${hostileText}`.replace(/\r\n?/g, '\n')));
      if (name === 'plan --json' || name === 'inventory --json') expect(stdout).toContain(JSON.stringify(hostileText));
    },
  );

  it('is text in the HTML of the inventory', async () => {
    const [page, plain] = [
      await run('eca inventory -f F/eca/Hostile.eca.yaml --format html', 'hostile', hostileText),
      await run('eca inventory -f F/eca --format html', 'harmless', 'X'),
    ];
    expect(plain.stdout).toContain('<td>X</td>');
    expect(tagsOf(page.stdout)).toEqual(tagsOf(plain.stdout));
    expect(terminalFaults(page.stdout)).toEqual([]);
  });

  it.each(['eca inventory -f F/eca/Hostile.eca.yaml', 'eca plan -f F/eca/Hostile.eca.yaml -o fake --format markdown'])(
    'is text in Markdown: %s',
    async (args) => {
      const [page, plain] = [await run(args, 'hostile', hostileText), await run(args, 'harmless', 'X')];
      expect(plain.stdout).toContain('X');
      expect(markupOf(page.stdout)).toEqual(markupOf(plain.stdout));
      expect(markupOf('| <b> `<i>` \\| |')).toEqual(['|<>|']);
    },
  );

  it('is text in the report of migrate', async () => {
    for (const name of ['Old_App', 'Plain_App'])
      await run(
        `eca migrate -o fake -n ${name} -d report-${name} --force --report report-${name}.md`,
        'hostile',
        hostileText,
      );
    const [page, plain] = await Promise.all(
      ['Old_App', 'Plain_App'].map(async (name) => readFile(join(home.work, `report-${name}.md`), 'utf8')),
    );
    expect(plain).toContain('Plain');
    expect(page).toContain('alert');
    expect(terminalFaults(page ?? '')).toEqual([]);
    // Only the callback differs: a hostile one is refused, and lost.
    const lines = (text = ''): readonly string[] => markupOf(text).filter((line) => line.includes('|'));
    expect(new Set(lines(page))).toEqual(new Set(lines(plain)));
  });

  it('is text in the JUnit report', async () => {
    const { stdout } = await run(
      'eca validate -f F/wrong -f F/eca/Hostile.eca.yaml --format junit',
      'hostile',
      hostileText,
    );
    expect(XMLValidator.validate(stdout)).toBe(true);
    expect(new Set(tagsOf(stdout).map((tag) => /[\w?-]+/.exec(tag)?.[0]))).toEqual(
      new Set(['?xml', 'testsuites', 'testsuite', 'testcase', 'failure', 'skipped', 'system-out']),
    );
  });

  it('is text in SARIF', async () => {
    const { stdout } = await run('eca validate -f F/wrong --format sarif', 'hostile', hostileText);
    const { runs } = JSON.parse(stdout) as { runs: { results: { message: { text: string } }[] }[] };
    expect(runs[0]?.results.length).toBeGreaterThan(3);
    expect(terminalFaults(runs[0]?.results.map(({ message }) => message.text).join(' ') ?? '')).toEqual([]);
  });
});
