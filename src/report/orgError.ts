import { Messages } from '@salesforce/core/messages';
import { SfError } from '@salesforce/core/sfError';
import type { OrgFailure } from '../org/orgFailure.js';
import { maskSecretShapes } from '../source/secretPatterns.js';
import { errorName } from './errorName.js';
import { explainedText } from './explainedText.js';
import { visible } from './problemMessages.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-eca', 'org-failures');

/** An OrgFailure as an error of the CLI, with what to do next; when a job goes on in the org, its id and how to follow it. */
export function orgError(failure: OrgFailure, target: string): SfError {
  const { request, jobId } = failure.details;
  // What an org or a proxy says may quote the request, and with it the session.
  const text = maskSecretShapes(failure.details.text ?? '');
  const { message, actions } = messages.createError(failure.reason, [request, visible(text)], [target]);
  const error = new SfError(message, errorName(failure.reason), actions);
  if (failure.explained !== undefined) {
    const { cause, remedies } = explainedText(failure.explained);
    error.message = `${error.message} ${cause}`;
    error.actions = [...remedies, ...(error.actions ?? [])];
  }
  error.data = { ...(jobId === undefined ? {} : { jobId }), request, ...(text === '' ? {} : { text }) };
  if (jobId === undefined || failure.reason === 'job-not-found') return error;
  error.message = `${error.message} ${messages.getMessage('job-goes-on', [jobId])}`;
  error.actions = [...(error.actions ?? []), ...jobActions(target, jobId)];
  return error;
}

/** Turns an OrgFailure into an error of the CLI and leaves every other error as it is. */
export function asOrgError(error: unknown, target: string): Error {
  if (isOrgFailure(error)) return orgError(error, target);
  return error instanceof Error ? error : new Error(String(error));
}

/** By its name, because reports know the port by its types only. */
function isOrgFailure(error: unknown): error is OrgFailure {
  return error instanceof Error && error.name === 'OrgFailure';
}

/** What to do about a job that goes on without us. */
function jobActions(target: string, jobId: string): string[] {
  // Each line of a list takes its tokens after those of the line before.
  return messages.getMessages('job-goes-on.actions', [target, jobId, target, jobId, target, jobId]);
}

/** What a person reads of a job that goes on without us. */
export function jobGoesOn(target: string, jobId: string): string {
  return [
    messages.getMessage('job-goes-on', [jobId]),
    ...jobActions(target, jobId).map((action) => `  - ${action}`),
  ].join('\n');
}

/** The lines that are left on the screen when somebody ends the program: jobs that go on, orgs that may have taken one. */
export function interrupted({
  jobs,
  sending,
}: {
  readonly jobs: ReadonlyMap<string, string>;
  readonly sending: readonly string[];
}): string {
  const lines = [
    ...[...jobs].map(([target, jobId]) => jobGoesOn(target, jobId)),
    ...sending.flatMap((target) => [
      messages.getMessage('interrupted.sending', [target]),
      ...messages.getMessages('deploy-unknown.actions', [target]).map((action) => `  - ${action}`),
    ]),
  ];
  return lines.length === 0 ? messages.getMessage('interrupted.nothing') : lines.join('\n');
}
