/**
 * `sf eca deploy` next to `sf project deploy start` of the same files, both in the real CLI and in the same run, each into a
 * fake org of its own: 1 and 50 new apps. The aim is at most 0.45 of the time, and one job however many apps.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSfHome, linkPlugin, removeSfHome, runSf, type SfHome } from '../e2e/sfCli.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';

const aim = 0.45;
const runs = 5;
const counts = [1, 50];

/** Seconds of a command that has to succeed. */
async function seconds(home: SfHome, args: readonly string[]): Promise<number> {
  const begin = performance.now();
  const { status, stdout, stderr } = await runSf(args, { home });
  if (status !== 0) throw new Error(`sf ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return (performance.now() - begin) / 1000;
}

async function prepare(home: SfHome, apps: number): Promise<void> {
  const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
  await mkdir(join(home.work, 'force-app'), { recursive: true });
  await mkdir(join(home.work, 'eca'), { recursive: true });
  await writeFile(join(home.work, 'sfdx-project.json'), JSON.stringify(project));
  for (let number = 1; number <= apps; number += 1) {
    const text = `name: App${number}\ncontactEmail: team@example.com\ncallback: https://example.com/${number}\nscopes: [api, refresh_token]\n`;
    await writeFile(join(home.work, 'eca', `App${number}.eca.yaml`), text);
  }
  await seconds(home, ['eca', 'generate', '--json']);
}

/** Starts an empty org, so that every run creates the apps anew. */
async function withOrg<Result>(home: SfHome, work: (org: FakeOrg) => Promise<Result>): Promise<Result> {
  const org = await startFakeOrg();
  try {
    const login = [
      'org',
      'login',
      'access-token',
      '--instance-url',
      org.url,
      '--no-prompt',
      '--alias',
      'bench',
      '--json',
    ];
    const { status } = await runSf(login, { home, env: { SF_ACCESS_TOKEN: org.accessToken } });
    if (status !== 0) throw new Error('The login to the fake org failed.');
    return await work(org);
  } finally {
    await org.close();
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

let isSlow = false;
for (const apps of counts) {
  const home = await createSfHome();
  await linkPlugin(home);
  await prepare(home, apps);
  const ours: number[] = [];
  const theirs: number[] = [];
  let jobs = 0;
  for (let run = 0; run < runs; run += 1) {
    await withOrg(home, async (org) => {
      ours.push(await seconds(home, ['eca', 'deploy', '--target-org', 'bench', '--json']));
      jobs = org.state.deployJobs.size;
    });
    await withOrg(home, async () => {
      theirs.push(
        await seconds(home, [
          'project',
          'deploy',
          'start',
          '--source-dir',
          'force-app',
          '--target-org',
          'bench',
          '--json',
        ]),
      );
    });
  }
  const ratio = median(ours) / median(theirs);
  isSlow ||= ratio > aim || jobs !== 1;
  console.log(
    `${String(apps).padStart(3)} apps: sf eca deploy ${median(ours).toFixed(2)} s (${jobs} job, with read-back), ` +
      `sf project deploy start ${median(theirs).toFixed(2)} s, ratio ${ratio.toFixed(2)} (aim ${aim})`,
  );
  await removeSfHome(home);
}
if (isSlow) process.exitCode = 1;
