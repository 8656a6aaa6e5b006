import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from '@jest/globals';
import { githubAnnotations } from '../../../../src/report/formats/github.js';
import { junitReport } from '../../../../src/report/formats/junit.js';
import { sarifLog } from '../../../../src/report/formats/sarif.js';
import type { Problem } from '../../../../src/report/problem.js';
import { ruleExplanation } from '../../../../src/report/ruleExplanation.js';
import { rules } from '../../../../src/rules/rules.js';

const base: Problem = {
  rule: 'pkce/off',
  severity: 'warning',
  message: 'PKCE is off.',
  file: 'eca/App.eca.yaml',
  line: 7,
  column: 16,
  endLine: 7,
  endColumn: 21,
  path: 'security.requirePkce',
  suggestions: [],
  actions: ['Write true.'],
};
const waived: Problem = { ...base, severity: 'note', waived: { reason: 'Old client & "quotes"' } };
const shape: Problem = {
  ...base,
  rule: 'shape/unknown-key',
  severity: 'error',
  message: 'No key "<a>" & co.',
  line: 2,
  column: 1,
  endLine: 3,
  endColumn: 1,
  actions: [],
};

describe('githubAnnotations', () => {
  it('writes one command a line, and no columns for several lines', () => {
    expect(githubAnnotations([shape, base]).split('\n')).toEqual([
      '::error file=eca/App.eca.yaml,line=2,endLine=3,title=shape/unknown-key::No key "<a>" & co.',
      '::warning file=eca/App.eca.yaml,line=7,endLine=7,col=16,endColumn=21,title=pkce/off::PKCE is off.%0A- Write true.',
    ]);
  });

  it('escapes what would end a property, a line or the message', () => {
    const odd: Problem = {
      ...base,
      severity: 'note',
      file: 'a,b:c%d\n.yaml',
      message: '100%\r\n::error::x',
      actions: [],
    };
    expect(githubAnnotations([odd])).toBe(
      '::notice file=a%2Cb%3Ac%25d%0A.yaml,line=7,endLine=7,col=16,endColumn=21,title=pkce/off::100%25%0D%0A::error::x',
    );
  });

  it('leaves waived problems out', () => {
    expect(githubAnnotations([waived])).toBe('');
  });
});

describe('sarifLog', () => {
  const explained = rules.map(ruleExplanation);
  const log = (problems: readonly Problem[]): ReturnType<typeof JSON.parse> =>
    JSON.parse(sarifLog(problems, explained, '1.2.3'));

  it('says its version, the tool and every rule with help', () => {
    const { $schema, version, runs } = log([]);
    expect([$schema, version, runs.length]).toEqual(['https://json.schemastore.org/sarif-2.1.0.json', '2.1.0', 1]);
    const { driver } = runs[0].tool;
    expect([driver.name, driver.version, driver.rules.length]).toEqual(['sf-plugin-eca', '1.2.3', rules.length]);
    for (const rule of driver.rules) {
      expect(rule.shortDescription.text).not.toBe('');
      expect(rule.fullDescription.text).not.toBe('');
      expect(rule.help.text).toContain('- ');
      expect(rule.help.markdown).toContain(`[Source](${rule.helpUri})`);
      expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration.level);
    }
    expect(runs[0].results).toEqual([]);
  });

  it('gives each result its rule, level, message and place', () => {
    const [run] = log([base]).runs;
    expect(run.results).toEqual([
      {
        ruleId: 'pkce/off',
        ruleIndex: rules.findIndex(({ id }) => id === 'pkce/off'),
        level: 'warning',
        message: { text: 'PKCE is off.\n- Write true.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'eca/App.eca.yaml' },
              region: { startLine: 7, startColumn: 16, endLine: 7, endColumn: 21 },
            },
          },
        ],
      },
    ]);
  });

  it('marks waived problems as suppressed in the source, and lists checks that are no rules', () => {
    const [run] = log([shape, waived]).runs;
    expect(run.results[1].suppressions).toEqual([{ kind: 'inSource', justification: 'Old client & "quotes"' }]);
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe('shape/unknown-key');
  });

  it('writes paths as URIs', () => {
    const uris = log([
      { ...base, file: 'my specs/Ä #1.eca.yaml' },
      { ...base, file: '/specs/App 1.eca.yaml' },
    ]).runs[0].results.map(
      (result: ReturnType<typeof JSON.parse>) => result.locations[0].physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(['my%20specs/%C3%84%20%231.eca.yaml', 'file:///specs/App%201.eca.yaml']);
  });
});

describe('junitReport', () => {
  const parse = (text: string): ReturnType<typeof JSON.parse> => {
    expect(XMLValidator.validate(text)).toBe(true);
    return new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => ['testsuite', 'testcase'].includes(name),
    }).parse(text);
  };

  it('has a suite per file, with a failure for each problem that counts and a case that passed for a file without', () => {
    const { testsuites } = parse(
      junitReport(['eca/App.eca.yaml', 'eca/Good.eca.yaml'], [shape, base, waived], ['error']),
    );
    expect([testsuites.tests, testsuites.failures, testsuites.skipped]).toEqual(['3', '1', '1']);
    const [app, good] = testsuites.testsuite;
    expect(app.testcase.map(({ name }: { name: string }) => name)).toEqual([
      'shape/unknown-key at 2:1',
      'pkce/off at 7:16',
    ]);
    expect(app.testcase[0].failure).toMatchObject({ type: 'error shape/unknown-key', message: 'No key "<a>" & co.' });
    expect(app.testcase[1].skipped.message).toBe('waived: Old client & "quotes"');
    expect(app['system-out']).toContain('warning pkce/off: PKCE is off.');
    expect(good.testcase).toEqual([{ classname: 'eca/Good.eca.yaml', name: 'valid' }]);
  });

  it('fails on warnings when they count', () => {
    const { testsuites } = parse(junitReport([], [base], ['error', 'warning']));
    expect(testsuites.failures).toBe('1');
  });

  it('is XML whatever a message holds', () => {
    const { testsuites } = parse(junitReport([], [{ ...shape, message: 'bell \u0007, ]]> and \uD800' }], ['error']));
    expect(testsuites.testsuite[0].testcase[0].failure.message).toBe('bell \\u0007, ]]> and \\ud800');
  });
});
