import { rowByKey } from '../catalog/rows.js';
import type { Component } from '../metadata/component.js';
import { destructivePackage } from '../metadata/destructivePackage.js';
import { readRow } from '../metadata/readRow.js';
import { sameApp } from '../metadata/sameApp.js';
import { awaitJob } from '../org/awaitJob.js';
import type { Clock } from '../org/clock.js';
import type { DeployStatus, MetadataOrg } from '../org/metadataOrg.js';
import { nearestWords } from '../source/nearestWords.js';
import { allTypes } from './planApps.js';
import { startDeployJob } from './startDeployJob.js';

/** The members of an app that an org holds, the header last; or the names of apps that were perhaps meant. */
export type FoundApp =
  { readonly name: string; readonly members: readonly Component[] } | { readonly nearest: readonly string[] };

/** Looks an app up by its name, case ignored, and all members that name it as theirs. Rejects with an OrgFailure. */
export async function findApp(org: Pick<MetadataOrg, 'retrieve'>, name: string, apiVersion: number): Promise<FoundApp> {
  const { components } = await org.retrieve(allTypes, apiVersion);
  const headers = components.filter(({ type }) => type === 'ExternalClientApplication').map(({ fullName }) => fullName);
  const found = headers.find((one) => sameApp(one, name));
  if (found === undefined) return { nearest: nearestWords(name, headers) };
  const own = components.filter(({ app }) => sameApp(app, found));
  const isHeader = ({ type }: Component): boolean => type === 'ExternalClientApplication';
  return { name: found, members: [...own.filter((one) => !isHeader(one)), ...own.filter(isHeader)] };
}

/** Deletes components by one destructive job and waits for it; everything stays when one cannot be deleted. Rejects with an OrgFailure. */
export async function deleteMembers(
  org: Pick<MetadataOrg, 'deploy' | 'deployStatus' | 'query' | 'time' | 'identity'>,
  members: readonly Component[],
  options: { readonly apiVersion: number; readonly wait: number; readonly clock: Clock },
): Promise<DeployStatus> {
  const zip = await destructivePackage(members, options.apiVersion);
  const { jobId, transport } = await startDeployJob(org, zip, false, options.clock);
  return awaitJob(org, jobId, {
    wait: options.wait,
    clock: options.clock,
    ...(transport === undefined ? {} : { transport }),
  });
}

/** True when the session of the CLI was opened with the consumer key of the app, so that it ends with it. */
export function usesOwnSession({ sessionClientId }: MetadataOrg['identity'], members: readonly Component[]): boolean {
  const row = rowByKey('consumerKey');
  if (row === undefined || sessionClientId === undefined) return false;
  return members.some((component) => {
    const reading = component.type === row.type.name ? readRow(component, row) : undefined;
    return reading?.state === 'value' && reading.value === sessionClientId;
  });
}
