import { Messages } from '@salesforce/core/messages';
import type { AppOutcome, ComponentOutcome, NextStep, OrgOutcome } from '../operations/deployOutcome.js';
import type { ExplainedFailure } from '../org/explainFailure.js';
import type { LoadedSpec } from '../operations/loadSpecs.js';
import { explainedText } from './explainedText.js';
import { fill } from './problemMessages.js';
import { warningSentence } from './warningSentence.js';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const steps = Messages.loadMessages('sf-plugin-eca', 'next-steps');

/** One component of a deploy for `--json`; `problem` is the text of the platform, `cause` and `remedy` are ours. */
export type DeployedComponentResult = {
  type: string;
  fullName: string;
  state: ComponentOutcome['state'];
  problem?: string;
  cause?: string;
  remedy?: string;
  /** The place in the spec that the problem comes from, where it can be told. */
  file?: string;
  line?: number;
  column?: number;
};

/** A value that the platform keeps although the spec wants another; `null` stands for nothing. */
export type LockedValueResult = { key: string; wanted: unknown; actual: unknown };

/** One app of a deploy for `--json`. */
export type DeployedAppResult = {
  name: string;
  action: AppOutcome['action'];
  components: DeployedComponentResult[];
  lockedByPlatform: LockedValueResult[];
  /** What of the change is dangerous. */
  warnings?: { rule: string; key: string; message: string }[];
};

/** Something left to be done, with the command that does it. */
export type NextStepResult = { text: string; command?: string };

/** What became of one org. */
export type DeployedOrgResult = {
  username: string;
  orgId: string;
  jobId: string | null;
  status: string;
  success: boolean;
  checkOnly: boolean;
  apps: DeployedAppResult[];
  nextSteps: NextStepResult[];
  /** What the platform says of the job as a whole, or why there is none; `cause` and `remedy` are ours. */
  problem?: string;
  cause?: string;
  remedy?: string;
  warnings?: string[];
};

/** How many apps ended in which way, over all orgs, and how many orgs. */
export type DeploySummary = {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  pending: number;
  orgs: { succeeded: number; failed: number; running: number };
};

/** The outcome of a deploy into one org, in words; `specs` give the places that problems come from. */
export function deployedOrg(outcome: OrgOutcome, specs: readonly LoadedSpec[]): DeployedOrgResult {
  const { org, jobId, status, success, checkOnly, apps, problem, warnings } = outcome;
  return {
    username: org.username,
    orgId: org.orgId,
    jobId,
    status,
    success,
    checkOnly,
    apps: apps.map((app) => ({
      name: app.name,
      action: app.action,
      components: app.components.map((component) =>
        componentResult(
          component,
          specs.find(({ file }) => file === app.spec),
        ),
      ),
      lockedByPlatform: app.lockedByPlatform.map(({ key, wanted, actual }) => ({ key, wanted, actual })),
      ...planWarnings(app),
    })),
    nextSteps: outcome.nextSteps.map(nextStep),
    ...(problem === undefined ? {} : { problem }),
    ...causeOf(outcome.explained),
    ...(warnings.length === 0 ? {} : { warnings: warnings.map(({ text }) => text) }),
  };
}

function planWarnings({ warnings }: AppOutcome): Pick<DeployedAppResult, 'warnings'> {
  if (warnings.length === 0) return {};
  return {
    warnings: warnings.map(({ rule, key, tokens }) => ({ rule, key, message: warningSentence(rule, tokens) })),
  };
}

/** The counts of several orgs. */
export function deploySummary(
  orgs: readonly Pick<DeployedOrgResult, 'apps' | 'success' | 'status'>[],
  running: number,
): DeploySummary {
  const apps = orgs.flatMap((org) => org.apps);
  const count = (action: AppOutcome['action']): number => apps.filter((app) => app.action === action).length;
  const succeeded = orgs.filter(({ success }) => success).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    failed: count('failed'),
    pending: count('pending'),
    orgs: { succeeded, failed: orgs.length - succeeded - running, running },
  };
}

function componentResult(
  { type, fullName, state, problem, explained }: ComponentOutcome,
  spec: LoadedSpec | undefined,
): DeployedComponentResult {
  const base = { type, fullName, state };
  if (problem === undefined) return base;
  if (explained === undefined) return { ...base, problem };
  return { ...base, problem, ...causeOf(explained), ...placeOf(explained.keys, spec) };
}

function causeOf(explained: ExplainedFailure | undefined): { cause?: string; remedy?: string } {
  if (explained === undefined) return {};
  const { cause, remedies } = explainedText(explained);
  return { cause, remedy: remedies.join(' ') };
}

/** The first of the keys that the user wrote. */
function placeOf(
  keys: readonly string[],
  spec: LoadedSpec | undefined,
): { file?: string; line?: number; column?: number } {
  const written = [...(spec?.checked?.writtenKeys ?? [])];
  const key = keys.find(
    (one) => one === 'name' || written.some((other) => other === one || other.startsWith(`${one}.`)),
  );
  if (spec?.document === undefined || key === undefined) return {};
  const { line, column } = spec.document.locate(key.split('.'), 'value');
  return { file: spec.file, line, column };
}

function nextStep({ step, tokens }: NextStep): NextStepResult {
  const text = fill(steps.getMessage(step), tokens);
  const command = commandOf(step);
  return command === undefined ? { text } : { text, command: fill(command, quoted(tokens)) };
}

const withCommand: readonly NextStep['step'][] = [
  'security-settings',
  'show-credentials',
  'verify',
  'deploy-for-real',
  'resume',
  'report',
];

function commandOf(step: NextStep['step']): string | undefined {
  return withCommand.includes(step) ? steps.getMessage(`${step}.command`) : undefined;
}

/** Words of a command line, in quotes where a shell would take them apart; `values` and `specs` hold one path per line. */
function quoted({
  values = '',
  specs = '',
  ...tokens
}: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const flags = (flag: string, paths: string): string =>
    paths
      .split('\n')
      .filter((path) => path !== '')
      .map((path) => ` ${flag} ${word(path)}`)
      .join('');
  return {
    ...Object.fromEntries(Object.entries(tokens).map(([name, value]) => [name, word(value)])),
    values: flags('--values', values),
    specs: flags('--spec', specs),
  };
}

function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
