import type { LintContext } from '../../../../src/rules/lintSpec.js';

/** Two specs that differ in one value, at the `@@` of `spec`: with `bad` the rule speaks, with `good` it does not. */
export type RuleCase = {
  readonly rule: string;
  readonly spec: string;
  readonly bad: string;
  readonly good: string;
  /** Where the rule speaks, `line:column`. */
  readonly at: string;
  /** What else the failing spec has to hear, as `rule line:column`. */
  readonly implied?: readonly string[];
  readonly context?: Partial<LintContext>;
};

/** An app that no rule complains about; the keys of a case follow from line 3 on. */
export const header = 'name: App\ncontactEmail: team@example.com\n';

/** The rest of a web application that no rule complains about, on lines 3 to 5. */
export const web = `${header}callback: https://app.example.com/callback
scopes: [api, refresh_token]
policies: {permittedUsers: admin-approved, permissionSets: [App_Users]}
`;

/** As `web`, but the policies are left to the case. */
export const open = `${header}callback: https://app.example.com/callback
scopes: [api, refresh_token]
`;
