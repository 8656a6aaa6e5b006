import type { Rule, RuleProfile } from '../rules/rule.js';
import { rulesOfProfile } from '../rules/rules.js';

/** The rules that a profile runs, by subject. */
export function listRules(profile: RuleProfile): readonly Rule[] {
  return rulesOfProfile(profile);
}
