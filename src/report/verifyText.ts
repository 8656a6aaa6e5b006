import { noteText, outcomeOf, type VerifiedAppResult, type VerifiedFlow } from './verifyResult.js';

const marks = { passed: '✔ passed ', failed: '✘ failed ', skipped: '– skipped' } as const;

/** What `verify` shows of one app: a line per flow, and under a failed one what it means and what to do. */
export function verifyText(app: VerifiedAppResult): string {
  const outcome = outcomeOf(app);
  if (app.nothingToProve === true) return `${app.name}: ${noteText('app.nothing', {})}`;
  const state = outcome === 'waiting' ? 'app.waiting' : app.active ? 'app.active' : 'app.failed';
  const width = Math.max(0, ...app.flows.map(({ flow }) => flow.length));
  return [
    `${app.name}: ${noteText(state, {})}`,
    ...(app.error === undefined ? [] : [`  ${marks.failed} ${app.error}`]),
    ...app.flows.flatMap((flow) => flowLines(flow, width)),
  ].join('\n');
}

function flowLines({ flow, status, callback, reason = '', error }: VerifiedFlow, width: number): readonly string[] {
  const place = callback === undefined ? '' : `${callback}: `;
  const indent = ' '.repeat(width + 14);
  const line = (note: 'meaning' | 'key' | 'command', text: string | undefined): readonly string[] =>
    text === undefined ? [] : [`${indent}${noteText(note, {})} ${text}`];
  return [
    `  ${marks[status]} ${flow.padEnd(width)}  ${place}${reason}`,
    ...line('meaning', error?.meaning),
    ...line('key', error?.key),
    ...line('command', error?.command),
  ];
}
