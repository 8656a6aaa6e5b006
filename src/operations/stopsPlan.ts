import { ruleById } from '../rules/rules.js';
import type { FileFinding } from '../source/fileFinding.js';

/**
 * True for a finding that leaves nothing to compare or send: an error in the shape of a spec, or a fault that no waiver covers.
 * Other rule errors do not stop commands that change nothing (SPEC §1.5), and neither does what an org lacks.
 */
export function stopsPlan({ finding }: FileFinding): boolean {
  if (finding.severity !== 'error' || finding.rule.startsWith('org/')) return false;
  const rule = ruleById(finding.rule);
  return rule === undefined || rule.unwaivable === true;
}
