import {
  noteText,
  outcomeOf,
  type ExplainedAnswer,
  type VerifiedAppResult,
  type VerifiedFlow,
} from './verifyResult.js';

/** What belongs to a flow stands below its name. */
const belowFlow = ' '.repeat(12);
const marks = { passed: '✔ passed ', failed: '✘ failed ', skipped: '– skipped' } as const;

/** What `verify` shows of one app: a line per flow, and under a failed one what it means and what to do. */
export function verifyText(app: VerifiedAppResult): string {
  const outcome = outcomeOf(app);
  if (app.nothingToProve === true) return `${app.name}: ${noteText('app.nothing', {})}`;
  const state = outcome === 'waiting' ? 'app.waiting' : app.active ? 'app.active' : 'app.failed';
  const width = Math.max(0, ...app.flows.map(({ flow }) => flow.length));
  const { lastAnswer } = app;
  return [
    `${app.name}: ${noteText(state, {})}`,
    ...(app.error === undefined ? [] : [`  ${marks.failed} ${app.error}`]),
    ...(lastAnswer === undefined || app.error !== undefined ? [] : [`  ${noteText('oauth-error', lastAnswer)}`]),
    ...(lastAnswer === undefined ? [] : answerLines(lastAnswer, app.error === undefined ? '  ' : belowFlow)),
    ...app.flows.flatMap((flow) => flowLines(flow, width)),
  ].join('\n');
}

function flowLines({ flow, status, callback, reason = '', error }: VerifiedFlow, width: number): readonly string[] {
  const place = callback === undefined ? '' : `${callback}: `;
  return [
    `  ${marks[status]} ${flow.padEnd(width)}  ${place}${reason}`,
    ...(error === undefined ? [] : answerLines(error, belowFlow)),
  ];
}

function answerLines({ meaning, key, command }: ExplainedAnswer, indent: string): readonly string[] {
  return [
    `${indent}${noteText('meaning', {})} ${meaning}`,
    ...(key === undefined ? [] : [`${indent}${noteText('key', {})} ${key}`]),
    `${indent}${noteText('command', {})} ${command}`,
  ];
}
