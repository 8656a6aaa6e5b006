import type { Interfaces } from '@oclif/core';
import { SfError } from '@salesforce/core/sfError';
import type { LoadedSpec } from '../operations/loadSpecs.js';
import { switchText } from '../report/credentialsText.js';
import type { VerifiedOrg } from '../report/verifyResult.js';
import { withCredentialsOf, withSwitch, type OpenedCredentials } from './openCredentials.js';
import { openSpecs, type OpenedSpecs } from './openSpecs.js';
import { runVerify, type VerifyOptions } from './runVerify.js';
import type { TargetOrg } from './targetOrg.js';
import { readCredentialsFiles, type verifyFlags } from './verifyFlags.js';

type Flags = Interfaces.InferredFlags<typeof verifyFlags>;

/** What the command brings in beside its flags. */
export type VerifyTerminal = Omit<VerifyOptions, 'deadline' | 'given' | 'withSwitch'> & {
  readonly say: (text: string) => void;
};

/** The exit code of Ctrl-C. */
const interrupted = 130;

/**
 * Proves the apps of the specs in one org after the other, because logins share a browser and the ports of callbacks. All
 * orgs wait until the same moment. With several, one that fails stops none of the others.
 */
export async function verifyOrgs(
  targets: readonly TargetOrg[],
  read: readonly OpenedSpecs[],
  flags: Flags,
  terminal: VerifyTerminal,
): Promise<VerifiedOrg[]> {
  const given = await Promise.all(
    targets.map(async ({ name }, index) =>
      readCredentialsFiles(flags['credentials-file'], onlyName(read[index]?.specs ?? []), name),
    ),
  );
  const deadline = Date.now() + flags.wait * 60_000;
  const orgs: VerifiedOrg[] = [];
  for (const [index, target] of targets.entries()) {
    const work = async (opened: OpenedCredentials): Promise<VerifiedOrg> =>
      verifyOrg(opened, read[index], flags, { ...terminal, deadline, given: given[index] ?? new Map() });
    orgs.push(
      await withCredentialsOf(target, work).catch((error: unknown): VerifiedOrg => {
        if (targets.length === 1 || !(error instanceof SfError) || error.exitCode === interrupted) throw error;
        return { username: target.connection.getUsername() ?? target.name, error: error.message };
      }),
    );
  }
  return orgs;
}

async function verifyOrg(
  opened: OpenedCredentials,
  offline: OpenedSpecs | undefined,
  flags: Flags,
  { say, ...terminal }: VerifyTerminal & Pick<VerifyOptions, 'deadline' | 'given'>,
): Promise<VerifiedOrg> {
  const { username, orgId, apiVersion } = opened.world.org.identity;
  const orgName = opened.target;
  const fits = offline !== undefined && offline.apiVersion.number <= apiVersion;
  const { specs: loaded } = fits
    ? offline
    : await openSpecs(flags, { missingVariables: 'error', orgName, orgApiVersion: apiVersion });
  const specs = loaded.flatMap(({ completed }) => (completed === undefined ? [] : [completed]));
  const apps = await runVerify(opened, specs, {
    ...terminal,
    withSwitch: async (work) =>
      withSwitch(
        opened,
        { enable: flags['enable-secret-access'], onSwitch: (outcome) => say(switchText(outcome)) },
        work,
      ),
  });
  return { org: { username, orgId }, apps: [...apps] };
}

/** The name of the app when there is only one, so that a file with credentials need not say it. */
function onlyName(specs: readonly LoadedSpec[]): string | undefined {
  return specs.length === 1 ? specs[0]?.completed?.name : undefined;
}
