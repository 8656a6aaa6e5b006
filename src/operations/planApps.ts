import type { MetadataType, TypeName } from '../catalog/metadataType.js';
import { metadataTypes } from '../catalog/metadataTypes.js';
import type { MetadataOrg } from '../org/metadataOrg.js';
import type { AppPlan } from '../plan/appPlan.js';
import type { FileFinding } from '../source/fileFinding.js';
import { absentApps } from './absentApps.js';
import { heldApps } from './heldApps.js';
import type { LoadedSpec } from './loadSpecs.js';
import { planSummary, type PlanSummary } from './planSummary.js';
import { prepareApp } from './prepareApp.js';
import { repeatedMembers } from './repeatedMembers.js';

/** All metadata types of an app. */
export const allTypes: readonly TypeName[] = (metadataTypes as readonly MetadataType[]).map(({ name }) => name);

/** The plans of specs with their counts, and what stands against a plan. */
export type PlannedApps = {
  readonly plans: readonly AppPlan[];
  readonly summary: PlanSummary;
  readonly findings: readonly FileFinding[];
};

/** Plans specs without shape errors against an org, exactly as a deploy would; one retrieve job reads all apps. Rejects with an OrgFailure. */
export async function planApps(
  specs: readonly LoadedSpec[],
  org: Pick<MetadataOrg, 'retrieve' | 'identity'>,
  apiVersion: number,
): Promise<PlannedApps> {
  const held = await org.retrieve(allTypes, apiVersion);
  const byApp = heldApps(held, apiVersion);
  const apps = specs.flatMap((spec) => prepareApp(spec, byApp, apiVersion) ?? []);
  const plans = apps.map(({ plan }) => plan);
  return {
    plans,
    summary: planSummary(plans),
    findings: [
      ...absentApps(apps, org.identity),
      ...apps.flatMap(({ spec, repeated }) => repeatedMembers(spec, repeated)),
    ],
  };
}
