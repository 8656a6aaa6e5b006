import { describe, expect, it } from '@jest/globals';
import { rowByKey } from '../../../src/catalog/rows.js';
import type { KeyPath } from '../../../src/source/finding.js';
import { lintSpec } from '../../../src/rules/lintSpec.js';
import type { RuleSubject } from '../../../src/rules/rule.js';
import { ruleById, rules, rulesOfProfile } from '../../../src/rules/rules.js';
import { keyNode } from '../../../src/spec/keyTree.js';
import { completeSpec } from '../../../src/spec/completeSpec.js';
import { allCases as cases } from './cases/allCases.js';
import type { RuleCase } from './cases/ruleCase.js';
import { checkText, lintText, today } from './lintText.js';

const failing = ({ spec, bad }: RuleCase): string => spec.replace('@@', bad);
const passing = ({ spec, good }: RuleCase): string => spec.replace('@@', good);

describe('each rule', () => {
  it.each(cases.map((one) => [`${one.rule} at ${one.bad.slice(0, 40)}`, one] as const))('%s', (_, one) => {
    const { rule, at, implied = [], context = {} } = one;
    for (const text of [failing(one), passing(one)])
      expect(checkText(text).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(lintText(failing(one), context).toSorted()).toEqual([`${rule} ${at}`, ...implied].toSorted());
    expect(lintText(passing(one), context).filter((found) => found.startsWith(`${rule} `))).toEqual([]);
  });

  it('has a case', () => {
    const tested = new Set(cases.map(({ rule }) => rule));
    expect(rules.map(({ id }) => id).filter((id) => !tested.has(id) && !id.startsWith('waiver/'))).toEqual([]);
  });

  it('has an id of its own, a subject in it, and a source that is an address', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, source } of rules) {
      expect(id).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
      expect(URL.canParse(source)).toBe(true);
    }
  });

  it('names keys that a spec can have', () => {
    expect(rules.flatMap(({ keys }) => keys).filter((key) => keyNode(key) === undefined)).toEqual([]);
  });
});

describe('a value that is not known', () => {
  it.each(
    cases
      .filter(({ rule }) => rule !== 'secrets/in-spec')
      .map((one) => [`${one.rule} at ${one.bad.slice(0, 40)}`, one] as const),
  )('silences %s', (_, one) => {
    const checked = checkText(failing(one));
    for (const key of ruleById(one.rule)?.keys ?? []) {
      const unknown: readonly KeyPath[] = [key.split('.')];
      const findings = lintSpec({ ...checked, unknown }, { today, ...one.context });
      expect([key, findings.filter(({ rule }) => rule === one.rule)]).toEqual([key, []]);
    }
  });

  it.each(cases.map((one) => [`${one.rule} at ${one.bad.slice(0, 40)}`, one] as const))(
    'matters to %s only where the rule says so',
    (_, one) => {
      const rule = ruleById(one.rule);
      const read = new Set<string>();
      const checked = checkText(failing(one));
      const subject: RuleSubject = {
        spec: recorded(completeSpec(checked.spec), '', read),
        written: checked.writtenKeys,
        files: one.context?.files ?? new Map(),
        today: one.context?.today ?? today,
        creating: false,
        text: checked.document.text,
      };
      expect([...(rule?.check(subject) ?? [])]).not.toEqual([]);
      const declared = rule?.keys ?? [];
      const undeclared = [...read].filter(
        (key) => rowByKey(key) !== undefined && !declared.some((one) => key.startsWith(one) || one.startsWith(key)),
      );

      expect(undeclared).toEqual([]);
    },
  );
});

describe('profiles', () => {
  it('give partners rules of their own and spare them the rule against packaged apps', () => {
    const ids = (profile: 'recommended' | 'isv-2026'): readonly string[] => rulesOfProfile(profile).map(({ id }) => id);
    expect(ids('isv-2026').filter((id) => !ids('recommended').includes(id))).toEqual([
      'isv-2026/pkce',
      'isv-2026/refresh-token-rotation',
      'isv-2026/idle-timeout',
      'isv-2026/ip-allow-list',
    ]);
    expect(ids('recommended').filter((id) => !ids('isv-2026').includes(id))).toEqual(['distribution/packaged']);
  });
});

/** The value, with every dotted key noted that somebody reads. */
function recorded<Value>(value: Value, key: string, read: Set<string>): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return new Proxy(value, {
    get(target, name, receiver): unknown {
      const below = key === '' ? String(name) : `${key}.${String(name)}`;
      read.add(below);
      return recorded(Reflect.get(target, name, receiver), below, read);
    },
  });
}
