import type { Waiver } from '../catalog/spec.js';
import type { Finding } from '../source/finding.js';
import { nearestWords } from '../source/nearestWords.js';
import type { Rule } from './rule.js';

const source = 'https://www.npmjs.com/package/sf-plugin-eca';

/** What can be wrong with a waiver itself; reported by `applyWaivers`, so they look at nothing. */
export const waiverRules: readonly Rule[] = [
  { id: 'waiver/unknown-rule', severity: 'error', keys: [], source, unwaivable: true, check: () => [] },
  { id: 'waiver/not-possible', severity: 'error', keys: [], source, unwaivable: true, check: () => [] },
  { id: 'waiver/expired', severity: 'warning', keys: [], source, unwaivable: true, check: () => [] },
  { id: 'waiver/unused', severity: 'warning', keys: [], source, unwaivable: true, check: () => [] },
];

/** The rules that a waiver may name and those that ran; `doubtful` rules could not judge, so nobody knows whether a waiver of theirs is needed. */
export type WaiverContext = {
  readonly known: readonly Rule[];
  readonly ran: readonly Rule[];
  readonly doubtful: ReadonlySet<string>;
  readonly today: Date;
};

/**
 * Turns waived findings into notes with the reason, and reports waivers that are unknown, past their last day (UTC) or without a finding.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  context: WaiverContext,
): readonly Finding[] {
  const today = context.today.toISOString().slice(0, 10);
  const isOpen = ({ until }: Waiver): boolean => until === undefined || until >= today;
  const judged = findings.map((finding) => {
    const waiver = waivers.find((one) => one.rule === finding.rule && isOpen(one));
    const unwaivable = context.known.find(({ id }) => id === finding.rule)?.unwaivable === true;
    return waiver === undefined || unwaivable ? finding : waived(finding, waiver);
  });
  return [
    ...judged,
    ...waivers.flatMap((waiver, index) => waiverFindings(waiver, index, isOpen(waiver), findings, context)),
  ];
}

function waived(finding: Finding, { reason, until }: Waiver): Finding {
  return { ...finding, severity: 'note', waived: { reason, ...(until === undefined ? {} : { until }) } };
}

function waiverFindings(
  { rule, until }: Waiver,
  index: number,
  open: boolean,
  findings: readonly Finding[],
  { known, ran, doubtful }: WaiverContext,
): readonly Finding[] {
  const path = ['lint', 'ignore', index];
  const problem = (name: string, severity: Finding['severity'], key: string): Finding => ({
    rule: `waiver/${name}`,
    severity,
    path: [...path, key],
    on: 'value',
    tokens: { found: rule, until: until ?? '' },
    suggestions: [],
  });
  const named = known.find(({ id }) => id === rule);
  if (named === undefined) {
    const ids = known.filter(({ unwaivable }) => unwaivable !== true).map(({ id }) => id);
    return [{ ...problem('unknown-rule', 'error', 'rule'), suggestions: nearestWords(rule, ids) }];
  }
  if (named.unwaivable === true) return [problem('not-possible', 'error', 'rule')];
  const matches = findings.some((finding) => finding.rule === rule);
  if (!matches) return ran.includes(named) && !doubtful.has(rule) ? [problem('unused', 'warning', 'rule')] : [];
  return open ? [] : [problem('expired', 'warning', 'until')];
}
