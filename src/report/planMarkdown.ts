import { markdownText } from './escapeText.js';
import { planCounts } from './planCounts.js';
import type { OrgPlan, PlannedAppResult, PlannedChange } from './planResult.js';
import { planValue } from './planValue.js';
import { visible } from './problemMessages.js';

const symbols = { add: '+', change: '~', remove: '-', locked: '=', unreadable: '?' } as const;
const actions = { create: 'will be created', update: 'will be updated', none: 'no changes' } as const;

/** The plan of one target as GitHub-flavoured markdown, for a comment on a pull request. */
export function planMarkdown(target: string, { apps, summary }: Omit<OrgPlan, 'org'>): string {
  const blocks = apps.filter((app) => app.changes.length > 0 || app.unmanaged !== undefined).flatMap(appBlock);
  return [`### Plan for ${code(target)}`, '', planCounts(apps, summary), '', ...blocks].join('\n');
}

function appBlock({ name, action, changes, warnings, unmanaged }: PlannedAppResult): readonly string[] {
  return [
    `#### ${code(name)}: ${actions[action]}`,
    '',
    ...(warnings ?? []).flatMap(({ key, message }) => [`> **Warning** ${code(key)}: ${markdownText(message)}`, '']),
    ...(changes.length === 0
      ? []
      : [
          '| Change | Key | Before | After | Element |',
          '| --- | --- | --- | --- | --- |',
          ...changes.map(changeRow),
          '',
        ]),
    ...(unmanaged ?? []).flatMap(({ type, fullName }) => [
      `- left alone: ${code(fullName)} (${type}); the spec has no keys of this type, and a deploy does not delete it`,
      '',
    ]),
  ];
}

function changeRow({ kind, key, before, after, element, fullName, reset }: PlannedChange): string {
  const change = `${symbols[kind]} ${kind}${reset === true ? ' (not in the spec: will be reset)' : ''}`;
  const cells = [
    change,
    code(key),
    code(planValue(key, before)),
    code(planValue(key, after)),
    `${code(element)} of ${code(fullName)}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A code span whatever the text holds: no markup, no mention, no line break, no end of a table cell. */
function code(text: string): string {
  const shown = visible(text, Infinity).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown === '' || shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
