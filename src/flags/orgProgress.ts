import { endedOrgText, fits, orgRowsText, type OrgRow } from '../report/orgRowsText.js';
import type { LiveRows } from './liveRows.js';

/** The rows of orgs that are worked on at the same time. Without a terminal nothing is shown. */
export type OrgProgress = {
  /** The work on an org begins, or has come to something else. */
  readonly now: (target: string, text: string) => void;
  readonly ended: (target: string, phase: 'done' | 'failed' | 'running', text: string) => void;
  /** Takes the rows away for good. */
  readonly end: () => void;
};

/** Shows a row per org that changes in place, with its time; `targets` in the order of the rows. */
export function orgProgress(
  rows: LiveRows | undefined,
  targets: readonly string[],
  say: (text: string) => void,
): OrgProgress {
  type State = Pick<OrgRow, 'target' | 'phase' | 'text'> & { readonly begin: number; readonly end?: number };
  const states = new Map<string, State>(
    targets.map((target) => [target, { target, phase: 'waiting', text: '', begin: Date.now() }]),
  );
  const orgRows = (): readonly OrgRow[] =>
    [...states.values()].map(({ begin, end, ...state }) => ({
      ...state,
      seconds: Math.floor(((end ?? Date.now()) - begin) / 1000),
    }));
  const draw = (): void => rows?.set(orgRowsText(orgRows(), rows.size()));
  const timer = rows === undefined ? undefined : setInterval(draw, 1_000).unref();
  return {
    now: (target, text) => {
      const begin = states.get(target)?.phase === 'working' ? states.get(target)?.begin : undefined;
      states.set(target, { target, phase: 'working', text, begin: begin ?? Date.now() });
      draw();
    },
    ended: (target, phase, text) => {
      const begin = states.get(target)?.begin ?? Date.now();
      states.set(target, { target, phase, text, begin, end: Date.now() });
      const all = orgRows();
      const own = all.find((one) => one.target === target);
      if (rows !== undefined && own !== undefined && !fits(all.length, rows.size().lines))
        say(endedOrgText(own, all, rows.size().columns));
      draw();
    },
    end: () => {
      clearInterval(timer);
      rows?.set([]);
    },
  };
}
