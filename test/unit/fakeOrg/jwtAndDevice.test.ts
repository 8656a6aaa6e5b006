import { createSign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { selfSignedCertificate } from '../../fakeOrg/selfSignedCertificate.js';
import { client, post, useDemo, type Values } from './oauthClient.js';

const start = useDemo();

describe('the JWT bearer flow', () => {
  const { base64, privateKey } = selfSignedCertificate();
  const approved = {
    permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
    commaSeparatedProfile: 'System Administrator',
  };

  function assertion(org: FakeOrg, claims: object = {}, key: KeyObject = privateKey): Values {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const standard = {
      iss: client(org).client_id,
      sub: org.username,
      aud: 'https://login.salesforce.com',
      exp: Math.floor(Date.now() / 1000) + 180,
    };
    const input = `${part({ alg: 'RS256' })}.${part({ ...standard, ...claims })}`;
    const signed = `${input}.${createSign('RSA-SHA256').update(input).sign(key, 'base64url')}`;
    return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: signed };
  }

  it('gives an approved user a token without refresh token', async () => {
    const org = await start({ global: { certificate: base64 }, policy: approved });
    const { status, body } = await post(org, 'token', assertion(org));
    expect([status, body['refresh_token']]).toEqual([200, undefined]);
  });

  it('refuses a wrong signature, audience, time, user and missing approval', async () => {
    const org = await start({ global: { certificate: base64 }, policy: approved });
    const errors = async (values: Values): Promise<string> =>
      Object.values((await post(org, 'token', values)).body).join(': ');
    expect(await errors(assertion(org, {}, selfSignedCertificate().privateKey))).toBe(
      'invalid_client: invalid client credentials',
    );
    expect(await errors(assertion(org, { aud: 'https://test.salesforce.com' }))).toBe(
      'invalid_grant: audience is invalid',
    );
    expect(await errors(assertion(org, { exp: 1 }))).toBe('invalid_grant: expired authorization code');
    expect(await errors(assertion(org, { exp: Math.floor(Date.now() / 1000) + 3600 }))).toBe(
      'invalid_grant: invalid assertion',
    );
    expect(await errors(assertion(org, { sub: 'nobody@example.com' }))).toBe(
      "invalid_grant: user hasn't approved this consumer",
    );
    expect(await errors(assertion(org, { sub: 'person@fake.example.com' }))).toBe(
      'invalid_grant: user is not admin approved to access this app',
    );
    const open = await start({ global: { certificate: base64 } });
    expect((await post(open, 'token', assertion(open))).body['error_description']).toBe(
      "user hasn't approved this consumer",
    );
    const narrow = await start({
      global: { certificate: base64 },
      oauth: { commaSeparatedOauthScopes: 'Api' },
      policy: approved,
    });
    expect((await post(narrow, 'token', assertion(narrow))).body['error_description']).toMatch(
      /^refresh_token scope is required/,
    );
    const none = await start({ policy: approved });
    expect((await post(none, 'token', assertion(none))).body['error']).toBe('oauth_flow_disabled');
  });

  it('wants the test audience in a sandbox', async () => {
    const org = await start({ global: { certificate: base64 }, policy: approved }, { kind: 'sandbox' });
    expect((await post(org, 'token', assertion(org))).body['error_description']).toBe('audience is invalid');
    expect((await post(org, 'token', assertion(org, { aud: 'https://test.salesforce.com' }))).status).toBe(200);
  });
});

describe('the device flow', () => {
  const decide = async (org: FakeOrg, body: object): Promise<Response> =>
    fetch(`${org.url}/fake/device`, { method: 'POST', body: JSON.stringify(body) });

  it('waits for the user and then gives tokens', async () => {
    const org = await start({ global: { isDeviceFlowEnabled: 'true' } });
    const { body } = await post(org, 'token', {
      response_type: 'device_code',
      client_id: client(org).client_id,
      scope: 'api',
    });
    const poll = { grant_type: 'device', client_id: client(org).client_id, code: body['device_code'] ?? '' };
    expect((await post(org, 'token', poll)).body['error']).toBe('authorization_pending');
    expect((await decide(org, { userCode: 'WRONG' })).status).toBe(400);
    await decide(org, { userCode: body['user_code'] });
    expect((await post(org, 'token', poll)).body['scope']).toBe('api');
    expect((await post(org, 'token', poll)).body['error']).toBe('invalid_grant');
  });

  it('ends when the user says no, and slows a hasty device down', async () => {
    const org = await start({ global: { isDeviceFlowEnabled: 'true' } }, { deviceInterval: 1 });
    const { body } = await post(org, 'token', { response_type: 'device_code', client_id: client(org).client_id });
    const poll = { grant_type: 'device', client_id: client(org).client_id, code: body['device_code'] ?? '' };
    expect((await post(org, 'token', poll)).body['error']).toBe('authorization_pending');
    expect((await post(org, 'token', poll)).body['error']).toBe('slow_down');
    await decide(org, { userCode: body['user_code'], allow: false });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await post(org, 'token', poll)).body['error']).toBe('access_denied');
  });

  it('is off unless the app has it on', async () => {
    const org = await start({});
    expect(
      (await post(org, 'token', { response_type: 'device_code', client_id: client(org).client_id })).body['error'],
    ).toBe('oauth_flow_disabled');
  });
});
