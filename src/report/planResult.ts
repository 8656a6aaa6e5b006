import type { AppPlan, PlanChange } from '../plan/appPlan.js';
import { isChange } from '../plan/appPlan.js';
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

/** How many apps would be created, updated and left alone, and how many values would change. */
export type PlanSummary = { create: number; update: number; none: number; changes: number };

/** The plan for one org, or why there is none. */
export type OrgPlan = { org: { username: string; orgId: string }; apps: PlannedAppResult[]; summary: PlanSummary };

/** An org that could not be read. */
export type FailedOrg = { username: string; error: string };

/** Plans for `--json`. A summary counts apps by action, and the values that a deploy would change; locked and unreadable ones are not among them. */
export function planResult(plans: readonly AppPlan[]): { apps: PlannedAppResult[]; summary: PlanSummary } {
  const count = (action: AppPlan['action']): number => plans.filter((app) => app.action === action).length;
  const changes = plans.flatMap((app) => app.changes).filter(isChange).length;
  return {
    apps: plans.map(appResult),
    summary: { create: count('create'), update: count('update'), none: count('none'), changes },
  };
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

/** The sum of several summaries. */
export function addSummaries(summaries: readonly PlanSummary[]): PlanSummary {
  const sum = (key: keyof PlanSummary): number => summaries.reduce((total, summary) => total + summary[key], 0);
  return { create: sum('create'), update: sum('update'), none: sum('none'), changes: sum('changes') };
}
