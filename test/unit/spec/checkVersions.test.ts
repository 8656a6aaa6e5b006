import { describe, expect, it } from '@jest/globals';
import { rows } from '../../../src/catalog/rows.js';
import { apiVersionText, parseApiVersion } from '../../../src/spec/apiVersion.js';
import { checkYaml, header, oauth, problemsOf, tokensOf } from './checkYaml.js';

describe('checkSpec: API versions', () => {
  it('names both versions and where the target came from', () => {
    expect(
      tokensOf(`${oauth}security: {allowMutualTls: true}\n`, 'shape/not-in-api-version', { apiVersion: 66 }),
    ).toEqual([
      {
        key: 'security.allowMutualTls',
        since: '68.0',
        apiVersion: '66.0',
        apiVersionOrigin: 'sourceApiVersion in sfdx-project.json',
      },
    ]);
    expect(problemsOf(`${oauth}security:\n  allowMutualTls: true\n`, { apiVersion: 66 })).toEqual([
      'error shape/not-in-api-version 6:3 security.allowMutualTls',
    ]);
  });

  const sinces = [
    ['flows: {authorizationCodeAndCredentials: true}', 61],
    ['firstParty: {enabled: true}', 62],
    ['policies: {profiles: [A]}', 62],
    ['policies: {startPage: none}', 63],
    ['policies: {plugins: {canvas: true}}', 66],
    ['policies: {plugins: {attestation: true}}', 68],
    ['saml: {entityId: a, acsUrl: "https://a.example.com"}', 63],
    ['push: {showFullContent: true}', 64],
    ['notifications: {A: {pushByDefault: true}}', 64],
    ['mobile: {screenLock: true}', 64],
    ['canvas: {url: "https://a.example.com", accessMethod: oauth-get}', 66],
    ['attestation: {apple: true}', 66],
    ['security: {enforceRefreshTokenIdleTimeout: true}', 67],
    ['security: {tokenIpRanges: [{start: 10.0.0.1, end: 10.0.0.1}]}', 67],
    ['security: {tlsClientAuth: {parameter: san-dns, value: a}}', 68],
    ['policies: {sessionLevelAction: block}', 60],
    ['policies: {sessionLevelAction: step-up-mfa}', 67],
    ['policies: {jwtAccessTokenTimeout: 30}', 61],
    ['policies: {jwtAccessTokenTimeout: 60}', 65],
    ['policies: {jwtAccessTokenTimeout: user-session}', 65],
    ['flows: {authorizationCodeAndCredentials: {guest: {jwtTimeout: 90}}}', 65],
  ] as const;

  it.each(sinces)('accepts %s from %i on', (line, since) => {
    const rulesAt = (apiVersion: number): readonly string[] => [
      ...new Set(checkYaml(`${oauth}${line}\n`, { apiVersion }).all.map(({ rule }) => rule)),
    ];
    expect(rulesAt(since)).toEqual([]);
    if (since > 60) expect(rulesAt(since - 1)).toEqual(['shape/not-in-api-version']);
  });

  it('says nothing about a default that the version does not know', () => {
    expect(problemsOf(oauth, { apiVersion: 60 })).toEqual([]);
    expect(rows.filter(({ since, specDefault }) => since > 60 && specDefault !== undefined).length).toBeGreaterThan(0);
  });

  it('counts a key that is too new as written but not known', () => {
    const { writtenKeys, unknown, spec } = checkYaml(`${header}push: {showFullContent: true}\n`, { apiVersion: 60 });
    expect([...writtenKeys]).toContain('push.showFullContent');
    expect(unknown).toEqual([['push', 'showFullContent']]);
    expect(spec.push).toBeUndefined();
  });
});

describe('apiVersion', () => {
  it.each([
    ['66', 66],
    ['66.0', 66],
    ['100.0', 100],
    ['66.5', undefined],
    ['v66', undefined],
    ['', undefined],
    ['6', undefined],
  ])('reads %j', (text, number) => {
    expect(parseApiVersion(text)).toBe(number);
  });

  it('writes a version as Salesforce does', () => {
    expect(apiVersionText(66)).toBe('66.0');
  });
});
