import type { AppPlan, PlanChange } from '../plan/appPlan.js';
import type { PlanSummary } from '../operations/planSummary.js';
import { warningSentence } from './warningSentence.js';

/** What JSON can hold. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One change, with its place in the metadata. */
export type PlannedChange = Omit<PlanChange, 'before' | 'after'> & { before: Json; after: Json };

/** One app of a plan, as `--json` gives it; what there is nothing to say about is left out. */
export type PlannedAppResult = {
  name: string;
  action: 'create' | 'update' | 'none';
  changes: PlannedChange[];
  warnings?: { rule: string; key: string; message: string }[];
  /** Components that the org holds for the app and that a deploy leaves as they are. */
  unmanaged?: { type: string; fullName: string }[];
};

/** The plan for one org, or why there is none. */
export type OrgPlan = { org: { username: string; orgId: string }; apps: PlannedAppResult[]; summary: PlanSummary };

/** An org that could not be read. */
export type FailedOrg = { username: string; error: string };

/** The plans of one target for `--json`. */
export function planResult({
  plans,
  summary,
}: {
  readonly plans: readonly AppPlan[];
  readonly summary: PlanSummary;
}): Omit<OrgPlan, 'org'> {
  return { apps: plans.map(appResult), summary };
}

function appResult({ name, action, changes, warnings, unmanaged }: AppPlan): PlannedAppResult {
  return {
    name,
    action,
    // Values of a spec are YAML, and so they are JSON.
    changes: changes as PlannedChange[],
    ...(warnings.length === 0
      ? {}
      : { warnings: warnings.map(({ rule, key, tokens }) => ({ rule, key, message: warningSentence(rule, tokens) })) }),
    ...(unmanaged.length === 0 ? {} : { unmanaged: [...unmanaged] }),
  };
}
