import { describe, expect, it } from '@jest/globals';
import type { Component } from '../../../src/metadata/component.js';
import { deleteOutcome } from '../../../src/operations/deleteOutcome.js';
import type { DeployStatus } from '../../../src/org/metadataOrg.js';

const members: readonly Component[] = [
  { type: 'ExternalClientApplication', fullName: 'App', app: 'App', elements: [] },
];
const status = {
  jobId: '0Af1',
  status: 'InProgress',
  done: false,
  success: false,
  checkOnly: false,
  deployed: 0,
  total: 1,
  components: [],
};

function of(more: Partial<DeployStatus>): ReturnType<typeof deleteOutcome> {
  return deleteOutcome({ ...status, ...more } as DeployStatus, members);
}

describe('deleteOutcome', () => {
  it('is running, with the id of the job, until the job is done', () => {
    expect(of({})).toEqual({ outcome: 'running', jobId: '0Af1' });
  });

  it('names every member that went', () => {
    expect(of({ done: true, success: true })).toEqual({
      outcome: 'deleted',
      deleted: [{ type: 'ExternalClientApplication', fullName: 'App' }],
    });
  });

  it('gives all reasons of a job that failed', () => {
    const refused = {
      type: 'ExternalClientApplication',
      fullName: 'App',
      created: false,
      changed: false,
      deleted: false,
    };
    const components = [
      { ...refused, success: false, problem: 'in use' },
      { ...refused, success: true },
    ];
    expect(of({ done: true, components, errorMessage: 'rolled back' })).toEqual({
      outcome: 'failed',
      jobId: '0Af1',
      reasons: 'ExternalClientApplication App: in use; rolled back',
    });
  });

  it('falls back to the state of the job when the org gives no reason', () => {
    expect(of({ done: true, status: 'Canceled' })).toMatchObject({ outcome: 'failed', reasons: 'Canceled' });
  });
});
