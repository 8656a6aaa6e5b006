import type { Component } from '../metadata/component.js';
import type { DeployStatus } from '../org/metadataOrg.js';

/** How a destructive job ended, or that it has not ended yet. */
export type DeleteOutcome =
  | { readonly outcome: 'running'; readonly jobId: string }
  | { readonly outcome: 'failed'; readonly jobId: string; readonly reasons: string }
  | { readonly outcome: 'deleted'; readonly deleted: { type: string; fullName: string }[] };

/** Judges the last status of a destructive job; a job that failed has deleted nothing, because it rolls back. */
export function deleteOutcome(status: DeployStatus, members: readonly Component[]): DeleteOutcome {
  const { jobId, done, success, components, errorMessage } = status;
  if (!done) return { outcome: 'running', jobId };
  if (success) return { outcome: 'deleted', deleted: members.map(({ type, fullName }) => ({ type, fullName })) };
  const problems = components
    .filter((component) => !component.success)
    .map(({ type, fullName, problem }) => `${type} ${fullName}: ${problem ?? 'refused without a reason'}`);
  const reasons = [...problems, ...(errorMessage === undefined ? [] : [errorMessage])];
  return { outcome: 'failed', jobId, reasons: reasons.length === 0 ? status.status : reasons.join('; ') };
}
