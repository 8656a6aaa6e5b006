import { explainFailure, type ExplainedFailure } from './explainFailure.js';

/** Why an org did not do what it was asked; each has a message `failure.<reason>` in `messages/org-failures.md`. */
export type OrgFailureReason =
  | 'unreachable'
  | 'no-answer'
  | 'unavailable'
  | 'session-expired'
  | 'request-limit'
  | 'soap-refuses-jwt'
  | 'refused'
  | 'unreadable-answer'
  | 'deploy-unknown'
  | 'deploy-ambiguous'
  | 'job-not-found'
  | 'retrieve-failed'
  | 'retrieve-timeout';

/** What a failure says beside its reason: the request, the text of the org, a job. */
export type OrgFailureDetails = {
  /** What was asked, in words of the API: `checkDeployStatus`. */
  readonly request: string;
  /** The error code of the platform, when it gave one. */
  readonly code?: string;
  /** The original text of the platform or of the network. */
  readonly text?: string;
  readonly status?: number;
  readonly jobId?: string;
};

/** An operation that an org could not or would not carry out; the only error that the port throws. */
export class OrgFailure extends Error {
  readonly reason: OrgFailureReason;
  readonly details: OrgFailureDetails;
  /** What is behind the text of the platform, where it gave one that is known. */
  readonly explained: ExplainedFailure | undefined;

  constructor(reason: OrgFailureReason, details: OrgFailureDetails) {
    super(`${details.request}: ${reason}${details.text === undefined ? '' : `: ${details.text}`}`);
    this.name = 'OrgFailure';
    this.reason = reason;
    this.details = details;
    const saysWhy = reason === 'refused' || reason === 'retrieve-failed';
    this.explained = saysWhy ? explainFailure(`${details.code ?? ''}: ${details.text ?? ''}`) : undefined;
  }
}
