import type { MetadataOrg, OrgRecord } from '../org/metadataOrg.js';
import { valueAt } from '../source/finding.js';
import { orgFinding, type OrgFinding } from './orgFinding.js';
import type { PreparedApp } from './prepareApp.js';
import { soqlList } from './soqlText.js';

const path = ['flows', 'clientCredentials', 'runAs'] as const;

/** The users that client credentials tokens act as: there, active, for APIs only, and no administrators. */
export async function checkRunAsUsers(
  { query }: Pick<MetadataOrg, 'query'>,
  apps: readonly PreparedApp[],
): Promise<readonly OrgFinding[]> {
  const wanted = apps.flatMap((app) => {
    const username = valueAt(app.completed, path);
    return typeof username === 'string' ? [{ app, username }] : [];
  });
  if (wanted.length === 0) return [];
  const names = soqlList(wanted.map(({ username }) => username));
  const users = await query(`SELECT Username, IsActive FROM User WHERE Username IN (${names})`);
  // Every profile owns a permission set that is assigned to its users, so this covers profiles, too.
  const rights = await query(
    `SELECT Assignee.Username, PermissionSet.PermissionsApiUserOnly, PermissionSet.PermissionsModifyAllData FROM PermissionSetAssignment WHERE Assignee.Username IN (${names})`,
  );
  return wanted.flatMap(({ app, username }) => judge(app, username, users, rights));
}

function judge(
  app: PreparedApp,
  username: string,
  users: readonly OrgRecord[],
  rights: readonly OrgRecord[],
): readonly OrgFinding[] {
  const isHis = (name: unknown): boolean => typeof name === 'string' && name.toLowerCase() === username.toLowerCase();
  const user = users.find(({ Username }) => isHis(Username));
  const tokens = { username };
  if (user === undefined) return [orgFinding(app, 'org/run-as-unknown', 'error', path, tokens)];
  if (user['IsActive'] !== true) return [orgFinding(app, 'org/run-as-inactive', 'error', path, tokens)];
  const his = rights.filter((record) => isHis(valueAt(record, ['Assignee', 'Username'])));
  const has = (permission: string): boolean =>
    his.some((record) => valueAt(record, ['PermissionSet', permission]) === true);
  return [
    ...(has('PermissionsModifyAllData') ? [orgFinding(app, 'org/run-as-administrator', 'warning', path, tokens)] : []),
    ...(has('PermissionsApiUserOnly') ? [] : [orgFinding(app, 'org/run-as-not-api-only', 'warning', path, tokens)]),
  ];
}
