import type { Spec } from '../catalog/spec.js';
import type { KeyPath, Severity } from '../source/finding.js';

/** Sets of rules: `recommended` is for every app, `isv-2026` adds what Salesforce demands of partners' apps. */
export const ruleProfiles = ['recommended', 'isv-2026'] as const;

/** The name of a set of rules. */
export type RuleProfile = (typeof ruleProfiles)[number];

/** What a rule looks at. */
export type RuleSubject = {
  /** The spec with every default written out. */
  readonly spec: Spec;
  /** The dotted keys that the user wrote; a rule about a value says nothing when the value is a default. */
  readonly written: ReadonlySet<string>;
  /** Bytes of the files that the spec names, by the path in the spec; a file that could not be read is missing. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly today: Date;
  /** True when a deploy is about to create the app, so that what the platform locks in new apps is certain. */
  readonly creating: boolean;
  /** The text of the spec as the user wrote it, before variables are resolved. */
  readonly text: string;
};

/** One place where a rule is broken; without `severity` it has the rule's. */
export type RuleFinding = {
  readonly path: KeyPath;
  readonly on?: 'key' | 'value';
  readonly tokens?: Readonly<Record<string, string>>;
  readonly suggestions?: readonly string[];
  readonly severity?: Severity;
  readonly range?: {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
};

/** A check across keys; its words are in `messages/rules.md` under its id. */
export type Rule = {
  /** `<subject>/<what is asked for or wrong>`; stays the same for ever, because waivers name it. */
  readonly id: string;
  readonly severity: Severity;
  /** The keys whose values decide; when one of them is in doubt the rule says nothing. */
  readonly keys: readonly string[];
  /** The page or section that it follows from. */
  readonly source: string;
  /** Absent means every profile. */
  readonly profiles?: readonly RuleProfile[];
  /** A fault that no reason makes right, because nothing could be deployed. */
  readonly unwaivable?: true;
  readonly check: (subject: RuleSubject) => Iterable<RuleFinding>;
};

/** A finding at a dotted key, shown at the key itself or at its value. */
export function at(key: string, tokens: RuleFinding['tokens'] = {}, on: 'key' | 'value' = 'value'): RuleFinding {
  return { path: key.split('.'), on, tokens };
}

/** The finding when the condition holds. */
export function when(condition: boolean, finding: () => RuleFinding): readonly RuleFinding[] {
  return condition ? [finding()] : [];
}
