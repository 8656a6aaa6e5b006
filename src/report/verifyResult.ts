import { Messages } from '@salesforce/core/messages';
import type { ExplainedError, FlowResult } from '../operations/flowResult.js';
import type { VerifiedApp } from '../operations/verifyApp.js';
import { fill, visible } from './problemMessages.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const notes = Messages.loadMessages('sf-plugin-eca', 'verify-notes');
const errors = Messages.loadMessages('sf-plugin-eca', 'oauth-errors');

/** One flow in the result of `verify`. */
export type VerifiedFlow = {
  flow: string;
  status: 'passed' | 'failed' | 'skipped';
  reason?: string;
  callback?: string;
  user?: string;
  scopes?: string[];
  error?: ExplainedAnswer;
};

/** An OAuth error: the words of the org, what they mean, the key of the spec and the command that help. */
export type ExplainedAnswer = { code: string; description: string; meaning: string; key?: string; command: string };

/** One app in the result of `verify`; `error` says why it could not be tried at all. */
export type VerifiedAppResult = {
  name: string;
  active: boolean;
  flows: VerifiedFlow[];
  /** What the org said to the last try, when it did not know the app before the time was over. */
  lastAnswer?: ExplainedAnswer;
  error?: string;
  /** The spec opens no OAuth flow. */
  nothingToProve?: true;
};

/** The apps of an org, or why it could not be asked. */
export type VerifiedOrg =
  { org: { username: string; orgId: string }; apps: VerifiedAppResult[] } | { username: string; error: string };

/** How an app came off. */
export type VerifyOutcome = 'passed' | 'failed' | 'waiting';

/** How the apps of an org came off; an org that could not be asked has failed. */
export function outcomesOf(org: VerifiedOrg): readonly VerifyOutcome[] {
  return 'apps' in org ? org.apps.map(outcomeOf) : ['failed'];
}

/** How an app came off: `passed` needs one flow that passed and none that failed. */
export function outcomeOf(app: VerifiedAppResult): VerifyOutcome {
  const { active, flows, error, nothingToProve } = app;
  if (nothingToProve === true) return 'passed';
  if (error !== undefined) return 'failed';
  const isRefused = flows.some((one) => one.status === 'failed' && one.error?.code !== 'invalid_client_id');
  if (!active) return isRefused ? 'failed' : 'waiting';
  const has = (status: VerifiedFlow['status']): boolean => flows.some((one) => one.status === status);
  return has('passed') && !has('failed') ? 'passed' : 'failed';
}

/** The exit code of SPEC §2 for several apps and orgs. */
export function exitCodeOf(outcomes: readonly VerifyOutcome[]): 0 | 1 | 68 | 69 {
  const has = (one: VerifyOutcome): boolean => outcomes.includes(one);
  if (has('failed') && has('passed')) return 68;
  if (has('waiting')) return 69;
  return has('failed') ? 1 : 0;
}

/** A flow result with its sentences. */
export function toVerifiedFlow(result: FlowResult, app: string, target: string): VerifiedFlow {
  const { flow, status, callback, user, scopes, error } = result;
  return {
    flow,
    status,
    reason: noteText(result.note, result.tokens),
    ...(callback === undefined ? {} : { callback }),
    ...(user === undefined ? {} : { user }),
    ...(scopes === undefined ? {} : { scopes: [...scopes] }),
    ...(error === undefined ? {} : { error: toAnswer(error, app, target) }),
  };
}

/** Everything that is known of an app, with its sentences. */
export function toVerifiedApp(
  { active, refusal, flows }: VerifiedApp,
  name: string,
  target: string,
): VerifiedAppResult {
  return {
    name,
    active,
    flows: flows.map((flow) => toVerifiedFlow(flow, name, target)),
    ...(refusal === undefined ? {} : { lastAnswer: toAnswer(refusal, name, target) }),
  };
}

function toAnswer(
  { code, description, cause, key, command }: ExplainedError,
  app: string,
  target: string,
): ExplainedAnswer {
  return {
    code,
    description: visible(description),
    meaning: errors.getMessage(cause),
    ...(key === undefined ? {} : { key }),
    command: fill(command, { name: app, org: target }),
  };
}

/** A sentence of `messages/verify-notes.md`; a description and a user stand in it only when they are known. */
export function noteText(note: string, tokens: Readonly<Record<string, string>>): string {
  const { description = '', user = '', seconds = '' } = tokens;
  return fill(notes.getMessage(note), {
    ...tokens,
    ...(seconds === '' ? {} : { time: elapsedText(Number(seconds) * 1_000) }),
    description: description === '' ? '' : ` (${description})`,
    user: note === 'other-user' ? user : user === '' ? '' : ` as ${user}`,
  });
}

/** Time for people: 75000 → `1:15`. */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
