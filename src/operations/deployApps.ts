import { metadataTypes } from '../catalog/metadataTypes.js';
import { componentPath } from '../metadata/componentPath.js';
import { componentToXml } from '../metadata/componentToXml.js';
import type { Component } from '../metadata/component.js';
import { manifest } from '../metadata/manifest.js';
import { zipFiles } from '../metadata/zipFiles.js';
import { awaitJob } from '../org/awaitJob.js';
import type { Clock } from '../org/clock.js';
import type { DeployStatus, MetadataOrg } from '../org/metadataOrg.js';
import type { FileFinding } from '../source/fileFinding.js';
import { absentApps } from './absentApps.js';
import { checkedSettings, checkOrg } from './checkOrg.js';
import { concludeDeploy } from './concludeDeploy.js';
import type { DeployEvent, OrgOutcome } from './deployOutcome.js';
import { recordApp, type DeployRecord } from './deployRecord.js';
import { heldApps } from './heldApps.js';
import { lintCreated } from './lintCreated.js';
import type { LoadedSpec } from './loadSpecs.js';
import { prepareApp, type PreparedApp } from './prepareApp.js';
import { startDeployJob } from './startDeployJob.js';

/** What is deployed, and how long to wait for it. */
export type DeployRequest = {
  /** Without errors. */
  readonly specs: readonly LoadedSpec[];
  readonly apiVersion: number;
  readonly checkOnly: boolean;
  /** Milliseconds to wait for the job; `none` starts it and leaves, 0 looks at it once. */
  readonly wait: number | 'none';
  /** What `--values` and `--spec` named, for the next steps. */
  readonly values?: readonly string[];
  readonly patterns?: readonly string[];
};

/** What a deploy asks of the program around it. */
export type DeployPorts = {
  readonly clock: Clock;
  readonly onEvent: (event: DeployEvent) => void;
  /** Looks at the plan and at what the org lacks before anything is sent; rejects when the deploy must not go on. */
  readonly review: (apps: readonly PreparedApp[], findings: readonly FileFinding[]) => Promise<void>;
  /** Keeps an accepted job for `resume`; called before the first question for its state. */
  readonly keep: (record: DeployRecord) => Promise<void>;
};

/**
 * Deploys apps into one org: reads what the org holds, plans, sends everything that differs as one job, waits, and reads
 * back. Nothing is sent when nothing differs. Rejects with an OrgFailure when the org does not go along.
 */
export async function deployApps(org: MetadataOrg, request: DeployRequest, ports: DeployPorts): Promise<OrgOutcome> {
  const { specs, apiVersion, checkOnly, wait, values = [], patterns = [] } = request;
  const { clock, onEvent, review, keep } = ports;
  onEvent({ kind: 'stage', stage: 'read' });
  const held = await org.retrieve(
    metadataTypes.map(({ name }) => name),
    apiVersion,
    checkedSettings,
  );
  const byApp = heldApps(held, apiVersion);
  const apps = specs.flatMap((spec) => prepareApp(spec, byApp, apiVersion) ?? []);
  const findings = [...lintCreated(apps, new Date(clock.now())), ...absentApps(apps, org.identity)];
  await review(apps, [...findings, ...(await checkOrg(org, apps, held))]);
  const sent = apps.filter(({ deploys }) => deploys).flatMap((app) => app.sent);
  if (sent.length === 0) return unchanged(org, apps, request);
  onEvent({ kind: 'stage', stage: 'deploy' });
  const startedAt = clock.now();
  const started = await startDeployJob(org, await deployPackage(sent, apiVersion), checkOnly, clock);
  const { username, orgId } = org.identity;
  const record: DeployRecord = {
    ...started,
    username,
    orgId,
    apiVersion,
    checkOnly,
    startedAt,
    values,
    patterns,
    apps: apps.map(recordApp),
  };
  // The job runs in the org whether or not this computer can remember it.
  const warnings = await keep(record).then(() => [], notKept);
  onEvent({ kind: 'accepted', jobId: started.jobId });
  const outcome =
    wait === 'none'
      ? await concludeDeploy(org, record, pending(record, sent.length))
      : await followDeploy(org, record, wait, ports);
  return { ...outcome, warnings: [...outcome.warnings, ...warnings] };
}

function notKept(error: unknown): OrgOutcome['warnings'] {
  return [{ warning: 'not-kept', text: error instanceof Error ? error.message : String(error) }];
}

/** Waits for a job that was accepted, in this run or an earlier one, and says what became of it. */
export async function followDeploy(
  org: Pick<MetadataOrg, 'identity' | 'retrieve' | 'deployStatus'>,
  record: DeployRecord,
  wait: number,
  { clock, onEvent }: Pick<DeployPorts, 'clock' | 'onEvent'>,
): Promise<OrgOutcome> {
  const status = await awaitJob(org, record.jobId, {
    transport: record.transport,
    wait,
    clock,
    onStatus: (one) => {
      onEvent({ kind: 'status', status: one });
    },
  });
  if (status.done && status.success && !record.checkOnly) onEvent({ kind: 'stage', stage: 'readBack' });
  return concludeDeploy(org, record, status);
}

/** The archive of a deploy: the manifest and one file per component. */
async function deployPackage(components: readonly Component[], apiVersion: number): Promise<Uint8Array> {
  return zipFiles([
    { path: 'package.xml', text: manifest(components, apiVersion) },
    ...components.map((component) => ({ path: componentPath(component, 'metadata'), text: componentToXml(component) })),
  ]);
}

/** The outcome when nothing differs: no job, nothing to read back. */
async function unchanged(org: MetadataOrg, apps: readonly PreparedApp[], request: DeployRequest): Promise<OrgOutcome> {
  const { apiVersion, checkOnly, values = [], patterns = [] } = request;
  const { username, orgId } = org.identity;
  const record = {
    jobId: '',
    username,
    orgId,
    apiVersion,
    checkOnly,
    startedAt: 0,
    values,
    patterns,
    apps: apps.map(recordApp),
  };
  return concludeDeploy(org, record, {
    ...nothingYet,
    jobId: '',
    status: 'Unchanged',
    done: true,
    success: true,
    checkOnly,
  });
}

function pending({ jobId, checkOnly }: DeployRecord, total: number): DeployStatus {
  return { ...nothingYet, jobId, status: 'Pending', done: false, success: false, checkOnly, total };
}

const nothingYet = { deployed: 0, failed: 0, total: 0, components: [] } as const;
