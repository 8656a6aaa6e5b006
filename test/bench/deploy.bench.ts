/**
 * `sf eca deploy` next to `sf project deploy start` of the same files, both in the real CLI and in the same run, each into a
 * fake org of its own: 1 and 50 new apps; the least of several runs in turn. The aim is at most 0.45 of the time, and one job however
 * many apps. The fake org's jobs are done when they were looked at often enough, whatever time has passed: the comparison shows what
 * the clients add to the work of an org (starting, waiting, reading), not that work. In an org that needs seconds for a job, ours waits
 * for three (read, deploy, read back) and the other for one.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSfHome, linkPlugin, removeSfHome, runSf, type SfHome } from '../e2e/sfCli.js';
import { linkEmptyPlugin } from './emptyPlugin.js';
import { startFakeOrg, type FakeOrg } from '../fakeOrg/startFakeOrg.js';

const aim = 0.45;
const runs = Number(process.env['ECA_BENCH_RUNS'] ?? 5);
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

/** Seconds of a command that does nothing. */
async function startAlone(home: SfHome): Promise<number> {
  await linkEmptyPlugin(home);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await seconds(home, ['bench', 'empty']));
  return least(times);
}

/** What others do at the same time can only add to it. */
const least = (values: readonly number[]): number => Math.min(...values);

let isSlow = false;
for (const apps of counts) {
  const home = await createSfHome();
  await linkPlugin(home);
  await prepare(home, apps);
  const ours: number[] = [];
  const theirs: number[] = [];
  let [jobs, ownRequests, otherRequests] = [0, 0, 0];
  for (let run = 0; run < runs; run += 1) {
    await withOrg(home, async (org) => {
      const before = org.requests.length;
      ours.push(await seconds(home, ['eca', 'deploy', '--target-org', 'bench', '--json']));
      jobs = org.state.deployJobs.size;
      ownRequests = org.requests.length - before;
    });
    await withOrg(home, async (org) => {
      const before = org.requests.length;
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
      otherRequests = org.requests.length - before;
    });
  }
  const ratio = least(ours) / least(theirs);
  isSlow ||= ratio > aim || jobs !== 1;
  const start = await startAlone(home);
  console.log(
    `${String(apps).padStart(3)} apps: sf eca deploy ${least(ours).toFixed(2)} s (${jobs} job, ${ownRequests} requests with read-back), ` +
      `sf project deploy start ${least(theirs).toFixed(2)} s (${otherRequests} requests), ratio ${ratio.toFixed(2)} (aim ${aim}); ` +
      `an empty SfCommand takes ${start.toFixed(2)} s of both`,
  );
  await removeSfHome(home);
}
if (isSlow) process.exitCode = 1;
