import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { rows } from '../src/catalog/rows.js';
import { problemActions, problemSentence } from '../src/report/problemMessages.js';
import { toProblems } from '../src/report/problem.js';
import { rules } from '../src/rules/rules.js';
import { parseSource } from '../src/source/parseSource.js';
import { projectRoot } from './e2e/paths.js';
import { readMessages, readSources } from './messages/messageFiles.js';
import { checkYaml, header, oauth } from './unit/spec/checkYaml.js';

const messages = readMessages();
const code = readSources()
  .map(({ text }) => text)
  .join('\n');
const problemKeys = messages
  .filter(({ bundle, key }) => bundle === 'problems' && key.includes('/'))
  .map(({ key }) => key);
const quoted = (text: string): boolean => code.includes(`'${text}'`);

/** The id of a rule without the detail behind it: `shape/invalid-url.blank.actions` is of `shape/invalid-url`. */
function ruleOf(key: string): string {
  return /^[a-z0-9-]+\/[a-z0-9-]+/.exec(key)?.[0] ?? '';
}

describe('messages/problems.md', () => {
  it('has a sentence for every finding that the code makes', () => {
    const made = [
      ...code.matchAll(/(?:\brule: |\b\w*(?:add|note|say|[fF]inding|problem)\(\s*)'([a-z0-9-]+\/[a-z0-9-]+)'/g),
    ];
    const ids = [...new Set(made.map(([, id = '']) => id))];
    const sentences = new Set(messages.map(({ key }) => key));
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id) => !sentences.has(id))).toEqual([]);
  });

  it('has no sentence for a finding that nobody makes', () => {
    const ids = new Set(problemKeys.map(ruleOf).filter((id) => id !== ''));
    expect([...ids].filter((id) => !quoted(id))).toEqual([]);
  });

  it('has no special sentence for a detail that nobody gives', () => {
    const details = problemKeys
      .map((key) => key.slice(ruleOf(key).length + 1).replace(/\.?actions$/, ''))
      .filter((detail) => detail !== '' && !['warning', 'note', 'suggested'].includes(detail));
    expect(details.length).toBeGreaterThan(10);
    expect(details.filter((detail) => !quoted(detail))).toEqual([]);
  });

  it('keeps actions beside the sentence that they belong to', () => {
    const all = new Set(messages.map(({ bundle, key }) => `${bundle} ${key}`));
    const lonely = messages.filter(
      ({ bundle, key }) =>
        key.endsWith('.actions') && isRemedy(key) && !all.has(`${bundle} ${key.slice(0, -'.actions'.length)}`),
    );
    // The remedies of a rule may stand without a sentence for each reason.
    expect(lonely.map(({ bundle, key }) => `${bundle} ${key}`).filter((key) => !key.startsWith('rules '))).toEqual([]);
  });

  it('uses only tokens that the code gives', () => {
    const used = messages
      .filter(({ bundle }) => bundle === 'problems')
      .flatMap(({ key, lines }) =>
        lines.flatMap((line) =>
          [...line.matchAll(/(?<!\$)\{([a-zA-Z]+)\}/g)].map(([, token = '']) => `${key} ${token}`),
        ),
      );
    const given = (token: string): boolean => new RegExp(`[{,(\\s]${token}(?:: |[,\\s}])`).test(code);
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((one) => !given(one.split(' ')[1] ?? ''))).toEqual([]);
  });
});

/** `block.actions` of `sf eca explain` is a headline, not a remedy. */
function isRemedy(key: string): boolean {
  return key !== 'block.actions';
}

