import type { AppOutcome } from '../operations/importApps.js';
import type { Loss } from '../metadata/sourceComponent.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { Severity } from '../source/finding.js';
import { maskSecretShapes } from '../source/secretPatterns.js';
import { toProblems, type Problem } from './problem.js';
import { sentenceOf } from './problemMessages.js';

/** What became of one app, as `--json` gives it. */
export type ImportedAppResult = {
  name: string;
  /** The file of the spec; empty when the app has none. */
  spec: string;
  state: AppOutcome['state'];
  /** Elements whose meaning the spec carries. */
  kept: string[];
  /** Those of them that the spec carries in another form, and keys that no element stands for. */
  changed: { element: string; key: string; reason: string }[];
  losses: { element: string; value: string; reason: string; severity: Severity }[];
  problems: Problem[];
};

/** A migrated app with the name of its connected app, and with what to do about each loss. */
export type MigratedAppResult = Omit<ImportedAppResult, 'losses'> & {
  connectedApp: string;
  losses: (ImportedAppResult['losses'][number] & { advice: string })[];
};

/** An outcome in words. */
export function importResult({ name, spec, state, kept, changed, losses, findings }: AppOutcome): ImportedAppResult {
  return {
    name,
    spec,
    state,
    kept: [...new Set(kept.map(({ element }) => element))].toSorted(),
    changed: changed.map(({ element, key, reason, tokens }) => ({
      element,
      key,
      reason: sentenceOf(reason.includes('/') ? reason : `import/${reason}`, { element, key, ...tokens }),
    })),
    losses: losses.map(lossResult),
    problems: toProblems(findings),
  };
}

function lossResult({ element, value, reason, severity, tokens }: Loss): ImportedAppResult['losses'][number] {
  return {
    element,
    value: maskSecretShapes(value),
    reason: sentenceOf(`loss.${reason}`, { element, ...tokens }),
    severity,
  };
}

/** Every finding that belongs to no app. */
export function refusedProblems(refused: readonly FileFinding[]): Problem[] {
  return toProblems(refused);
}

/** A migrated app in words, each loss with what to do about it. */
export function migratedResult(outcome: AppOutcome & { readonly connectedApp: string }): MigratedAppResult {
  const result = importResult(outcome);
  const advice = outcome.losses.map(({ reason }) => sentenceOf(`loss.${reason}.advice`, {}));
  return {
    ...result,
    connectedApp: outcome.connectedApp,
    losses: result.losses.map((loss, index) => ({ ...loss, advice: advice[index] ?? '' })),
  };
}
