import type { Spec } from '../catalog/spec.js';
import type { CheckedSpec } from '../spec/checkedSpec.js';
import { completeSpec } from '../spec/completeSpec.js';
import type { Finding, KeyPath } from '../source/finding.js';
import type { Rule, RuleFinding, RuleProfile, RuleSubject } from './rule.js';
import { rules, rulesOfProfile } from './rules.js';
import { applyWaivers } from './waivers.js';

/** What a run of the rules depends on beside the spec. */
export type LintContext = {
  readonly profile?: RuleProfile;
  /** Bytes of the files that the spec names, by the path in the spec. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** The spec with all defaults, where the caller has it already. */
  readonly completed?: Spec;
  readonly today: Date;
  /** True when a deploy is about to create the app. */
  readonly creating?: boolean;
  /** True shows what waivers hide, and says nothing about waivers. */
  readonly ignoreWaivers?: boolean;
};

/** Judges a spec by the rules of a profile; what rests on a value that is not known is left out. */
export function lintSpec(checked: CheckedSpec, context: LintContext): readonly Finding[] {
  const { document, spec, writtenKeys, unknown } = checked;
  if (unknown.some((path) => path.length === 0)) return [];
  const subject: RuleSubject = {
    spec: context.completed ?? completeSpec(spec),
    written: writtenKeys,
    files: context.files ?? new Map(),
    today: context.today,
    creating: context.creating === true,
    text: document.text,
  };
  const ran = rulesOfProfile(context.profile ?? 'recommended');
  const doubtful = new Set<string>();
  const findings = ran.flatMap((rule) =>
    [...rule.check(subject)].flatMap((found): readonly Finding[] => {
      if (!isDoubtful(rule, found.path, unknown)) return [toFinding(rule, found)];
      doubtful.add(rule.id);
      return [];
    }),
  );
  if (context.ignoreWaivers === true) return findings;
  for (const { id, keys } of ran)
    if (keys.some((key) => unknown.some((path) => overlap(key.split('.'), path)))) doubtful.add(id);
  return applyWaivers(findings, spec.lint?.ignore ?? [], { known: rules, ran, doubtful, today: context.today });
}

function toFinding(rule: Rule, { severity, ...found }: RuleFinding): Finding {
  return {
    on: 'value',
    tokens: {},
    suggestions: [],
    docs: rule.source,
    ...found,
    rule: rule.id,
    severity: severity ?? rule.severity,
  };
}

/** True when the place itself, or another key that the rule looked at, has no known value. */
function isDoubtful({ keys }: Rule, path: KeyPath, unknown: readonly KeyPath[]): boolean {
  // A rule about the text as it stands needs no value.
  if (keys.length === 0) return false;
  const others = keys.map((key) => key.split('.')).filter((key) => !startsWith(path, key));
  return unknown.some((one) => overlap(path, one) || others.some((key) => overlap(key, one)));
}

/** True when one of two paths leads to or through the other. */
function overlap(one: KeyPath, other: KeyPath): boolean {
  return startsWith(one, other) || startsWith(other, one);
}

function startsWith(path: KeyPath, start: KeyPath): boolean {
  return start.every((step, index) => path[index] === step);
}
