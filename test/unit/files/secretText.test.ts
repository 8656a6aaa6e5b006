import { describe, expect, it } from '@jest/globals';
import { readSecretText, secretText } from '../../../src/files/secretText.js';

const pair = {
  name: 'Sync',
  consumerKey: '3MVG9.key_1',
  consumerSecret: 'CANARY0123456789ABCDEF',
  instanceUrl: 'https://a.my.salesforce.com',
};

describe('secretText and readSecretText', () => {
  it.each(['env', 'json'] as const)('read %s as they write it', (format) => {
    expect(readSecretText(secretText(pair, format))).toEqual(pair);
  });

  it('quotes a value that a shell would take apart', () => {
    expect(secretText({ ...pair, consumerSecret: 'a b$c' }, 'env')).toContain("SALESFORCE_CONSUMER_SECRET='a b$c'\n");
  });

  it('take no other text', () => {
    expect(readSecretText('FOO=bar')).toBeUndefined();
    expect(readSecretText('{"consumerKey": "x"}')).toBeUndefined();
    expect(readSecretText('{broken')).toBeUndefined();
  });
});
