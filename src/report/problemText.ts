import { ansis } from './terminalColours.js';
import { codeFrame } from './codeFrame.js';
import type { Problem } from './problem.js';
import { visible } from './problemMessages.js';

const colours = { error: ansis.red, warning: ansis.yellow, note: ansis.cyan } as const;

/** Problems as a person reads them: place, sentence, code frame, what to do, and the id of the rule; waived ones only with `showWaived`. */
export function problemText(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  showWaived = false,
): string {
  return problems
    .filter(({ waived }) => showWaived || waived === undefined)
    .map((problem) => oneProblem(problem, texts.get(problem.file)))
    .join('\n\n');
}

/** What a command that acts shows of the problems on its way; advice of the rules (notes with a page to read) is for `validate`. */
export function actionProblemText(problems: readonly Problem[], texts: ReadonlyMap<string, string>): string {
  return problemText(
    problems.filter(({ severity, docs }) => severity !== 'note' || docs === undefined),
    texts,
  );
}

function oneProblem(problem: Problem, text: string | undefined): string {
  const { severity, file, line, column, message, actions, rule, waived } = problem;
  const place = ansis.bold(`${visible(file)}:${line}:${column}`);
  const frame = text === undefined ? [] : [codeFrame(text, problem), ''];
  const reason =
    waived === undefined
      ? []
      : [`  waived: ${visible(waived.reason)}${waived.until === undefined ? '' : ` (until ${waived.until})`}`];
  return [
    `${place} ${colours[severity](severity)} ${message}`,
    ...frame,
    ...reason,
    ...actions.map((action) => `  - ${action}`),
    ansis.dim(`  ${rule}`),
  ].join('\n');
}

/** How many problems of each severity there are. */
export type ProblemCounts = { readonly errors: number; readonly warnings: number; readonly notes: number };

/** Counts problems by severity. */
export function countProblems(problems: readonly Problem[]): ProblemCounts {
  const count = (severity: Problem['severity']): number =>
    problems.filter((problem) => problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}

/** A number with its noun: `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The last line of a check: how many specs, which counts. */
export function problemSummary(
  checked: number,
  { errors, warnings, notes }: ProblemCounts,
  noun: 'spec' | 'file' = 'spec',
): string {
  return `${counted(checked, noun)} checked: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(notes, 'note')}.`;
}
