import type { MetadataOrg, RetrievedComponents } from '../org/metadataOrg.js';
import { OrgFailure } from '../org/orgFailure.js';
import type { FileFinding } from '../source/fileFinding.js';
import type { KeyPath, Severity } from '../source/finding.js';
import { checkRunAsUsers } from './checkRunAsUsers.js';
import { orgFinding, type OrgFinding } from './orgFinding.js';
import type { PreparedApp } from './prepareApp.js';
import { soqlList } from './soqlText.js';

/** Settings of the org that the checks look at. */
export const checkedSettings: readonly string[] = ['ExternalClientApp', 'OauthOidc'];

/**
 * What of an org stands against the apps that are about to be deployed: users, permission sets and profiles that are not
 * there or have too many rights, and switches of the org. A check that the user may not make becomes a note.
 */
export async function checkOrg(
  org: Pick<MetadataOrg, 'query'>,
  apps: readonly PreparedApp[],
  held: RetrievedComponents,
): Promise<readonly FileFinding[]> {
  const deployed = apps.filter(({ deploys }) => deploys);
  const [first] = deployed;
  if (first === undefined) return [];
  const groups = await Promise.all([
    orNote(deployed, ['flows', 'clientCredentials', 'runAs'], async () => checkRunAsUsers(org, deployed)),
    orNote(deployed, ['policies', 'permissionSets'], async () => checkNames(org, deployed, 'permissionSets')),
    orNote(deployed, ['policies', 'profiles'], async () => checkNames(org, deployed, 'profiles')),
  ]);
  return [...groups.flat(), ...switches(deployed, held.settings ?? new Map())].map(({ app, finding }) => {
    const { file, text, document } = app.spec;
    return { file, text, finding, ...(document === undefined ? {} : { document }) };
  });
}

async function orNote(
  apps: readonly PreparedApp[],
  path: KeyPath,
  check: () => Promise<readonly OrgFinding[]>,
): Promise<readonly OrgFinding[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof OrgFailure) || error.reason !== 'refused') throw error;
    const text = error.details.text ?? '';
    return apps
      .slice(0, 1)
      .map((app) => orgFinding(app, 'org/check-not-allowed', 'note', path, { key: path.join('.'), text }));
  }
}

/** Names that the org does not know; the deploy would fail with the first of them. */
async function checkNames(
  { query }: Pick<MetadataOrg, 'query'>,
  apps: readonly PreparedApp[],
  key: 'permissionSets' | 'profiles',
): Promise<readonly OrgFinding[]> {
  const wanted = apps.flatMap((app) =>
    (app.completed.policies?.[key] ?? []).map((name, index) => ({ app, name, index })),
  );
  if (wanted.length === 0) return [];
  const names = soqlList(wanted.map(({ name }) => name.slice(name.indexOf('__') === -1 ? 0 : name.indexOf('__') + 2)));
  const records = await query(
    key === 'profiles'
      ? `SELECT Name FROM Profile WHERE Name IN (${soqlList(wanted.map(({ name }) => name))})`
      : `SELECT Name, NamespacePrefix FROM PermissionSet WHERE IsOwnedByProfile = false AND Name IN (${names})`,
  );
  const known = new Set(
    records.map(({ Name, NamespacePrefix }) => {
      const prefix = typeof NamespacePrefix === 'string' && NamespacePrefix !== '' ? `${NamespacePrefix}__` : '';
      return `${prefix}${String(Name)}`.toLowerCase();
    }),
  );
  const rule = key === 'profiles' ? 'org/profile-unknown' : 'org/permission-set-unknown';
  // Standard profiles have other names in the metadata than in Setup, so only the deploy can tell for sure.
  const severity = key === 'profiles' ? 'warning' : 'error';
  return wanted
    .filter(({ name }) => !known.has(name.toLowerCase()))
    .map(({ app, name, index }) => orgFinding(app, rule, severity, ['policies', key, index], { name }));
}

/** Org-wide switches that make every app less safe, said once. */
function switches(apps: readonly PreparedApp[], settings: ReadonlyMap<string, string>): readonly OrgFinding[] {
  const [first] = apps;
  if (first === undefined) return [];
  const off = (name: string): boolean => settings.get(name) === 'false';
  const say = (isTrue: boolean, rule: string, severity: Severity): readonly OrgFinding[] =>
    isTrue ? [orgFinding(first, rule, severity, ['name'], {})] : [];
  const headless = apps.find(({ completed }) => typeof completed.flows?.authorizationCodeAndCredentials === 'object');
  return [
    ...say(
      settings.get('ExternalClientApp.enableClientSecretInRestApiAccess') === 'true',
      'org/secret-access-on',
      'warning',
    ),
    ...say(off('OauthOidc.blockOAuthUnPwFlow'), 'org/password-flow-open', 'note'),
    ...say(off('OauthOidc.blockOAuthUsrAgtFlow'), 'org/user-agent-flow-open', 'note'),
    ...(headless !== undefined && off('OauthOidc.oAuthCdCrdtFlowEnable')
      ? [orgFinding(headless, 'org/headless-flow-off', 'warning', ['flows', 'authorizationCodeAndCredentials'], {})]
      : []),
  ];
}
