import { callbackUrls } from '../catalog/codecs/callback.js';
import { rowByKey } from '../catalog/rows.js';
import type { Component } from '../metadata/component.js';
import { readRow } from '../metadata/readRow.js';
import { isChange, type PlanChange, type PlanWarning } from './appPlan.js';

/** What in a plan can lock people out or let strangers in. */
export function planWarnings(
  changes: readonly PlanChange[],
  components: readonly Component[],
  lockUnknown: readonly string[],
): readonly PlanWarning[] {
  return [
    ...changes.flatMap(changeWarnings),
    ...nobodyApproved(changes, components),
    ...lockUnknown.map((key): PlanWarning => ({ rule: 'lock-unknown', key, tokens: [] })),
  ];
}

function changeWarnings(change: PlanChange): readonly PlanWarning[] {
  const { key, kind, before, after } = change;
  const warn = (rule: PlanWarning['rule'], ...tokens: readonly string[]): readonly PlanWarning[] => [
    { rule, key, tokens },
  ];
  if (key === 'flows.jwtBearer.certificate' && kind === 'unreadable') return warn('certificate-unreadable');
  if (!isChange(change) || before === null) return [];
  if (/certificate$/i.test(key) && after === null) return warn('certificate-removed');
  if (key === 'callback') {
    const removed = listed(before).filter((url) => !listed(after).includes(url));
    return removed.length === 0 ? [] : warn('callback-removed', removed.join(', '));
  }
  if (key === 'scopes' && listed(after).includes('full') && !listed(before).includes('full'))
    return warn('scope-widened-to-full');
  return key === 'security.requirePkce' && after === false ? warn('pkce-off') : [];
}

const approvalKeys = ['policies.permittedUsers', 'policies.permissionSets', 'policies.profiles'];

/** Only admin-approved users may in, and after this change no permission set and no profile names any. */
function nobodyApproved(changes: readonly PlanChange[], components: readonly Component[]): readonly PlanWarning[] {
  const touched = changes.find((change) => approvalKeys.includes(change.key) && isChange(change));
  const policies = components.find(({ type }) => type === 'ExtlClntAppOauthConfigurablePolicies');
  if (touched === undefined || policies === undefined) return [];
  const [permitted, permissionSets, profiles] = approvalKeys.map((key) => wantedValue(policies, key));
  const isNobody = permitted === 'admin-approved' && listed(permissionSets).length + listed(profiles).length === 0;
  return isNobody ? [{ rule: 'nobody-approved', key: touched.key, tokens: [] }] : [];
}

function wantedValue(component: Component, key: string): unknown {
  const row = rowByKey(key);
  const reading = row === undefined ? undefined : readRow(component, row);
  return reading?.state === 'value' ? reading.value : undefined;
}

function listed(value: unknown): readonly string[] {
  return typeof value === 'string' || Array.isArray(value) ? callbackUrls(value as string | readonly string[]) : [];
}
