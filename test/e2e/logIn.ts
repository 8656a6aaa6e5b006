import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FakeOrg } from '../fakeOrg/startFakeOrg.js';
import { runSf, type SfHome } from './sfCli.js';

/**
 * Logs the real CLI in to fake orgs under their aliases. The first of each kind goes through `sf org login`; the others get
 * a copy of what it wrote, with their own names, because every login takes seconds. Throws with the output of sf.
 */
export async function logIn(home: SfHome, orgs: Readonly<Record<string, FakeOrg>>): Promise<void> {
  const known = new Map<string, string>();
  for (const [alias, org] of Object.entries(orgs)) {
    const { kind, apiVersion } = org.state.settings;
    const kindOfLogin = `${kind} ${apiVersion} ${org.accessToken}`;
    const former = known.get(kindOfLogin);
    if (former === undefined) await logInTo(home, alias, org);
    else await copyLogin(home, former, alias, org);
    known.set(kindOfLogin, org.username);
  }
}

async function logInTo(home: SfHome, alias: string, org: FakeOrg): Promise<void> {
  const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', alias];
  const { status, stderr } = await runSf(login, { home, env: { SF_ACCESS_TOKEN: org.accessToken } });
  if (status !== 0) throw new Error(stderr);
}

async function copyLogin({ path }: SfHome, from: string, alias: string, org: FakeOrg): Promise<void> {
  const { username, orgId, url } = org;
  const place = (name: string): string => join(path, '.sfdx', `${name}.json`);
  const login = JSON.parse(await readFile(place(from), 'utf8')) as object;
  const own = { ...login, username, orgId, instanceUrl: `${url}/`, loginUrl: `${url}/` };
  await writeFile(place(username), JSON.stringify(own, undefined, 2), { mode: 0o600 });
  const aliases = JSON.parse(await readFile(place('alias'), 'utf8')) as {
    readonly orgs: Readonly<Record<string, string>>;
  };
  await writeFile(place('alias'), JSON.stringify({ orgs: { ...aliases.orgs, [alias]: username } }));
}