/** A text for each rule about a text, a shape or a variable. */
const faulty: readonly (readonly [string, string])[] = [
  ['file/empty', ''],
  ['file/binary', 'a: \u0000'],
  ['file/name-differs', 'name: Other\ncontactEmail: a@example.com\n'],
  ['yaml/syntax', 'a: [1'],
  ['yaml/duplicate-key', 'a: 1\na: 2\n'],
  ['yaml/tab', 'a:\n\tb: 1\n'],
  ['yaml/several-documents', 'a: 1\n---\nb: 1\n'],
  ['yaml/too-many-aliases', `a: &a 1\nb: [${'*a, '.repeat(200)}1]\n`],
  ['yaml/broken-alias', 'a: *b\n'],
  ['yaml/too-deep', '['.repeat(20_000)],
  ['shape/wrong-kind', `${header}label: [x]\n`],
  ['shape/wrong-kind', `${oauth}flows: {clientCredentials: true, tokenExchange: x}\n`],
  ['shape/wrong-kind', `${oauth}security: x\ncustomScopes: x\n`],
  ['shape/unknown-word', `${oauth}policies: {startPage: x}\n`],
  ['shape/unknown-word', `${oauth}policies: {refreshToken: x, jwtAccessTokenTimeout: 7}\n`],
  ['shape/unknown-word', `${header}metadata: {only: [x]}\n`],
  ['shape/unknown-key', `${header}scops: x\nxxxxxxx: x\n`],
  [
    'shape/unknown-key',
    `${oauth}security: {trustedIpRanges: [{begin: x}]}\nlint: {x: y}\nnotifications: {A: {x: y}}\n`,
  ],
  ['shape/missing-key', 'label: x\n'],
  ['shape/missing-key', `${header}scopes: [api]\n`],
  ['shape/duplicate', `${oauth}customScopes: [a, a]\n`],
  ['shape/too-long', `${oauth}consumerKey: ${'x'.repeat(257)}\n`],
  ['shape/too-short', `${oauth}consumerKey: x\n`],
  ['shape/too-many', `${oauth}security: {tokenIpRanges: [{start: 10.0.0.0, end: 10.0.9.0}]}\n`],
  ['shape/out-of-range', `${oauth}idToken: {validityMinutes: 0}\n`],
  ['shape/invalid-api-name', 'name: 1\ncontactEmail: x@example.com\n'.replace('1', '"1x"')],
  ['shape/invalid-api-name', `name: A${'x'.repeat(80)}\ncontactEmail: x@example.com\n`],
  ['shape/invalid-api-name', 'name: A-B\ncontactEmail: x@example.com\n'],
  ['shape/invalid-api-name', 'name: A__\ncontactEmail: x@example.com\n'],
  ['shape/invalid-api-name', 'name: A_\ncontactEmail: x@example.com\n'],
  ['shape/invalid-email', 'name: A\ncontactEmail: x\n'],
  ['shape/invalid-url', `${header}scopes: [api]\ncallback: [x, "https://", "https://a b", "https://[x"]\n`],
  ['shape/invalid-ip-address', `${oauth}security: {trustedIpRanges: [{start: x, end: y}]}\n`],
  [
    'shape/invalid-ip-range',
    `${oauth}security: {trustedIpRanges: [{start: 10.0.0.2, end: 10.0.0.1}, {start: "::1", end: 10.0.0.1}]}\n`,
  ],
  ['shape/invalid-duration', `${oauth}policies: {refreshToken: {expiresAfter: x}}\n`],
  ['shape/invalid-date', `${header}lint: {ignore: [{rule: a/b, reason: c, until: x}]}\n`],
  ['shape/forbidden-character', `${oauth}customScopes: ["a,b"]\ndescription: "\\u0001"\n`],
  ['shape/not-in-api-version', `${oauth}security: {allowMutualTls: true}\n`],
  [
    'shape/not-in-api-version',
    `${oauth}policies: {sessionLevelAction: step-up-mfa, jwtAccessTokenTimeout: user-session}\n`,
  ],
  ['shape/secret-in-spec', `${header}push: {apple: {password: x}}\n`],
  ['shape/unknown-scope', `${header}callback: https://a.example.com\nscopes: [x, New]\n`],
  ['shape/null-value', `${header}label: null\n`],
  ['shape/empty-value', `${header}label: " "\n`],
  ['shape/key-not-allowed', `${oauth}consumerSecret: x\nshouldRotateConsumerKey: true\nmanagedType: x\noauthLink: x\n`],
  [
    'shape/key-not-allowed',
    `${oauth}flows: {webServer: true, refreshToken: true, usernamePassword: true, userAgent: true, samlBearer: true}\n`,
  ],
  ['shape/only-with', `${header}policies: {startUrl: "https://a.example.com"}\n`],
  ['shape/requires', `${header}policies: {startPage: custom}\n`],
  ['shape/either-or', `${header}push: {android: {firebaseProject: a, serviceAccount: b, configLink: c}}\n`],
  ['shape/either-or', `${oauth}policies: {refreshToken: {expiresAfter: 1 days, expiresIfUnusedFor: 1 days}}\n`],
  ['shape/type-not-selected', `${header}metadata: {only: [ExtlClntAppMobileSettings]}\n`],
  ['variable/undeclared', `${header}description: "\${x}"\n`],
  ['variable/no-value', `${header}description: "\${x}"\nvariables: {x: {}}\n`],
  ['variable/unused', `${header}variables: {x: {}}\n`],
  ['variable/invalid-name', `${header}description: "\${x y}"\nvariables: {x-y: {}}\n`],
];

