import { describe, expect, it } from '@jest/globals';
import { explained, failedFlow, flowResult } from '../../../src/operations/flowResult.js';
import { OauthFailure } from '../../../src/org/oauthFailure.js';
import {
  elapsedText,
  exitCodeOf,
  outcomeOf,
  toVerifiedApp,
  toVerifiedFlow,
  type VerifiedAppResult,
} from '../../../src/report/verifyResult.js';
import { verifyText } from '../../../src/report/verifyText.js';

const app = (name: string, ...statuses: readonly ('passed' | 'failed' | 'skipped')[]): VerifiedAppResult => ({
  name,
  active: true,
  flows: statuses.map((status) => ({ flow: 'webServer', status })),
});
const passed = app('A', 'passed', 'skipped');
const failed = app('B', 'passed', 'failed');
const waiting: VerifiedAppResult = { name: 'C', active: false, flows: [] };
const late = { code: 'invalid_client_id', description: '', meaning: '', command: '' };
/** The authorize endpoint knows it, the token endpoint does not yet. */
const lateToken: VerifiedAppResult = {
  name: 'D',
  active: false,
  flows: [
    { flow: 'webServer', status: 'passed' },
    { flow: 'clientCredentials', status: 'failed', error: late },
  ],
};

describe('outcomeOf and exitCodeOf', () => {
  it('need one flow that passed and none that failed', () => {
    expect([passed, failed, waiting, app('D', 'skipped')].map(outcomeOf)).toEqual([
      'passed',
      'failed',
      'waiting',
      'failed',
    ]);
    expect(outcomeOf({ ...waiting, error: 'not there' })).toBe('failed');
    expect(outcomeOf({ ...waiting, nothingToProve: true })).toBe('passed');
  });

  it.each<[VerifiedAppResult[], number]>([
    [[passed, passed], 0],
    [[failed, failed], 1],
    [[passed, failed], 68],
    [[passed, failed, waiting], 68],
    [[passed, waiting], 69],
    [[failed, waiting], 69],
    [[waiting], 69],
    [[lateToken], 69],
    [[{ ...lateToken, flows: [...lateToken.flows, { flow: 'device', status: 'failed' }] }], 1],
  ])('give the exit code of the contract (%#)', (apps, code) => {
    expect(exitCodeOf(apps.map(outcomeOf))).toBe(code);
  });
});

describe('toVerifiedFlow and verifyText', () => {
  it('explain an OAuth error with the key of the spec and the command', () => {
    const failure = failedFlow(
      'clientCredentials',
      new OauthFailure('invalid_grant', 'no client credentials user enabled'),
    );
    const flow = toVerifiedFlow(failure, 'Sync', 'myOrg');
    expect(flow).toEqual({
      flow: 'clientCredentials',
      status: 'failed',
      reason: 'The org answered invalid_grant (no client credentials user enabled).',
      error: {
        code: 'invalid_grant',
        description: 'no client credentials user enabled',
        meaning:
          'The client credentials flow has no user to run as, or that user is inactive, or the policy half of the flow is off.',
        key: 'flows.clientCredentials.runAs',
        command: 'sf eca deploy --target-org myOrg',
      },
    });
    const web = toVerifiedFlow(
      { ...flowResult('webServer', 'passed', 'authorize-accepts'), callback: 'https://a/cb' },
      'Sync',
      'myOrg',
    );
    expect(verifyText({ name: 'Sync', active: true, flows: [web, flow] })).toBe(
      [
        'Sync: active',
        '  ✔ passed  webServer          https://a/cb: The authorize endpoint takes client, callback and scopes; nobody logged in.',
        '  ✘ failed  clientCredentials  The org answered invalid_grant (no client credentials user enabled).',
        '            What it means: The client credentials flow has no user to run as, or that user is inactive, or the policy half of the flow is off.',
        '            Key in the spec: flows.clientCredentials.runAs',
        '            Run: sf eca deploy --target-org myOrg',
      ].join('\n'),
    );
  });

  it('say what an app answered last that is not active yet, and what to run', () => {
    const refusal = explained(new OauthFailure('invalid_client_id', 'client identifier invalid'));
    const result = toVerifiedApp({ active: false, refusal, flows: [] }, 'Sync', 'myOrg');
    expect(result.lastAnswer).toMatchObject({ code: 'invalid_client_id', command: expect.stringMatching(/myOrg$/) });
    expect(verifyText(result).split('\n')).toEqual([
      'Sync: not active yet',
      '  The org answered invalid_client_id (client identifier invalid).',
      expect.stringMatching(/^ {2}What it means: The org does not know the consumer key/),
      '  Run: sf eca credentials list --target-org myOrg',
    ]);
  });

  it('explain an endpoint that does not answer at all', () => {
    const refusal = explained(new OauthFailure('unreachable', 'connect ECONNREFUSED'));
    const result = toVerifiedApp({ active: false, refusal, flows: [] }, 'Sync', 'myOrg');
    expect(verifyText({ ...result, error: 'No answer came.' }).split('\n')).toEqual([
      'Sync: not verified',
      '  ✘ failed  No answer came.',
      expect.stringMatching(/^ {12}What it means: No answer came from the OAuth endpoint: check/),
      '            Run: sf eca verify --target-org myOrg',
    ]);
  });

  it('never lets control characters of the org reach the terminal', () => {
    const flow = toVerifiedFlow(failedFlow('device', new OauthFailure('x', '\u001b[31mred')), 'Sync', 'o');
    expect(flow.error?.description).toBe('\\u001b[31mred');
    expect(flow.reason).toContain('\\u001b');
  });

  it('count time for people', () => {
    expect([0, 9_999, 75_000, 1_800_000].map(elapsedText)).toEqual(['0:00', '0:09', '1:15', '30:00']);
  });
});
