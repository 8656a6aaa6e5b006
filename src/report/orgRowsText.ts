import { Messages } from '@salesforce/core/messages';
import { visible } from './problemMessages.js';
import { ansis } from './terminalColours.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'org-rows');

/** How far the work on one org has come; `text` says what is being done, or what came out. */
export type OrgRow = {
  /** As the command line names the org. */
  readonly target: string;
  readonly phase: 'waiting' | 'working' | 'done' | 'failed' | 'running';
  readonly text: string;
  /** Whole seconds since the work began, or that it took. */
  readonly seconds: number;
};

const colours = {
  waiting: ansis.dim,
  working: ansis.cyan,
  done: ansis.green,
  failed: ansis.red,
  running: ansis.cyan,
} as const;

/** Lines of other things that a screen keeps: the cursor, and something to read. */
const reserve = 4;
const longestName = 30;

/**
 * The live rows of several orgs, none wider than the terminal. When there are more orgs than lines, only those that are
 * being worked on are shown, and how many wait.
 */
export function orgRowsText(
  orgs: readonly OrgRow[],
  { columns, lines }: { readonly columns: number; readonly lines: number },
): readonly string[] {
  const [only] = orgs;
  if (only !== undefined && orgs.length === 1) return [cut(`${only.text} ${elapsed(only)}`, columns - 1)];
  const row = rowOf(widthOf(orgs, columns), columns);
  if (fits(orgs.length, lines)) return orgs.map(row);
  const room = Math.max(1, lines - reserve - 1);
  const working = orgs.filter(({ phase }) => phase === 'working');
  const waiting = orgs.filter(({ phase }) => phase === 'waiting').length + Math.max(0, working.length - room);
  return [
    ...working.slice(0, room).map(row),
    ...(waiting === 0 ? [] : [ansis.dim(cut(messages.getMessage('more', [waiting]), columns - 1))]),
  ];
}

/** The line that stays of an org whose row has no room. */
export function endedOrgText(org: OrgRow, orgs: readonly OrgRow[], columns: number): string {
  return rowOf(widthOf(orgs, columns), columns)(org);
}

/** True when every org can have its own row. */
export function fits(orgs: number, lines: number): boolean {
  return orgs <= Math.max(1, lines - reserve);
}

function rowOf(width: number, columns: number): (org: OrgRow) => string {
  return (org) => {
    const { target, phase, text } = org;
    const prefix = `  ${cut(visible(target), width).padEnd(width)}  `;
    const said = `${visible(text)} ${elapsed(org)}`;
    const word = phase === 'working' ? said : messages.getMessage(`phase.${phase}`);
    const whole = phase === 'working' || phase === 'waiting' ? word : `${word}: ${said}`;
    const shown = cut(`${prefix}${whole}`, columns - 1).slice(prefix.length);
    return `${prefix}${colours[phase](shown.slice(0, word.length))}${shown.slice(word.length)}`;
  };
}

/** Cells for the names: the longest one, within a third of the row. */
function widthOf(orgs: readonly OrgRow[], columns: number): number {
  const longest = Math.max(...orgs.map(({ target }) => [...visible(target)].length));
  return Math.min(longest, longestName, Math.floor(columns / 3));
}

function elapsed({ seconds }: OrgRow): string {
  return messages.getMessage('elapsed', [seconds]);
}

/** By characters: what takes two cells is cut by the terminal. */
function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}
