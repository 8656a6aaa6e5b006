import { describe, expect, it } from '@jest/globals';
import { pathText } from '../../../src/source/finding.js';
import { parseSource } from '../../../src/source/parseSource.js';
import { substituteVariables, type SubstitutionResult } from '../../../src/source/substituteVariables.js';
import { environmentName, type VariableSources } from '../../../src/source/variables.js';

type Sources = {
  readonly set?: Readonly<Record<string, string>>;
  readonly files?: readonly Readonly<Record<string, string>>[];
  readonly environment?: VariableSources['environment'];
};

function substitute(yaml: string, given: Sources = {}, missing: 'error' | 'note' = 'error'): SubstitutionResult {
  const { document } = parseSource('App.eca.yaml', yaml);
  if (document === undefined) throw new Error('The YAML has faults.');
  const sources: VariableSources = {
    set: new Map(Object.entries(given.set ?? {})),
    files: (given.files ?? []).map((values, index) => ({
      file: `values${index}.yaml`,
      values: new Map(Object.entries(values)),
    })),
    environment: given.environment ?? {},
  };
  return substituteVariables(document, sources, missing);
}

function valueOf(yaml: string, given: Sources = {}): unknown {
  const { document, findings } = substitute(yaml, given);
  expect(findings).toEqual([]);
  return document.value;
}

/** Findings as `severity rule path tokens`. */
function said({ findings }: SubstitutionResult): readonly string[] {
  return findings.map(
    ({ severity, rule, path, tokens }) => `${severity} ${rule} ${pathText(path)} ${JSON.stringify(tokens)}`,
  );
}

const declared = 'variables:\n  x: {default: from the default}\n';

describe('substituteVariables: where values come from', () => {
  const all: Sources = {
    set: { x: 'from --set' },
    files: [{ x: 'from the first file' }, { x: 'from the second file' }],
    environment: { ECA_X: 'from the environment' },
  };
  const noSet: Sources = { ...all, set: {} };
  const noFiles: Sources = { ...noSet, files: [] };

  it.each<[string, Sources, string, string]>([
    ['--set first', all, 'from --set', '--set x'],
    ['then the values files in their order', noSet, 'from the first file', 'x in values0.yaml'],
    ['then the environment', noFiles, 'from the environment', 'environment variable ECA_X'],
    ['then the default', {}, 'from the default', 'default of variable x'],
  ])('takes %s', (_, given, value, origin) => {
    const { document, findings } = substitute(`a: \${x}\n${declared}`, given);
    expect(findings).toEqual([]);
    expect(document.value).toMatchObject({ a: value });
    expect(document.substitutions.get('a')).toEqual({
      variables: ['x'],
      whole: true,
      secret: false,
      origin,
      given: !origin.startsWith('default'),
      resolved: true,
    });
  });

  it('knows whether a whole scalar is from outside the spec', () => {
    const yaml = 'a: ${x}\nb: ../${x}\nc: ${y}\nd: ${z}\nvariables: {x: {}, y: {default: v}, z: {}}\n';
    const { document } = substitute(yaml, { set: { x: 'w' } });
    expect([...document.substitutions].map(([path, { given }]) => [path, given])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
      ['d', false],
    ]);
  });

  it('counts an empty variable of the environment as none', () => {
    expect(valueOf(`a: \${x}\n${declared}`, { environment: { ECA_X: '' } })).toMatchObject({ a: 'from the default' });
  });

  it('takes an empty text from --set and from a file', () => {
    expect(valueOf(`a: \${x}\n${declared}`, { set: { x: '' } })).toMatchObject({ a: '' });
    expect(valueOf(`a: \${x}\n${declared}`, { files: [{ x: '' }] })).toMatchObject({ a: '' });
  });

  it('takes numbers and booleans as defaults', () => {
    expect(valueOf('a: ${n} ${b}\nvariables: {n: {default: 5}, b: {default: false}}\n')).toMatchObject({
      a: '5 false',
    });
  });

  it('ignores other variables of the environment', () => {
    expect(valueOf('a: 1\n', { environment: { ECA_OTHER: 'x', ECA_X: 'y' } })).toEqual({ a: 1 });
  });

  it.each([
    ['runAsUser', 'ECA_RUN_AS_USER'],
    ['instance', 'ECA_INSTANCE'],
    ['apns2Password', 'ECA_APNS2_PASSWORD'],
    ['already_snake', 'ECA_ALREADY_SNAKE'],
  ])('reads %s from %s', (name, variable) => {
    expect(environmentName(name)).toBe(variable);
  });
});

