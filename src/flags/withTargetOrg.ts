import { newestApiVersion } from '../catalog/apiVersions.js';
import type { MetadataOrg } from '../org/metadataOrg.js';
import { openSalesforceOrg } from '../org/salesforceOrg.js';
import { asOrgError } from '../report/orgError.js';
import { connectTargetOrgs } from './targetOrg.js';

/** One org, and the newest API version that both it and the catalogue know. */
export type OpenedOrg = { readonly name: string; readonly org: MetadataOrg; readonly apiVersion: number };

/** Opens the org of a command that works on one; failures of the work are errors of the CLI with what to do next. */
export async function withTargetOrg<Result>(
  name: string | undefined,
  work: (opened: OpenedOrg) => Promise<Result>,
): Promise<Result> {
  const [target] = await connectTargetOrgs(name === undefined ? undefined : [name]);
  if (target === undefined) throw new Error('connectTargetOrgs gave no org for one name.');
  try {
    const org = await openSalesforceOrg(target.connection, target.alias === undefined ? {} : { alias: target.alias });
    return await work({ name: target.name, org, apiVersion: Math.min(org.identity.apiVersion, newestApiVersion) });
  } catch (error) {
    throw asOrgError(error, target.name);
  }
}
