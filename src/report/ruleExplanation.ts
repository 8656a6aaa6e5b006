import { Messages } from '@salesforce/core/messages';
import type { Rule, RuleProfile } from '../rules/rule.js';
import type { Severity } from '../source/finding.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'rules');

/** A rule in words: what `validate --rules`, `explain` and the page of rules show. */
export type RuleExplanation = {
  readonly id: string;
  readonly severity: Severity;
  /** What holds in a spec that follows the rule. */
  readonly title: string;
  readonly reason: string;
  readonly actions: string[];
  /** The page or section that it follows from. */
  readonly source: string;
  readonly profiles: RuleProfile[];
  /** The keys that it looks at. */
  readonly keys: string[];
  readonly waivable: boolean;
};

/** Puts a rule into words. */
export function ruleExplanation({ id, severity, source, keys, unwaivable, profiles = [] }: Rule): RuleExplanation {
  return {
    id,
    severity,
    title: messages.getMessage(`${id}.title`),
    reason: messages.getMessage(`${id}.reason`),
    actions: messages.getMessages(`${id}.actions`),
    source,
    profiles: [...profiles],
    keys: [...keys],
    waivable: unwaivable !== true,
  };
}
