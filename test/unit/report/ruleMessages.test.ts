import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ruleExplanation } from '../../../src/report/ruleExplanation.js';
import { toProblems } from '../../../src/report/problem.js';
import { lintSpec } from '../../../src/rules/lintSpec.js';
import { ruleById, rules } from '../../../src/rules/rules.js';
import { allCases } from '../rules/cases/allCases.js';
import { checkText, today } from '../rules/lintText.js';

const keys = readFileSync(new URL('../../../messages/rules.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('# '))
  .map((line) => line.slice(2));

describe('the words of a rule', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s has a title, a reason and a remedy', (_, rule) => {
    const { title, reason, actions } = ruleExplanation(rule);
    expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
    expect(reason).toMatch(/^\p{Lu}.*\.$/u);
    expect(actions.length).toBeGreaterThan(0);
  });

  it('are kept for no rule that is gone', () => {
    const ids = keys.map((key) => key.replace(/\.[A-Za-z]+$/, ''));
    expect(ids.filter((id) => ruleById(id) === undefined)).toEqual([]);
  });

  it.each(allCases.map((one) => [`${one.rule} at ${one.bad.slice(0, 30)}`, one] as const))(
    'fill in what %s found',
    (_, one) => {
      const text = one.spec.replace('@@', one.bad);
      const checked = checkText(text);
      const findings = lintSpec(checked, { today, ...one.context });
      const problems = toProblems(
        findings.map((finding) => ({ file: 'App.eca.yaml', document: checked.document, finding })),
      );
      for (const { message, actions, docs } of problems) {
        expect([message, ...actions].join('\n')).not.toMatch(/\{[a-z][A-Za-z]*\}/);
        expect(docs).toMatch(/^https:/);
      }
      expect(problems.map(({ rule }) => rule)).toContain(one.rule);
    },
  );

  it('use every special sentence for a case', () => {
    const used = new Set(
      allCases.flatMap((one) =>
        lintSpec(checkText(one.spec.replace('@@', one.bad)), { today, ...one.context }).map(
          ({ rule, tokens }) => `${rule}.${tokens.reason ?? ''}`,
        ),
      ),
    );
    const special = keys.filter((key) => key.includes('.') && !/\.(title|reason|actions)$/.test(key));
    expect(special.filter((key) => !used.has(key))).toEqual([]);
  });
});

describe('a secret', () => {
  it.each(allCases.filter(({ rule }) => rule === 'secrets/in-spec').map(({ bad }) => [bad.slice(0, 30), bad] as const))(
    '%s… is quoted by no problem, wherever it stands',
    (_, bad) => {
      const secret = /consumerSecret: (.*)/.exec(bad)?.[1] ?? JSON.parse(bad);
      for (const spec of [
        `scopes: [${bad}]`,
        `description: ${bad}`,
        `policies: {permittedUsers: ${bad}}`,
        `${bad}: 1`,
        `# ${bad}`,
      ]) {
        if (bad.includes(': ') && !spec.startsWith('#')) continue;
        const checked = checkText(`name: App\ncontactEmail: team@example.com\n${spec}\n`);
        const findings = [...checked.findings, ...lintSpec(checked, { today })];
        const problems = toProblems(
          findings.map((finding) => ({ file: 'App.eca.yaml', document: checked.document, finding })),
        );
        expect(problems.map(({ rule }) => rule)).toContain('secrets/in-spec');
        expect(JSON.stringify(problems)).not.toContain(String(secret).slice(0, 60));
      }
    },
  );
});
