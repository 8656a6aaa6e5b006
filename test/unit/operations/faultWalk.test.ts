import { describe, expect, it } from '@jest/globals';
import { deployApps, followDeploy } from '../../../src/operations/deployApps.js';
import type { OrgOutcome } from '../../../src/operations/deployOutcome.js';
import type { DeployRecord } from '../../../src/operations/deployRecord.js';
import type { LoadedSpec } from '../../../src/operations/loadSpecs.js';
import type { Clock } from '../../../src/org/clock.js';
import type { MetadataOrg } from '../../../src/org/metadataOrg.js';
import { OrgFailure } from '../../../src/org/orgFailure.js';
import { defaultSettings } from '../../../src/org/orgSession.js';
import { openSalesforceOrg } from '../../../src/org/salesforceOrg.js';
import { FAULT_KINDS, type FaultKind } from '../../fakeOrg/http/faults.js';
import { startFakeOrg, type FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { loaded, webSpec } from '../org/appFiles.js';
import { connectTo } from '../org/connectTo.js';

/** Time that passes by sleeping only; requests take none of it. */
function sleepingClock(): Clock {
  let slept = 0;
  const begin = Date.now();
  return {
    now: () => begin + slept,
    sleep: async (milliseconds) => {
      slept += milliseconds;
      return Promise.resolve();
    },
  };
}

type Ended = { readonly outcome?: OrgOutcome; readonly failure?: OrgFailure; readonly record?: DeployRecord };

/** One deploy, in an org of which the n-th request suffers a fault. */
async function deployWith(fake: FakeOrg, specs: readonly LoadedSpec[]): Promise<Ended> {
  const clock = sleepingClock();
  const org = await open(fake, clock);
  let record: DeployRecord | undefined;
  const keep = async (one: DeployRecord): Promise<void> => {
    record = one;
    return Promise.resolve();
  };
  const ports = { clock, onEvent: () => undefined, review: async () => Promise.resolve(), keep };
  const kept = (): Pick<Ended, 'record'> => (record === undefined ? {} : { record });
  try {
    const outcome = await deployApps(org, { specs, apiVersion: 66, checkOnly: false, wait: 120_000 }, ports);
    return { outcome, ...kept() };
  } catch (error) {
    if (!(error instanceof OrgFailure)) throw error;
    return { failure: error, ...kept() };
  }
}

async function open(fake: FakeOrg, clock: Clock): Promise<MetadataOrg> {
  return openSalesforceOrg(connectTo(fake), {
    settings: { ...defaultSettings, timeout: 60, uploadTimeout: 60, clock },
  });
}

/** The report without what differs from org to org. */
function reported({ apps, status, success, nextSteps }: OrgOutcome): unknown {
  return { apps, status, success, steps: nextSteps.map(({ step }) => step) };
}

const holds = ({ state }: FakeOrg): boolean =>
  [...state.components.keys()].filter((key) => key.includes(':shop')).length === 5;

/** What must be true however a deploy ended. */
async function judge(fake: FakeOrg, ended: Ended, clean: OrgOutcome): Promise<'completed' | 'running' | 'stopped'> {
  expect(fake.state.deployJobs.size).toBeLessThanOrEqual(1);
  const { outcome, failure, record } = ended;
  fake.clearFaults();
  if (outcome?.done === true) {
    expect(holds(fake)).toBe(true);
    if (outcome.warnings.length === 0) expect(reported(outcome)).toEqual(reported(clean));
    else expect(outcome.warnings).toMatchObject([{ warning: 'not-read-back' }]);
    return 'completed';
  }
  const [job] = fake.state.deployJobs.keys();
  if (outcome !== undefined)
    expect(outcome).toMatchObject({ jobId: job, nextSteps: [{ step: 'resume' }, { step: 'report' }] });
  else if (record !== undefined) expect(failure?.details.jobId).toBe(job);
  else if (job !== undefined) expect(['deploy-unknown', 'deploy-ambiguous']).toContain(failure?.reason);
  if (record !== undefined) {
    const clock = sleepingClock();
    const resumed = await followDeploy(await open(fake, clock), record, 120_000, { clock, onEvent: () => undefined });
    expect(reported(resumed)).toEqual(reported(clean));
  }
  return outcome === undefined ? 'stopped' : 'running';
}

describe.each([true, false])('a deploy with REST: %s', (rest) => {
  it('survives every fault at every request, or says what is known and how to go on', async () => {
    const specs = [await loaded(webSpec('Shop'))];
    const quiet = await startFakeOrg({ rest });
    const { outcome: clean } = await deployWith(quiet, specs);
    const requests = quiet.requests.map(({ label }) => label);
    await quiet.close();
    if (clean === undefined) throw new Error('Even without a fault the deploy failed.');
    const counts = { completed: 0, running: 0, stopped: 0 };
    const cases = FAULT_KINDS.flatMap((kind) =>
      requests.map((label, index): readonly [FaultKind, number, string] => [kind, index + 1, label]),
    );
    for (const [kind, nth, label] of cases) {
      const fake = await startFakeOrg({ rest });
      try {
        fake.addFault({ kind, nth });
        const ended = await deployWith(fake, specs);
        counts[await judge(fake, ended, clean)] += 1;
      } catch (error) {
        throw new Error(`${kind} at request ${nth} (${label})`, { cause: error });
      } finally {
        await fake.close();
      }
    }
    process.stdout.write(`${rest ? 'REST' : 'SOAP'}: ${cases.length} cases, ${JSON.stringify(counts)}\n`);
    expect(cases.length).toBe(FAULT_KINDS.length * requests.length);
    expect(requests.length).toBeGreaterThanOrEqual(9);
    expect(counts.completed).toBeGreaterThan(cases.length / 2);
  }, 120_000);
});