describe('the sentence of a fault', () => {
  it.each(faulty)('%s is complete: %j', (rule, text) => {
    const { document, findings } = parseSource('App.eca.yaml', text);
    const all =
      document === undefined
        ? findings
        : ['error', 'note'].flatMap((missing) => checkYaml(text, { apiVersion: 64, missing: missing as 'error' }).all);
    const problems = toProblems(
      all.map((finding) => ({ file: 'App.eca.yaml', finding, ...(document === undefined ? {} : { document }) })),
    );
    expect(problems.map((one) => one.rule)).toContain(rule);
    for (const { message, actions } of problems) {
      for (const sentence of [message, ...actions]) expect(sentence).not.toMatch(/(?<!\$)\{[a-zA-Z]+\}|undefined|\s$/);
      expect(message).toMatch(/^["\p{Lu}\d].*([.?:]|: .+)$/su);
    }
  });

  it('is tried for every rule about texts, shapes and variables', () => {
    const tried = new Set(faulty.map(([rule]) => rule));
    const untried = ['shape/key-renamed', 'file/refused', 'file/not-found', 'file/outside-project', 'file/unreadable'];
    const ids = [...new Set(problemKeys.map(ruleOf))].filter((id) => /^(file|yaml|shape|variable)\//.test(id));
    expect(ids.filter((id) => !tried.has(id)).toSorted()).toEqual(untried.toSorted());
  });

  it.each([
    ['shape/key-renamed', { found: 'old' }, 'The key "old" was renamed. Did you mean "new"?'],
    ['file/refused', { found: '9 bytes' }, 'The file cannot be read as a spec: 9 bytes. Did you mean "new"?'],
    ['file/not-found', { found: 'a.crt' }, 'There is no file "a.crt" beside the spec. Did you mean "new"?'],
    [
      'file/outside-project',
      { found: '../a.p8', project: '/repo' },
      '"../a.p8" leads out of the project of the spec, /repo, and is not read: a spec may come from others, and what it names goes into metadata. Did you mean "new"?',
    ],
    [
      'file/unreadable',
      { found: 'a.crt', why: 'EACCES' },
      'The file "a.crt" cannot be read: EACCES Did you mean "new"?',
    ],
  ])('%s is complete', (rule, tokens, sentence) => {
    const finding = { rule, severity: 'error', path: [], on: 'value', tokens, suggestions: ['new'] } as const;
    expect(problemSentence(finding)).toBe(sentence);
    expect(problemActions(finding).join(' ')).not.toMatch(/\{[a-zA-Z]+\}/);
  });
});

describe('messages/expected.md', () => {
  const phrases = messages.filter(({ bundle }) => bundle === 'expected').map(({ key }) => key);

  it('has the phrase of every codec and of every check', () => {
    const checks = [...code.matchAll(/wrongKind\(\w+, '(\w+)'|expected: '(\w+)'|wrong\([\w.[\]]+, '(\w+)'/g)];
    const wanted = new Set([
      ...rows.map(({ codec }) => codec.expected),
      ...checks.map(([, one, other, third]) => one ?? other ?? third ?? ''),
    ]);
    expect(wanted.size).toBeGreaterThan(25);
    expect([...wanted].filter((key) => !phrases.includes(key))).toEqual([]);
  });

  it('has no phrase that nobody uses', () => {
    expect(phrases.filter((key) => !quoted(key) && !rows.some(({ codec }) => codec.expected === key))).toEqual([]);
  });

  it('has phrases that end in no full stop, because they stand inside a sentence', () => {
    const ended = messages.filter(
      ({ bundle, lines }) => bundle === 'expected' && /[.!?]$|^\p{Lu}(?!AML|RL|P )/u.test(lines[0] ?? ''),
    );
    expect(ended.map(({ key }) => key)).toEqual([]);
  });
});

describe('all messages', () => {
  const named = messages.map((message) => [`${message.bundle}: ${message.key}`, message] as const);

  it('have a text, and no key twice in a bundle', () => {
    expect(named.filter(([, { lines }]) => lines.some((line) => line.trim() === '')).map(([name]) => name)).toEqual([]);
    const names = named.map(([name]) => name);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it('end each sentence once, and have no blank before a comma or a stop', () => {
    const odd = named.filter(
      ([, { key, lines }]) =>
        // Examples are command lines.
        key !== 'examples' && lines.some((line) => /[^.]\.\.(?!\.)| [.,;:!?](?=\s|$)|[,;]$/.test(line)),
    );
    expect(odd.map(([name]) => name)).toEqual([]);
  });

  it('give every action as a sentence of its own', () => {
    const actions = named.filter(([, { key }]) => key.endsWith('.actions') && isRemedy(key));
    const odd = actions.filter(([, { lines }]) =>
      lines.some((line) => !/^["\p{Lu}$].*([.?!]|: .+|\$\{|https:\/\/\S+)$/u.test(line)),
    );
    expect(actions.length).toBeGreaterThan(50);
    expect(odd.map(([name]) => name)).toEqual([]);
  });

  it('give every error of a command what to do about it', () => {
    const errors = messages.filter(({ key }) => /^error\.\w+$/.test(key));
    const without = errors.filter(
      ({ bundle, key }) => !messages.some((one) => one.bundle === bundle && one.key === `${key}.actions`),
    );
    expect(errors.length).toBeGreaterThan(10);
    expect(without.map(({ bundle, key }) => `${bundle}: ${key}`)).toEqual([]);
  });

  it('name only rules that there are', () => {
    const ids = new Set(rules.map(({ id }) => id));
    const gone = messages.filter(({ bundle, key }) => bundle === 'rules' && !ids.has(ruleOf(key)));
    expect(gone.map(({ key }) => key)).toEqual([]);
  });
});

type CommandClass = {
  readonly summary?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly flags?: Readonly<Record<string, { readonly summary?: string; readonly hidden?: boolean }>>;
};

describe('every command', () => {
  const folder = join(projectRoot, 'src', 'commands');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

  it.each(files.toSorted())('%s says what it does, with examples and a summary for each flag', async (file) => {
    const { default: command } = (await import(pathToFileURL(join(folder, file)).href)) as {
      readonly default: CommandClass;
    };
    expect(command.summary).toMatch(/^\p{Lu}[^\n]*\.$/u);
    expect(command.description?.trim()).toMatch(/[.:)]$/);
    expect(command.examples?.length).toBeGreaterThan(0);
    const flags = Object.entries(command.flags ?? {}).filter(([, { hidden }]) => hidden !== true);
    expect(
      flags
        .filter(([, { summary }]) => summary === undefined || !/^["\p{Lu}].*[.)]$/u.test(summary))
        .map(([name]) => name),
    ).toEqual([]);
  });
});
