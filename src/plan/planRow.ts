import type { ElementRow } from '../catalog/metadataType.js';
import type { Spec } from '../catalog/spec.js';
import type { Component } from '../metadata/component.js';
import { readRow, type RowReading } from '../metadata/readRow.js';
import { rowValue } from '../spec/rowValue.js';
import type { ChangeKind } from './appPlan.js';
import { isMentioned } from './isMentioned.js';
import { sameValue } from './sameValue.js';
import { shownValue } from './shownValue.js';

/** What is known about one app while its rows are compared. */
export type RowContext = {
  readonly spec: Spec;
  readonly writtenKeys: ReadonlySet<string>;
  /** Where the spec goes: an org with a will of its own, or files that hold what they are given. */
  readonly target: 'org' | 'files';
  /** True when the target holds nothing of the app. */
  readonly creating: boolean;
  /** Whether the platform keeps PKCE, rotation and the idle limit on for this app. */
  readonly lock: 'locked' | 'open' | 'unknown';
  /** True when the target is known to give certificates back. */
  readonly givesCertificates: boolean;
};

/** How one row differs. */
export type RowDifference = {
  readonly kind: ChangeKind;
  readonly before: unknown;
  readonly after: unknown;
  readonly reset?: true;
  /** The platform may turn the change down, but nobody can tell. */
  readonly lockUnknown?: true;
};

const absent: RowReading = { state: 'absent' };

/** Compares what the spec wants for a row with what the target holds; undefined when both mean the same. */
export function planRow(
  row: ElementRow,
  desired: Component,
  actual: Component | undefined,
  context: RowContext,
): RowDifference | undefined {
  const wanted = wantedReading(row, desired, context);
  const held = actual === undefined ? absent : readRow(actual, row);
  if (wanted.state === 'absent') return planAbsent(row, held, context);
  const after = readingValue(wanted);
  if (actual === undefined) {
    const locked = context.target === 'org' && context.creating && isWeakened(row, after);
    return { kind: locked ? 'locked' : 'add', before: null, after: shownValue(row, after) };
  }
  return planPresent(row, after, held, context);
}

/** The deploy that creates an app is the only one that may send the consumer key, so an app that exists keeps its own. */
function wantedReading(row: ElementRow, desired: Component, { spec, target }: RowContext): RowReading {
  if (row.write !== 'onCreate' || target === 'files') return readRow(desired, row);
  const found = rowValue(spec, row);
  return found.state === 'value' ? found : absent;
}

function planAbsent(row: ElementRow, held: RowReading, context: RowContext): RowDifference | undefined {
  if (held.state === 'absent' || row.compare === 'ignoreWhenAbsent' || row.compare === 'platformMayChange')
    return undefined;
  if (held.state === 'unreadable' && row.codec.kind === 'certificate')
    return { kind: 'unreadable', before: held.text, after: null };
  const before = readingValue(held);
  if (held.state === 'value' && (sameValue(row, before, row.absentMeans) || isEmptyList(before))) return undefined;
  const shown = { before: shownValue(row, before), after: shownValue(row, row.absentMeans) };
  if (!isMentioned(row, context.spec, context.writtenKeys)) return { kind: 'change', ...shown, reset: true };
  return { kind: row.absentMeans === undefined ? 'remove' : 'change', ...shown };
}

function planPresent(
  row: ElementRow,
  after: unknown,
  held: RowReading,
  context: RowContext,
): RowDifference | undefined {
  const shown = { after: shownValue(row, after) };
  if (held.state === 'absent') {
    if (isWriteOnly(row, context)) return { kind: 'unreadable', before: null, ...shown };
    if (row.absentMeans === undefined) return { kind: 'add', before: null, ...shown };
    return sameValue(row, after, row.absentMeans)
      ? undefined
      : { kind: 'change', before: shownValue(row, row.absentMeans), ...shown };
  }
  if (held.state === 'unreadable' && row.codec.kind === 'certificate')
    return { kind: 'unreadable', before: held.text, ...shown };
  const value = readingValue(held);
  if (held.state === 'value' && sameValue(row, value, after)) return undefined;
  const both = { before: shownValue(row, value), ...shown };
  if (row.write === 'onCreate') return { kind: 'locked', ...both };
  const reset = isMentioned(row, context.spec, context.writtenKeys) ? {} : { reset: true as const };
  if (!isWeakened(row, after) || context.target === 'files' || context.lock === 'open')
    return { kind: 'change', ...both, ...reset };
  return context.lock === 'locked'
    ? { kind: 'locked', ...both }
    : { kind: 'change', ...both, ...reset, lockUnknown: true };
}

/** An org keeps push secrets to itself, and some orgs the certificate as well. */
function isWriteOnly(row: ElementRow, { target, givesCertificates }: RowContext): boolean {
  if (target === 'files') return false;
  return row.secret === true || row.write === 'onCreate' || (row.codec.kind === 'certificate' && !givesCertificates);
}

/** A switch that new apps keep on, and that the spec wants off. */
function isWeakened(row: Pick<ElementRow, 'compare'>, wanted: unknown): boolean {
  return row.compare === 'platformMayChange' && wanted === false;
}

function readingValue(reading: RowReading): unknown {
  if (reading.state === 'value') return reading.value;
  return reading.state === 'unreadable' ? reading.text : undefined;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
