import { openPackage, type PackageFiles } from './packageZip.js';
import type { DeployMessage } from './deployMessage.js';
import { deployPackage, type DeployOutcome } from './deployPackage.js';
import type { OrgState } from '../orgState.js';
import { child, type XmlElement } from '../xml/readXml.js';

/**
 * The options of a deployment.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm
 */
export type DeployOptions = {
  readonly allowMissingFiles: boolean;
  readonly checkOnly: boolean;
  readonly ignoreWarnings: boolean;
  readonly purgeOnDelete: boolean;
  readonly rollbackOnError: boolean;
  readonly singlePackage: boolean;
  readonly testLevel: string;
};

/** A deployment from the request to the end. */
export type DeployJob = {
  readonly id: string;
  readonly options: DeployOptions;
  readonly files: PackageFiles;
  readonly zipSize: number;
  readonly username: string;
  readonly createdAt: number;
  polls: number;
  status: 'Pending' | 'InProgress' | 'Canceling' | 'Canceled' | 'Succeeded' | 'SucceededPartial' | 'Failed';
  final: boolean;
  completedAt?: number;
  outcome?: DeployOutcome;
};

/** `DeployResult`, the same in SOAP and REST. */
export type DeployStatus = { readonly [name: string]: string | number | boolean | undefined | DeployDetails };
type DeployDetails = {
  readonly componentFailures: readonly DeployMessage[];
  readonly componentSuccesses: readonly DeployMessage[];
  readonly runTestResult: { readonly numFailures: number; readonly numTestsRun: number; readonly totalTime: number };
};

/** Reads `DeployOptions` of a SOAP call; left-out ones are false, as in the WSDL. */
export function readDeployOptions(argument: XmlElement): DeployOptions {
  const options = child(argument, 'DeployOptions');
  const values = Object.fromEntries((options?.children ?? []).map((item) => [item.name, item.text.trim()]));
  return toDeployOptions(values);
}

/** Options from their JSON or XML form. */
export function toDeployOptions(values: Readonly<Record<string, unknown>>): DeployOptions {
  const flag = (name: string): boolean => String(values[name]) === 'true';
  return {
    allowMissingFiles: flag('allowMissingFiles'),
    checkOnly: flag('checkOnly'),
    ignoreWarnings: flag('ignoreWarnings'),
    purgeOnDelete: flag('purgeOnDelete'),
    rollbackOnError: flag('rollbackOnError'),
    singlePackage: flag('singlePackage'),
    testLevel: typeof values['testLevel'] === 'string' ? values['testLevel'] : 'NoTestRun',
  };
}

/** Accepts a deployment. */
export async function startDeploy(
  state: OrgState,
  zip: Buffer,
  options: DeployOptions,
  username: string,
): Promise<DeployJob> {
  const files = await openPackage(zip);
  const job: DeployJob = {
    id: state.makeId('0Af'),
    options,
    files,
    zipSize: zip.length,
    username,
    createdAt: Date.now(),
    polls: 0,
    status: 'Pending',
    final: false,
  };
  state.deployJobs.set(job.id, job);
  settleDeployJobs(state);
  return job;
}

/** Lets every job get as far as polls and time allow; the work itself is done at the moment the job ends. */
export function settleDeployJobs(state: OrgState): void {
  for (const job of state.deployJobs.values()) {
    if (job.final) continue;
    if (job.status === 'Canceling') {
      finish(job, 'Canceled');
    } else if (
      !state.jobsStuck &&
      job.polls >= state.settings.pollsUntilDone &&
      elapsed(job) >= state.settings.jobMilliseconds
    ) {
      job.outcome = deployPackage(state, job.files, job.options, job.username);
      finish(job, job.outcome.status);
    } else if (
      job.polls > 0 ||
      (state.settings.jobMilliseconds > 0 && elapsed(job) * 2 > state.settings.jobMilliseconds)
    ) {
      job.status = 'InProgress';
    }
  }
}

/** The job of that id, in its 15 or 18 character form. */
export function findDeployJob(state: OrgState, id: string): DeployJob | undefined {
  return state.deployJobs.get(id) ?? [...state.deployJobs.values()].find((job) => job.id.slice(0, 15) === id);
}

/** Counts a poll and says how far the job is. */
export function checkDeployStatus(state: OrgState, id: string, includeDetails: boolean): DeployStatus | undefined {
  const job = findDeployJob(state, id);
  if (job === undefined) return undefined;
  settleDeployJobs(state);
  const status = describeJob(state, job, includeDetails);
  job.polls += 1;
  return status;
}

/** Asks a job to stop; a job that is over stays as it is. */
export function cancelDeploy(state: OrgState, id: string): DeployJob | undefined {
  const job = findDeployJob(state, id);
  if (job !== undefined && !job.final) job.status = 'Canceling';
  return job;
}

/** The state of a job as `DeployResult`. */
export function describeJob(state: OrgState, job: DeployJob, includeDetails: boolean): DeployStatus {
  const user = state.directory.users.find((candidate) => candidate.username === job.username);
  const outcome = job.outcome;
  const counted = outcome?.messages.filter((message) => message.fullName !== 'package.xml') ?? [];
  const failures = outcome?.messages.filter((message) => !message.success) ?? [];
  return {
    ...(job.status === 'Canceled' ? { canceledBy: user?.id, canceledByName: user?.name } : {}),
    checkOnly: job.options.checkOnly,
    ...(job.completedAt === undefined ? {} : { completedDate: isoDate(job.completedAt) }),
    createdBy: user?.id,
    createdByName: user?.name,
    createdDate: isoDate(job.createdAt),
    ...(includeDetails ? { details: jobDetails(outcome) } : {}),
    done: job.final,
    ...(outcome?.errorMessage === undefined
      ? {}
      : { errorMessage: outcome.errorMessage, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
    id: job.id,
    ignoreWarnings: job.options.ignoreWarnings,
    lastModifiedDate: isoDate(job.completedAt ?? job.createdAt),
    numberComponentErrors: failures.length,
    numberComponentsDeployed: counted.filter((message) => message.success).length,
    numberComponentsTotal: outcome === undefined ? job.files.size - 1 : counted.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    rollbackOnError: job.options.rollbackOnError,
    runTestsEnabled: false,
    startDate: isoDate(job.createdAt),
    status: job.status,
    success: job.status === 'Succeeded' || job.status === 'SucceededPartial',
  };
}

/** A time as Salesforce writes it. */
export function isoDate(time: number): string {
  return new Date(time).toISOString();
}

function jobDetails(outcome: DeployOutcome | undefined): DeployDetails {
  const messages = outcome?.messages ?? [];
  return {
    componentFailures: messages.filter((message) => !message.success),
    componentSuccesses: messages.filter((message) => message.success),
    runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
  };
}

function finish(job: DeployJob, status: DeployJob['status']): void {
  job.status = status;
  job.final = true;
  job.completedAt = Date.now();
}

function elapsed(job: DeployJob): number {
  return Date.now() - job.createdAt;
}
