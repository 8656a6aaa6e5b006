import { deployApps } from '../operations/deployApps.js';
import { inParallel } from '../operations/inParallel.js';
import { oneAtATime } from '../operations/oneAtATime.js';
import { systemClock } from '../org/clock.js';
import { openSalesforceOrg } from '../org/salesforceOrg.js';
import { interrupted } from '../report/orgError.js';
import type { Problem } from '../report/problem.js';
import { visible } from '../report/problemMessages.js';
import { isBlocking } from '../source/fileFinding.js';
import type { DeployFlagValues } from './deployFlags.js';
import { deployProgress, type DeployProgress } from './deployProgress.js';
import type { DeployScreen } from './deployScreen.js';
import { keepDeploy } from './deployStore.js';
import { endDeploy, orgEndText, type DeployResult, type OrgEnd } from './endDeploy.js';
import { openSpecs, type OpenedSpecs } from './openSpecs.js';
import { reviewWithUser } from './reviewWithUser.js';
import { stopOnErrors } from './stopOnErrors.js';
import { connectTargetOrgs, type TargetOrg } from './targetOrg.js';
import { watchInterrupt, type InterruptWatch } from './watchInterrupt.js';

/** What the deploys into several orgs share. */
type Shared = {
  readonly flags: DeployFlagValues;
  readonly screen: DeployScreen;
  readonly progress: DeployProgress;
  readonly jobs: InterruptWatch;
  readonly inTurn: ReturnType<typeof oneAtATime>;
  readonly many: boolean;
  /** What was found in specs and orgs; each org adds its own. */
  readonly problems: Problem[];
};

/** Deploys the specs of a command line into all orgs that it names; nothing is asked of any org while a spec has an error. */
export async function runDeploy(flags: DeployFlagValues, screen: DeployScreen): Promise<DeployResult> {
  const targets = await connectTargetOrgs(flags['target-org']);
  const opened: OpenedSpecs[] = [];
  for (const target of targets) opened.push(await openFor(flags, target));
  const problems = stopOnErrors(
    opened.flatMap(({ findings }) => findings),
    opened,
    screen.say,
  );
  const progress = deployProgress(
    screen,
    targets.map(({ name }) => name),
  );
  const jobs = watchInterrupt(interrupted, progress.end);
  const shared: Shared = { flags, screen, progress, jobs, inTurn: oneAtATime(), many: targets.length > 1, problems };
  try {
    const pairs = targets.flatMap((target, index) => {
      const specs = opened[index];
      return specs === undefined ? [] : [{ target, specs }];
    });
    const ends = await inParallel(pairs, flags.concurrency, async ({ target, specs }) => {
      const end = await deployTo(target, specs, shared);
      jobs.ended(target.name);
      progress.ended(target.name, ...orgEndText(end));
      return end;
    });
    progress.end();
    return endDeploy(ends, flags.verbose ? 'verbose' : flags.concise ? 'concise' : 'normal', screen, problems);
  } finally {
    progress.end();
    jobs.end();
  }
}

/** One org; whatever goes wrong with it stops none of the others. */
async function deployTo(target: TargetOrg, offline: OpenedSpecs, shared: Shared): Promise<OrgEnd> {
  const { flags, screen, progress, jobs, inTurn } = shared;
  const { name, alias, connection } = target;
  const checkOnly = flags['dry-run'];
  const end = { target: name, checkOnly, specs: offline.specs };
  try {
    const org = await openSalesforceOrg(connection, alias === undefined ? {} : { alias });
    const { apiVersion } = org.identity;
    const opened = offline.apiVersion.number <= apiVersion ? offline : await openFor(flags, target, apiVersion);
    stopOnErrors(opened.findings.filter(isBlocking), [opened], screen.say);
    const request = {
      specs: opened.specs,
      apiVersion: opened.apiVersion.number,
      checkOnly,
      wait: flags.async ? 'none' : flags.wait * 60_000,
      values: flags.values ?? [],
      patterns: flags.spec,
    } as const;
    const outcome = await deployApps(org, request, {
      clock: systemClock,
      onEvent: (event) => {
        if (event.kind === 'stage' && event.stage === 'deploy') jobs.sending(name);
        progress.of(name)(event);
      },
      review: async (apps, findings) => {
        const own = shared.many ? underHeading(screen, name) : screen;
        const said = await inTurn(async () => reviewWithUser(apps, findings, org.identity, opened, flags, own));
        shared.problems.push(...said);
      },
      keep: async (record) => {
        jobs.add(name, record.jobId);
        // Two orgs write to the same file of the CLI.
        await inTurn(async () => keepDeploy(record, flags.wait));
      },
    });
    return { ...end, specs: opened.specs, outcome };
  } catch (error) {
    const { orgId = '' } = connection.getAuthInfoFields();
    return { ...end, error, username: connection.getUsername() ?? name, orgId };
  }
}

/** The same screen, on which the name of the org stands before the first thing that is said about it. */
function underHeading(screen: DeployScreen, name: string): DeployScreen {
  let isSaid = false;
  return {
    ...screen,
    say: (text) => {
      screen.say(isSaid ? text : `${visible(name)}:\n${text}`);
      isSaid = true;
    },
  };
}

async function openFor(flags: DeployFlagValues, { name }: TargetOrg, orgApiVersion?: number): Promise<OpenedSpecs> {
  const version = orgApiVersion === undefined ? {} : { orgApiVersion };
  return openSpecs(flags, { missingVariables: 'error', orgName: name, ...version });
}
