import { describe, expect, it } from '@jest/globals';
import { Messages } from '@salesforce/core/messages';
import { failurePatterns } from '../../../src/org/explainFailure.js';
import { OrgFailure, type OrgFailureReason } from '../../../src/org/orgFailure.js';
import { asOrgError, interrupted, orgError } from '../../../src/report/orgError.js';
import { projectRoot } from '../../e2e/paths.js';
import { deployedOrg } from '../../../src/report/deployResult.js';
import type { OrgOutcome } from '../../../src/operations/deployOutcome.js';

const reasons: Readonly<Record<OrgFailureReason, true>> = {
  unreachable: true,
  'no-answer': true,
  unavailable: true,
  'session-expired': true,
  'request-limit': true,
  'soap-refuses-jwt': true,
  refused: true,
  'unreadable-answer': true,
  'deploy-unknown': true,
  'deploy-ambiguous': true,
  'job-not-found': true,
  'retrieve-failed': true,
  'retrieve-timeout': true,
};

describe('orgError', () => {
  it.each(Object.keys(reasons) as OrgFailureReason[])(
    'says what happened and what to do when an org is %s',
    (reason) => {
      const error = orgError(new OrgFailure(reason, { request: 'retrieve', text: 'the text of the org' }), 'myOrg');
      expect(error.message).toContain('retrieve');
      expect(error.message).toContain('the text of the org');
      expect(error.message).not.toMatch(/%s/);
      expect(error.actions?.length).toBeGreaterThan(0);
      expect(error.actions?.join('')).not.toMatch(/%s/);
    },
  );

  it('names a job that goes on, and the commands that follow it', () => {
    const error = orgError(
      new OrgFailure('unavailable', { request: 'checkDeployStatus', text: 'HTTP 503', jobId: '0AfFk0000000001EAA' }),
      'myOrg',
    );
    expect(error.message).toContain('The deploy job 0AfFk0000000001EAA goes on in the org.');
    expect(error.actions?.slice(-3)).toEqual([
      'Wait for it and see the report: sf eca deploy resume --target-org myOrg --job-id 0AfFk0000000001EAA',
      'Look without waiting: sf eca deploy report --target-org myOrg --job-id 0AfFk0000000001EAA',
      'Stop it: sf project deploy cancel --target-org myOrg --job-id 0AfFk0000000001EAA',
    ]);
    expect(error.data).toEqual({ jobId: '0AfFk0000000001EAA', request: 'checkDeployStatus', text: 'HTTP 503' });
  });

  it('leaves other errors as they are', () => {
    const error = new RangeError('broken');
    expect(asOrgError(error, 'myOrg')).toBe(error);
  });
});

describe('interrupted', () => {
  it('leaves every job with its commands, and says of which orgs nobody knows whether they took the deploy', () => {
    const jobs = new Map([
      ['staging', '0AfFk0000000001EAA'],
      ['prod', '0AfFk0000000002EAA'],
    ]);
    const text = interrupted({ jobs, sending: ['late'] });
    expect(text).toContain('The deploy job 0AfFk0000000001EAA goes on in the org.');
    expect(text).toContain('sf project deploy cancel --target-org prod --job-id 0AfFk0000000002EAA');
    expect(text).toContain('Interrupted while late was taking the deploy, so nobody can tell whether it has begun.');
    expect(text).toContain('--use-tooling-api --target-org late --query');
    expect(text).not.toContain('%s');
  });

  it('says that nothing is under way when that is so', () => {
    expect(interrupted({ jobs: new Map(), sending: [] })).toBe('Interrupted. No deploy of this run is under way.');
  });
});

describe('the table of platform errors', () => {
  it.each(failurePatterns.map(({ id }) => id))('has a cause and a remedy for %s', (id) => {
    Messages.importMessagesDirectory(projectRoot);
    const messages = Messages.loadMessages('sf-plugin-eca', 'platform-errors');
    expect(messages.getMessage(id)).toMatch(/^[A-Z"][^\n]*[.]$/);
    expect(messages.getMessages(`${id}.actions`).every((action) => /^[A-Z]/.test(action))).toBe(true);
  });
});

describe('deployedOrg', () => {
  it('puts cause and remedy beside the text of the platform', () => {
    const problem = "INVALID_FIELD: We couldn't find profiles called Nobody";
    const outcome: OrgOutcome = {
      org: { username: 'me', orgId: '00D', instanceUrl: 'https://x', apiVersion: 67, kind: 'sandbox' },
      jobId: '0Af',
      status: 'Failed',
      success: false,
      done: true,
      checkOnly: false,
      nextSteps: [],
      warnings: [],
      apps: [
        {
          name: 'A',
          spec: 'A.eca.yaml',
          action: 'failed',
          lockedByPlatform: [],
          warnings: [],
          components: [
            {
              type: 'ExtlClntAppOauthConfigurablePolicies',
              fullName: 'A_oauthPlcy',
              state: 'failed',
              problem,
              explained: { id: 'profile-unknown', tokens: { name: 'Nobody' }, keys: [] },
            },
            { type: 'ExternalClientApplication', fullName: 'A', state: 'failed', problem: 'Something new' },
          ],
        },
      ],
    };
    expect(deployedOrg(outcome, []).apps[0]?.components).toEqual([
      {
        type: 'ExtlClntAppOauthConfigurablePolicies',
        fullName: 'A_oauthPlcy',
        state: 'failed',
        problem,
        cause: 'The org has no profile called "Nobody".',
        remedy:
          'Write the profile as Setup shows it; the names of the org: sf data query --query "SELECT Name FROM Profile"',
      },
      { type: 'ExternalClientApplication', fullName: 'A', state: 'failed', problem: 'Something new' },
    ]);
  });
});
