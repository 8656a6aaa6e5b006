import {
  noteText,
  outcomeOf,
  type ExplainedAnswer,
  type VerifiedAppResult,
  type VerifiedFlow,
  type VerifiedOrg,
} from './verifyResult.js';
import { visible } from './problemMessages.js';

/** What belongs to a flow stands below its name. */
const belowFlow = ' '.repeat(12);
const marks = { passed: '✔ passed ', failed: '✘ failed ', skipped: '– skipped' } as const;

/** What `verify` shows of all orgs; of several each under its name, and at the end a line for each. */
export function verifiedOrgsText(orgs: readonly VerifiedOrg[]): string {
  const [only] = orgs.length === 1 ? orgs : [];
  if (only !== undefined) return orgText(only);
  const width = Math.max(0, ...orgs.map((org) => usernameOf(org).length));
  return [
    ...orgs.map((org) => `${usernameOf(org)}\n\n${orgText(org)}\n`),
    noteText('orgs', {}),
    ...orgs.map((org) => `  ${usernameOf(org).padEnd(width)}  ${orgOutcome(org)}`),
  ].join('\n');
}

function usernameOf(org: VerifiedOrg): string {
  return visible('org' in org ? org.org.username : org.username);
}

function orgText(org: VerifiedOrg): string {
  return 'apps' in org ? org.apps.map(verifyText).join('\n\n') : `  ${marks.failed} ${org.error}`;
}

function orgOutcome(org: VerifiedOrg): string {
  if ('error' in org) return noteText('outcome.failed', {});
  return org.apps.map((app) => `${app.name} ${noteText(`outcome.${outcomeOf(app)}`, {})}`).join(', ');
}

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
