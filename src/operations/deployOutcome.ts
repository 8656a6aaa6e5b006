import type { TypeName } from '../catalog/metadataType.js';
import type { PlanWarning } from '../plan/appPlan.js';
import type { ExplainedFailure } from '../org/explainFailure.js';
import type { DeployStatus, OrgIdentity } from '../org/metadataOrg.js';

/**
 * What became of one component. `withheld`: the plugin did not send it; `rolledBack`: right by itself, but another one
 * failed; `pending`: the job is not done; `missing`: the job succeeded and the org does not hold it.
 */
export type ComponentState =
  'created' | 'changed' | 'unchanged' | 'failed' | 'rolledBack' | 'withheld' | 'pending' | 'missing';

/** One component with the text of the platform about it. */
export type ComponentOutcome = {
  readonly type: TypeName;
  readonly fullName: string;
  readonly state: ComponentState;
  readonly problem?: string;
  /** What is behind the problem, for texts that are known. */
  readonly explained?: ExplainedFailure;
};

/** A value that the platform did not take over, although the job succeeded; in the words of a spec, `null` for nothing. */
export type LockedValue = {
  readonly key: string;
  readonly wanted: unknown;
  readonly actual: unknown;
  /** `new-app`: new apps keep it on; `created-once`: only set when the app is created; `kept`: for a reason of its own. */
  readonly reason: 'new-app' | 'created-once' | 'kept';
};

/** Something left to be done, as a key of `messages/next-steps.md`. */
export type NextStep = { readonly step: NextStepName; readonly tokens: Readonly<Record<string, string>> };

/** Names of next steps. */
export type NextStepName =
  | 'wait-until-active'
  | 'show-credentials'
  | 'verify'
  | 'login-host'
  | 'token-endpoint'
  | 'callback'
  | 'security-settings'
  | 'deploy-for-real'
  | 'resume'
  | 'report';

/** What became of one app. */
export type AppOutcome = {
  readonly name: string;
  /** The spec as the command line names it. */
  readonly spec: string;
  readonly action: 'created' | 'updated' | 'unchanged' | 'failed' | 'pending';
  readonly components: readonly ComponentOutcome[];
  readonly lockedByPlatform: readonly LockedValue[];
  /** What of its plan is dangerous. */
  readonly warnings: readonly PlanWarning[];
};

/** What became of a deploy into one org. */
export type OrgOutcome = {
  readonly org: OrgIdentity;
  /** `null` when nothing differed, so that there was no job. */
  readonly jobId: string | null;
  /** As the platform says it, or `Unchanged`. */
  readonly status: string;
  readonly success: boolean;
  readonly done: boolean;
  readonly checkOnly: boolean;
  readonly apps: readonly AppOutcome[];
  readonly nextSteps: readonly NextStep[];
  /** What the platform says of the job as a whole. */
  readonly problem?: string;
  /** What is behind it, for texts that are known. */
  readonly explained?: ExplainedFailure;
  /** What could not be found out, as keys of `messages/eca.deploy.md`: the result stands, the report is thinner. */
  readonly warnings: readonly OutcomeWarning[];
  readonly milliseconds?: number;
};

/** Something that makes a report thinner; `text` says what. */
export type OutcomeWarning = { readonly warning: 'not-read-back' | 'no-record' | 'not-kept'; readonly text: string };

/** The place of a run, for progress. */
export type DeployStage = 'read' | 'deploy' | 'readBack';

/** What happens while a deploy runs. */
export type DeployEvent =
  | { readonly kind: 'stage'; readonly stage: DeployStage }
  | { readonly kind: 'accepted'; readonly jobId: string }
  | { readonly kind: 'status'; readonly status: DeployStatus };