describe('substituteVariables: where values go', () => {
  it('resolves variables in every scalar of lists and maps', () => {
    const yaml =
      'a: [1, "${x}"]\nb: {c: "x${x}y", d: true}\nmetadata: {labels: {T: "${x}"}}\nvariables: {x: {default: v}}\n';
    expect(valueOf(yaml)).toMatchObject({
      a: [1, 'v'],
      b: { c: 'xvy', d: true },
      metadata: { labels: { T: 'v' } },
    });
  });

  it('leaves name, variables, lint and keys as they are', () => {
    const yaml =
      'name: ${x}\nlint: {ignore: [{reason: "${x}"}]}\n"${x}": 1\na: ${x}\nvariables: {x: {default: v, description: "${x}"}}\n';
    expect(valueOf(yaml)).toEqual({
      name: '${x}',
      lint: { ignore: [{ reason: '${x}' }] },
      '${x}': 1,
      a: 'v',
      variables: { x: { default: 'v', description: '${x}' } },
    });
  });

  it('resolves a key called name below another key', () => {
    expect(valueOf('a: {name: "${x}"}\nvariables: {x: {default: v}}\n')).toMatchObject({ a: { name: 'v' } });
  });

  it('makes one pass: a value is not resolved again', () => {
    const yaml = 'a: ${x}${y}\nvariables: {x: {default: "${y}"}, y: {default: "$${x}"}}\n';
    expect(valueOf(yaml)).toMatchObject({ a: '${y}$${x}' });
  });

  it('reads $${ as a literal ${', () => {
    expect(valueOf('a: $${x} and ${x}\nvariables: {x: {default: v}}\n')).toMatchObject({ a: '${x} and v' });
    expect(valueOf('a: $${x}\n')).toEqual({ a: '${x}' });
    expect(valueOf('a: cost $5, $x, {x}\n')).toEqual({ a: 'cost $5, $x, {x}' });
  });

  it('never brings structure: a value stays text', () => {
    const value = 'b]\nscopes: [full]\n- {c: d}';
    expect(valueOf('a: "${x}"\nb: [c, "${x}"]\nvariables: {x: {}}\n', { set: { x: value } })).toMatchObject({
      a: value,
      b: ['c', value],
    });
  });

  it('keeps the text of true and of digits: the key decides what it wants', () => {
    expect(valueOf('a: ${x}\nb: ${y}\nvariables: {x: {}, y: {}}\n', { set: { x: 'true', y: '0012' } })).toMatchObject({
      a: 'true',
      b: '0012',
    });
  });

  it('knows whether a scalar is one variable and nothing else', () => {
    const yaml = 'a: ${x}\nb: ${x} days\nc: ${x}${x}\nd: " ${x}"\nvariables: {x: {default: v}}\n';
    const { document } = substitute(yaml);
    expect([...document.substitutions].map(([path, { whole }]) => [path, whole])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
      ['d', false],
    ]);
  });

  it('marks a scalar as secret when one of its variables is', () => {
    const yaml = 'a: x${p}y${s}\nb: ${p}\nvariables: {p: {default: v}, s: {secret: true}}\n';
    const { document } = substitute(yaml, { set: { s: 'hunter2' } });
    expect([...document.substitutions].map(([path, { secret }]) => [path, secret])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('names all variables and origins of a scalar', () => {
    const yaml = 'a: ${x}/${y}\nvariables: {x: {default: v}, y: {}}\n';
    expect(substitute(yaml, { set: { y: 'w' } }).document.substitutions.get('a')).toMatchObject({
      variables: ['x', 'y'],
      origin: 'default of variable x, --set y',
    });
  });
});

describe('substituteVariables: what is wrong', () => {
  it('reports an undeclared variable even when a value exists, and names the nearest', () => {
    const result = substitute('a: ${runAsUsr}\nb: ${runAsUser}\nvariables: {runAsUser: {default: u}}\n', {
      set: { runAsUsr: 'given' },
      environment: { ECA_RUN_AS_USR: 'given' },
    });
    expect(said(result)).toEqual(['error variable/undeclared a {"name":"runAsUsr"}']);
    expect(result.findings[0]?.suggestions).toEqual(['runAsUser']);
    expect(result.document.substitutions.get('a')?.resolved).toBe(false);
  });

  it('reports a declared variable without a value at each use, with its description', () => {
    const yaml = 'a: ${x}\nb: [c, "${x}"]\nvariables: {x: {description: Which user}}\n';
    expect(said(substitute(yaml))).toEqual([
      'error variable/no-value a {"name":"x","description":"Which user"}',
      'error variable/no-value b[1] {"name":"x","description":"Which user"}',
    ]);
  });

  it('only notes a missing value while validating', () => {
    const result = substitute('a: ${x}\nvariables: {x: {}}\n', {}, 'note');
    expect(said(result)).toEqual(['note variable/no-value a {"name":"x","description":""}']);
    expect(result.document.value).toMatchObject({ a: '${x}' });
  });

  it('warns of a declared variable that nothing uses, at its key', () => {
    const result = substitute('a: 1\nvariables: {x: {default: v}}\n');
    expect(said(result)).toEqual(['warning variable/unused variables.x {"name":"x"}']);
    expect(result.findings[0]?.on).toBe('key');
  });

  it('does not count a use in name or lint', () => {
    expect(said(substitute('name: ${x}\nvariables: {x: {default: v}}\n'))).toEqual([
      'warning variable/unused variables.x {"name":"x"}',
    ]);
  });

  it.each([
    ['without an end', '"${x"', '${x'],
    ['without a name', '"${}"', '${}'],
    ['with a hyphen', '"${run-as}"', '${run-as}'],
    ['that starts with a digit', '"${1x}"', '${1x}'],
    ['with blanks', '"${ x }"', '${ x }'],
  ])('refuses a placeholder %s', (_, scalar, found) => {
    expect(said(substitute(`a: ${scalar}\n`))).toEqual([`error variable/invalid-name a ${JSON.stringify({ found })}`]);
  });

  it.each(['variables: [x]\n', 'variables: text\n', 'variables: null\n', 'variables: {x: null}\nb: ${x}\n'])(
    'survives malformed declarations: %j',
    (yaml) => {
      const { findings } = substitute(`a: 1\n${yaml}`);
      expect(findings.every(({ rule }) => rule === 'variable/no-value')).toBe(true);
    },
  );
});
