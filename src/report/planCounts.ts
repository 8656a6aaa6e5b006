import type { ChangeKind } from '../plan/appPlan.js';
import type { PlanSummary } from '../operations/planSummary.js';
import type { PlannedAppResult } from './planResult.js';
import { counted } from './problemText.js';

/** The last line of a plan: what would happen to how many apps and values; "No changes" when nothing would. */
export function planCounts(apps: readonly PlannedAppResult[], { create, update, none, changes }: PlanSummary): string {
  const all = apps.flatMap((app) => app.changes.map(({ kind }) => kind));
  const count = (kind: ChangeKind): number => all.filter((one) => one === kind).length;
  const words = (kinds: readonly ChangeKind[]): string =>
    kinds
      .filter((kind) => count(kind) > 0)
      .map((kind) => `${count(kind)} ${kind}`)
      .join(', ');
  const kept = words(['locked', 'unreadable']);
  const aside = kept === '' ? '' : `; ${kept}`;
  if (changes === 0) return `No changes: ${counted(none + create + update, 'app')} compared${aside}.`;
  return `Plan: ${create} to create, ${update} to update, ${none} unchanged; ${counted(changes, 'change')} (${words(['add', 'change', 'remove'])})${aside}.`;
}
