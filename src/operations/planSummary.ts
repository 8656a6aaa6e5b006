import { isChange, type AppPlan } from '../plan/appPlan.js';

/** How many apps would be created, updated and left alone, and how many values would change; locked and unreadable ones do not. */
export type PlanSummary = { create: number; update: number; none: number; changes: number };

/** Counts the plans of one target. */
export function planSummary(plans: readonly AppPlan[]): PlanSummary {
  const count = (action: AppPlan['action']): number => plans.filter((app) => app.action === action).length;
  const changes = plans.flatMap((app) => app.changes).filter(isChange).length;
  return { create: count('create'), update: count('update'), none: count('none'), changes };
}

/** The sum over several targets. */
export function addSummaries(summaries: readonly PlanSummary[]): PlanSummary {
  const sum = (key: keyof PlanSummary): number => summaries.reduce((total, summary) => total + summary[key], 0);
  return { create: sum('create'), update: sum('update'), none: sum('none'), changes: sum('changes') };
}
