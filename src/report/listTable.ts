import { ansis } from './terminalColours.js';
import type { ListedApp } from '../operations/listApps.js';
import { counted } from './problemText.js';
import { visible } from './problemMessages.js';

const columns: readonly { readonly title: string; readonly text: (app: ListedApp) => string }[] = [
  { title: 'Name', text: ({ name }) => name },
  { title: 'Label', text: ({ label }) => label },
  { title: 'Distribution', text: ({ distribution }) => distribution },
  { title: 'Enabled', text: ({ enabled }) => (enabled ? 'yes' : 'no') },
  { title: 'Permitted users', text: ({ permittedUsers }) => permittedUsers ?? '' },
  { title: 'Scopes', text: ({ scopes }) => scopes.join(', ') },
  { title: 'Flows', text: ({ flows }) => flows.join(', ') },
  { title: 'Spec', text: ({ spec }) => spec ?? '' },
];

const gap = '  ';

/**
 * The apps of an org as a table of at most `width` characters; when they need more, every app as a block of lines with the same
 * titles, so that nothing is cut off. Without a width, as in a pipe, lines are as long as they need to be.
 */
export function listTable(apps: readonly ListedApp[], org: string, width: number | undefined): string {
  const summary = `${counted(apps.length, 'External Client App')} in ${visible(org)}.`;
  if (apps.length === 0) return summary;
  const rows = apps.map((app) => columns.map(({ text }) => visible(text(app), Infinity) || '-'));
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const total = widths.reduce((sum, one) => sum + one + gap.length, -gap.length);
  const body = width !== undefined && total > width ? blocks(rows) : table(rows, widths);
  return `${body}\n\n${summary}`;
}

function table(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join(gap)
      .trimEnd();
  return [
    ansis.bold(line(columns.map(({ title }) => title))),
    line(widths.map((one) => '-'.repeat(one))),
    ...rows.map(line),
  ].join('\n');
}

function blocks(rows: readonly (readonly string[])[]): string {
  const longest = Math.max(...columns.map(({ title }) => title.length));
  return rows
    .map((row) =>
      columns
        .map(({ title }, index) => `${ansis.bold(`${title}:`.padEnd(longest + 1))} ${row[index] ?? ''}`)
        .join('\n'),
    )
    .join('\n\n');
}
