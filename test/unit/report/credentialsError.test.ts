import { describe, expect, it } from '@jest/globals';
import { StateFileFailure } from '../../../src/files/stateFile.js';
import { SinkFailure, sinkFailureReasons } from '../../../src/files/secretSink.js';
import { CredentialsFailure, credentialsFailureReasons } from '../../../src/operations/credentialsFailure.js';
import { OauthFailure } from '../../../src/org/oauthFailure.js';
import { OrgFailure } from '../../../src/org/orgFailure.js';
import { asCredentialsError } from '../../../src/report/credentialsError.js';

/** Every token that some sentence asks for. */
const tokens = {
  name: 'Sync',
  username: 'u@example.com',
  permissions: 'View Client Secret',
  text: 'no',
  keys: 'k',
  key: 'k',
  current: 'c',
  version: '64.0',
  since: '65.0',
  by: 'u',
  expires: '2026-12-01',
  file: 'a.env',
  folder: 'f',
  code: 'EACCES',
  command: 'x',
  program: 'vault',
  status: '1',
  nearest: 'Synk',
};

describe('asCredentialsError', () => {
  const failures = [
    ...credentialsFailureReasons.map((reason) => new CredentialsFailure(reason, tokens)),
    ...sinkFailureReasons.map((reason) => new SinkFailure(reason, tokens)),
    new StateFileFailure('state.json', Object.assign(new Error('full'), { code: 'ENOSPC' })),
  ];

  it.each(failures.map((failure) => [failure.reason, failure] as const))(
    'says %s with what to do next',
    (_reason, failure) => {
      const error = asCredentialsError(failure, 'myOrg');
      expect(error.message).not.toMatch(/[{}]/);
      expect(error).toMatchObject({ actions: expect.arrayContaining([expect.stringMatching(/./)]) });
      expect(JSON.stringify(error)).not.toMatch(/\{(name|org|username)\}/);
    },
  );

  it('names the nearest app and fills in the org', () => {
    expect(asCredentialsError(new CredentialsFailure('app-not-found', tokens), 'myOrg')).toMatchObject({
      name: 'AppNotFoundError',
      message: 'The org of u@example.com has no External Client App "Sync". Did you mean Synk?',
      actions: ['See the apps of the org: sf eca list --target-org myOrg'],
    });
  });

  it('ends an interrupted command with 130', () => {
    expect(asCredentialsError(new CredentialsFailure('interrupted'), 'o')).toMatchObject({ exitCode: 130 });
  });

  it('does not talk of a deploy when a change of credentials is in the dark', () => {
    const failure = new OrgFailure('deploy-unknown', { request: 'delete staged credentials' });
    expect(asCredentialsError(failure, 'o')).toMatchObject({ name: 'StageUnknownError' });
  });

  it('tells OAuth errors and errors of the org, and leaves others as they are', () => {
    expect(asCredentialsError(new OauthFailure('invalid_client', 'no'), 'o').message).toBe(
      'The OAuth endpoint of the org answered invalid_client: no',
    );
    expect(asCredentialsError(new OauthFailure('unreachable', 'refused'), 'o').message).toBe(
      'No answer came from the OAuth endpoint of the org: refused',
    );
    expect(asCredentialsError(new OrgFailure('unreachable', { request: 'query' }), 'o').message).toContain('query');
    const other = new Error('other');
    expect(asCredentialsError(other, 'o')).toBe(other);
  });
});
