import { ansis } from './terminalColours.js';
import type { ChangeKind } from '../plan/appPlan.js';
import { planCounts } from './planCounts.js';
import type { OrgPlan, PlannedAppResult, PlannedChange } from './planResult.js';
import { planValue } from './planValue.js';
import { visible } from './problemMessages.js';

const marks = {
  add: ['+', ansis.green],
  change: ['~', ansis.yellow],
  remove: ['-', ansis.red],
  locked: ['=', ansis.magenta],
  unreadable: ['?', ansis.cyan],
} as const satisfies Readonly<Record<ChangeKind, readonly [string, typeof ansis.red]>>;

/** The plan of one target, as people know it from Terraform: a symbol and a word per change, the counts at the end. */
export function planText(target: string, { apps, summary }: Omit<OrgPlan, 'org'>): string {
  const blocks = apps.filter((app) => app.changes.length > 0 || app.unmanaged !== undefined).map(appPlanText);
  return [
    ansis.bold(`Plan for ${visible(target)}`),
    '',
    ...blocks.flatMap((block) => [block, '']),
    planCounts(apps, summary),
  ].join('\n');
}

/** The changes of one app, its warnings, and the members that are left alone. */
function appPlanText({ name, action, changes, warnings, unmanaged }: PlannedAppResult): string {
  return [
    `${ansis.bold(visible(name))}: ${actionText[action]}`,
    ...changes.map(changeLine),
    ...(warnings ?? []).map(({ key, message }) => `  ${ansis.red.bold('! WARNING')}    ${key}: ${message}`),
    ...(unmanaged ?? []).map(
      ({ type, fullName }) =>
        `  ${ansis.dim('. left alone')} ${type} ${visible(fullName)}: the spec has no keys of this type, and a deploy does not delete it`,
    ),
  ].join('\n');
}

const actionText = { create: 'will be created', update: 'will be updated', none: 'no changes' } as const;

function changeLine(change: PlannedChange): string {
  const { kind, key, element, fullName } = change;
  const [symbol, colour] = marks[kind];
  return `  ${colour(`${symbol} ${kind.padEnd(10)}`)} ${visible(key)}: ${visible(valuesText(change), Infinity)}${change.reset === true ? ' (not in the spec: will be reset)' : ''} ${ansis.dim(`[${element} of ${visible(fullName)}]`)}`;
}

/** What a change says about its values, in words. */
function valuesText({ kind, key, before, after }: PlannedChange): string {
  const [old, wanted] = [planValue(key, before), planValue(key, after)];
  if (kind === 'add') return wanted;
  if (kind === 'remove') return old;
  if (kind === 'locked')
    return before === null
      ? `the spec says ${wanted}, but the platform does not take it yet`
      : `the spec says ${wanted}, but the platform keeps ${old}`;
  if (kind === 'unreadable')
    return before === null
      ? `the org does not tell its value; the spec says ${wanted}`
      : `the org holds ${old}; the spec says ${wanted}`;
  return `${old} -> ${wanted}`;
}
