import { OrgFailure } from '../org/orgFailure.js';
import { CredentialsFailure } from './credentialsFailure.js';
import type { CredentialsWorld } from './credentialsWorld.js';

/**
 * The user permissions that the credentials resources ask for, by field and by label.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.eca_stage_oauth_credentials.htm
 */
const permissions = [
  ['PermissionsExternalClientAppDeveloper', 'External Client App Developer'],
  ['PermissionsViewClientSecret', 'View Client Secret'],
] as const;

/**
 * Does the work and, when the org refuses it, throws what exactly is missing: the switch of the org, a permission of the
 * user, or both.
 */
export async function explainRefusal<Result>(
  { org }: Pick<CredentialsWorld, 'org'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OrgFailure) || error.reason !== 'refused') throw error;
    const { code = '', text = '', status } = error.details;
    const isOff = /FUNCTIONALITY_NOT_ENABLED/.test(code) || /not currently enabled|feature is not enabled/i.test(text);
    const isDenied = status === 403 || /INSUFFICIENT_ACCESS/.test(code);
    if (!isOff && !isDenied) throw error;
    const missing = await missingPermissions(org);
    const tokens = { username: org.identity.username, permissions: missing.join('" and "'), text };
    if (isOff) throw new CredentialsFailure(missing.length > 0 ? 'switch-off-and-permission' : 'switch-off', tokens);
    throw new CredentialsFailure(missing.length > 0 ? 'permission-missing' : 'not-allowed', tokens);
  }
}

/** The labels of the permissions that no profile and no permission set gives the user; empty when that cannot be read. */
async function missingPermissions(org: CredentialsWorld['org']): Promise<readonly string[]> {
  const fields = permissions.map(([field]) => `PermissionSet.${field}`).join(', ');
  const username = org.identity.username.replace(/['\\]/g, '\\$&');
  const assigned = await org
    .query(`SELECT ${fields} FROM PermissionSetAssignment WHERE Assignee.Username = '${username}'`)
    .catch(() => []);
  if (assigned.length === 0) return [];
  const sets = assigned.map((record) => record['PermissionSet'] as Readonly<Record<string, unknown>> | null);
  return permissions.filter(([field]) => !sets.some((set) => set?.[field] === true)).map(([, label]) => label);
}
