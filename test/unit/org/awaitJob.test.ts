import { describe, expect, it } from '@jest/globals';
import { awaitJob } from '../../../src/org/awaitJob.js';
import type { Clock } from '../../../src/org/clock.js';
import type { DeployStatus } from '../../../src/org/metadataOrg.js';
import { OrgFailure } from '../../../src/org/orgFailure.js';

const jobId = '0AfFk0000000001EAA';
const status = (done: boolean): DeployStatus => ({
  jobId,
  status: done ? 'Succeeded' : 'InProgress',
  done,
  success: done,
  checkOnly: false,
  deployed: 0,
  failed: 0,
  total: 5,
  components: [],
});

/** A clock whose time passes only by sleeping, and that remembers how long it slept. */
function manualClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => slept.reduce((sum, one) => sum + one, 0),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
  };
}

/** Answers the questions for a job one after the other; the last answer is repeated. */
function answering(answers: readonly (DeployStatus | OrgFailure)[]): {
  readonly deployStatus: () => Promise<DeployStatus>;
  readonly asked: () => number;
} {
  let asked = 0;
  return {
    asked: () => asked,
    deployStatus: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer instanceof OrgFailure ? Promise.reject(answer) : Promise.resolve(answer ?? status(false));
    },
  };
}

describe('awaitJob', () => {
  it('asks at once and gives the state of a job that is done', async () => {
    const clock = manualClock();
    expect(await awaitJob(answering([status(true)]), jobId, { wait: 1000, clock })).toEqual(status(true));
    expect(clock.slept).toEqual([]);
  });

  it('waits 50 ms at first and up to a second later', async () => {
    const clock = manualClock();
    await awaitJob(answering([...Array<DeployStatus>(9).fill(status(false)), status(true)]), jobId, {
      wait: 60_000,
      clock,
    });
    expect(clock.slept).toEqual([50, 80, 128, 205, 328, 524, 839, 1000, 1000]);
  });

  it('asks less often while a job takes long', async () => {
    const clock = manualClock();
    await awaitJob(answering([status(false)]), jobId, { wait: 600_000, clock });
    expect([...new Set(clock.slept.slice(7))]).toEqual([1000, 2000, 5000, clock.slept.at(-1)]);
    expect(clock.now()).toBe(600_000);
  });

  it('gives the last state when the time is over', async () => {
    expect((await awaitJob(answering([status(false)]), jobId, { wait: 500, clock: manualClock() })).done).toBe(false);
  });

  it('asks once when there is no time to wait', async () => {
    const org = answering([status(false)]);
    await awaitJob(org, jobId, { wait: 0, clock: manualClock() });
    expect(org.asked()).toBe(1);
  });

  it('reports every state that it hears of', async () => {
    const heard: string[] = [];
    await awaitJob(answering([status(false), status(true)]), jobId, {
      wait: 1000,
      clock: manualClock(),
      onStatus: (one) => void heard.push(one.status),
    });
    expect(heard).toEqual(['InProgress', 'Succeeded']);
  });

  it.each(['unreachable', 'no-answer', 'unavailable', 'unreadable-answer'] as const)(
    'goes on asking an org that is %s',
    async (reason) => {
      const org = answering([new OrgFailure(reason, { request: 'checkDeployStatus' }), status(true)]);
      expect((await awaitJob(org, jobId, { wait: 1000, clock: manualClock() })).done).toBe(true);
    },
  );

  it('names the job when the org does not answer until the time is over', async () => {
    const org = answering([new OrgFailure('unavailable', { request: 'checkDeployStatus' })]);
    await expect(awaitJob(org, jobId, { wait: 1000, clock: manualClock() })).rejects.toMatchObject({
      reason: 'unavailable',
      details: { jobId },
    });
  });

  it('names the job when the session ends, without asking again', async () => {
    const org = answering([new OrgFailure('session-expired', { request: 'checkDeployStatus' })]);
    await expect(awaitJob(org, jobId, { wait: 1000, clock: manualClock() })).rejects.toMatchObject({
      reason: 'session-expired',
      details: { jobId },
    });
    expect(org.asked()).toBe(1);
  });

  it('does not take an error of the program for one of the org', async () => {
    const deployStatus = async (): Promise<DeployStatus> => Promise.reject(new RangeError('broken'));
    await expect(awaitJob({ deployStatus }, jobId, { wait: 1000, clock: manualClock() })).rejects.toThrow(RangeError);
  });
});
