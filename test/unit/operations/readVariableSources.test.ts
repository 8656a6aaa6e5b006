import { describe, expect, it } from '@jest/globals';
import { pathText } from '../../../src/source/finding.js';
import { variableValue } from '../../../src/source/variables.js';
import {
  parseValues,
  undeclaredNames,
  unusedValues,
  variableSources,
} from '../../../src/operations/readVariableSources.js';
import { loadYaml } from './loadYaml.js';

describe('parseValues', () => {
  it('reads a flat map of texts, numbers and booleans', () => {
    const { values, findings } = parseValues('v.yaml', 'a: text\nb: 12\nc: true\nd: ""\ne: ${a}\n');
    expect(findings).toEqual([]);
    expect([...values]).toEqual([
      ['a', 'text'],
      ['b', '12'],
      ['c', 'true'],
      ['d', ''],
      ['e', '${a}'],
    ]);
  });

  it('takes an empty file for no values', () => {
    expect(parseValues('v.yaml', '# nothing yet\n')).toMatchObject({ values: new Map(), findings: [] });
  });

  it('refuses lists, maps and nothing as values, each at its place, and keeps the rest', () => {
    const { values, findings, document } = parseValues('v.yaml', 'a: [1]\nb: {c: d}\ne:\nf: g\n');
    expect(findings.map(({ rule, path }) => [rule, pathText(path), document?.locate(path, 'value').line])).toEqual([
      ['values/not-flat', 'a', 1],
      ['values/not-flat', 'b', 2],
      ['values/not-flat', 'e', 3],
    ]);
    expect([...values]).toEqual([['f', 'g']]);
  });

  it.each([
    ['a list', '- a\n', 'values/not-flat'],
    ['a text', 'just text\n', 'values/not-flat'],
    ['no YAML', 'a: [1\n', 'yaml/syntax'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'yaml/several-documents'],
    ['the same name twice', 'a: 1\na: 2\n', 'yaml/duplicate-key'],
  ])('refuses %s', (_, text, rule) => {
    const { values, findings } = parseValues('v.yaml', text);
    expect(findings.map((one) => one.rule)).toEqual([rule]);
    expect(values.size).toBe(0);
  });
});

describe('variableSources', () => {
  it('lets a later values file win', () => {
    const files = [parseValues('one.yaml', 'a: 1\nb: 1\n'), parseValues('two.yaml', 'a: 2\n')];
    const sources = variableSources(new Map(), files, {});
    expect(['a', 'b'].map((name) => variableValue(name, { secret: false }, sources))).toEqual([
      { text: '2', origin: 'a in two.yaml' },
      { text: '1', origin: 'b in one.yaml' },
    ]);
  });
});

describe('names that no spec declares', () => {
  const header = 'contactEmail: a@example.com\n';

  it('are warnings in a values file, with the nearest name, at the key', async () => {
    const specs = await loadYaml({
      A: `name: A\n${header}description: "\${runAs}"\nvariables: {runAs: {default: x}}\n`,
    });
    const [file] = unusedValues([parseValues('v.yaml', 'runAs: a\nrunAz: b\nother: c\n')], specs);
    expect(
      file?.findings.map(({ rule, severity, path, on, suggestions }) => [
        rule,
        severity,
        pathText(path),
        on,
        suggestions,
      ]),
    ).toEqual([
      ['values/undeclared', 'warning', 'runAz', 'key', ['runAs']],
      ['values/undeclared', 'warning', 'other', 'key', []],
    ]);
  });

  it('are no warnings while a spec cannot be read', async () => {
    const specs = await loadYaml({ A: 'name: [A\n' });
    expect(unusedValues([parseValues('v.yaml', 'a: b\n')], specs).flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('are found in --set, across all specs', async () => {
    const specs = await loadYaml({
      A: `name: A\n${header}variables: {runAs: {}}\n`,
      B: `name: B\n${header}variables: {instance: {}}\n`,
    });
    expect(
      undeclaredNames(
        new Map([
          ['runAs', '1'],
          ['instance', '2'],
          ['runas', '3'],
        ]),
        specs,
      ),
    ).toEqual([{ name: 'runas', nearest: ['runAs'] }]);
  });
});
