import { Messages } from '@salesforce/core/messages';
import { describe, expect, it } from '@jest/globals';
import { SinkFailure, sinkFailureReasons } from '../src/files/secretSink.js';
import { StateFileFailure } from '../src/files/stateFile.js';
import { CredentialsFailure, credentialsFailureReasons } from '../src/operations/credentialsFailure.js';
import { OauthFailure } from '../src/org/oauthFailure.js';
import { OrgFailure, type OrgFailureReason } from '../src/org/orgFailure.js';
import { asCredentialsError } from '../src/report/credentialsError.js';
import { orgError } from '../src/report/orgError.js';
import { projectRoot } from './e2e/paths.js';
import { readMessages, readSources } from './messages/messageFiles.js';

Messages.importMessagesDirectory(projectRoot);
const messages = readMessages();
const keysOf = (bundle: string): readonly string[] =>
  messages.filter((one) => one.bundle === bundle && !one.key.endsWith('.actions')).map(({ key }) => key);
/** A key with a dot is a part of a sentence. */
const reasonsOf = (bundle: string): readonly string[] => keysOf(bundle).filter((key) => !key.includes('.'));

const credentials: readonly Error[] = [
  ...credentialsFailureReasons.map((reason) => new CredentialsFailure(reason)),
  ...sinkFailureReasons.map((reason) => new SinkFailure(reason, {})),
  new StateFileFailure('rotations.json', new Error('no room')),
  new OauthFailure('invalid_client', ''),
  new OauthFailure('unreachable', ''),
  new OrgFailure('deploy-unknown', { request: 'rotate credentials' }),
];

/** What scripts find under `name` in the JSON of an error, by the key of its message. */
const names: readonly (readonly [message: string, name: string])[] = [
  ...messages
    .filter(({ key }) => /^error\.\w+$/.test(key))
    .map(({ bundle, key }) => {
      const { name } = Messages.loadMessages('sf-plugin-eca', bundle).createError(key);
      return [`${bundle} ${key}`, name] as const;
    }),
  ...reasonsOf('org-failures').map((key) => {
    const { name } = orgError(new OrgFailure(key as OrgFailureReason, { request: 'query' }), 'myOrg');
    return [`org-failures ${key}`, name] as const;
  }),
  ...credentials.map((failure) => ['credentials-failures', asCredentialsError(failure, 'myOrg').name] as const),
];

describe('the name of an error', () => {
  it('is one word of capitalized words that ends in Error, whatever the key of the message', () => {
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter(([, name]) => !/^(?:[A-Z][a-z\d]+)+Error$/.test(name))).toEqual([]);
  });

  it('comes from the key of the message', () => {
    const byKey = new Map(names);
    expect(byKey.get('org-failures deploy-unknown')).toBe('DeployUnknownError');
    expect(byKey.get('org-failures soap-refuses-jwt')).toBe('SoapRefusesJwtError');
    expect(byKey.get('flags error.noTargetOrg')).toBe('NoTargetOrgError');
    expect(asCredentialsError(new CredentialsFailure('switch-off'), 'myOrg').name).toBe('SwitchOffError');
  });

  it('stands for every sentence about credentials that has a remedy', () => {
    expect(credentials.length).toBe(keysOf('credentials-failures').length);
  });

  it('is never left to the CLI, which would keep the hyphens of a key', () => {
    const thrown = readSources().flatMap(({ file, text }) =>
      [...text.matchAll(/createError\(\s*'([^']+)'/g)].map(([, key = '']) => `${file}: ${key}`),
    );
    expect(thrown.length).toBeGreaterThan(40);
    expect(thrown.filter((one) => !/: error\.\w+$/.test(one))).toEqual([]);
  });
});
