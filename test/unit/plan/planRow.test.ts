import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { changeOf, desiredApp, held, planned, smallSpec, withElement } from './planned.js';

const global = 'ExtlClntAppGlobalOauthSettings';
const security = 'ExtlClntAppOauthSecuritySettings';
const push = 'ExtlClntAppPushSettings';

const certificate = (name: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/certificates/${name}.crt`, import.meta.url));
const files = { 'server.crt': certificate('server'), 'other.crt': certificate('other') };
const serverHash = 'dc943144451e83a9a5bae2d82ce0aead1683be67c4a392018519aaae10a6d0bd';
const otherHash = '6758d8a94656d8c85e142113ce304af45e08007d80a1cb3bec2795306e02cc40';
const withCertificate = (name: string): string => `${smallSpec}flows: {jwtBearer: {certificate: ${name}.crt}}\n`;

describe('certificates in a plan', () => {
  it('are the same with and without armour', () => {
    const armoured = withElement(held(smallSpec), global, 'certificate', new TextDecoder().decode(files['server.crt']));
    expect(planned(desiredApp(withCertificate('server'), files), armoured).changes).toEqual([]);
  });

  it('are shown by the SHA-256 of their DER', () => {
    const plan = planned(desiredApp(withCertificate('server'), files), held(withCertificate('other'), files));
    expect(changeOf(plan, 'flows.jwtBearer.certificate')).toEqual({
      kind: 'change',
      before: otherHash,
      after: serverHash,
    });
    expect(plan.warnings).toEqual([]);
  });

  it('are removed with a warning when the spec switches the flow off', () => {
    const plan = planned(`${smallSpec}flows: {jwtBearer: false}\n`, held(withCertificate('server'), files));
    expect(changeOf(plan, 'flows.jwtBearer.certificate')).toEqual({ kind: 'remove', before: serverHash, after: null });
    expect(plan.warnings).toEqual([{ rule: 'certificate-removed', key: 'flows.jwtBearer.certificate', tokens: [] }]);
  });

  it('are reset with a warning when the spec does not mention the flow', () => {
    const plan = planned(smallSpec, held(withCertificate('server'), files));
    expect(changeOf(plan, 'flows.jwtBearer.certificate')).toEqual({
      kind: 'change',
      before: serverHash,
      after: null,
      reset: true,
    });
    expect(plan.warnings.map(({ rule }) => rule)).toEqual(['certificate-removed']);
  });

  it('are added where the org is known to give certificates back, and unreadable where it is not', () => {
    const desired = desiredApp(withCertificate('server'), files);
    expect(changeOf(planned(desired, held(smallSpec)), 'flows.jwtBearer.certificate')).toEqual({
      kind: 'add',
      before: null,
      after: serverHash,
    });
    const silent = planned(desired, held(smallSpec), { givesCertificates: false });
    expect(changeOf(silent, 'flows.jwtBearer.certificate')).toEqual({
      kind: 'unreadable',
      before: null,
      after: serverHash,
    });
    expect(silent.action).toBe('none');
    expect(silent.warnings.map(({ rule }) => rule)).toEqual(['certificate-unreadable']);
  });

  it('are absent in a file that has none, which can be read as it is', () => {
    const plan = planned(desiredApp(withCertificate('server'), files), held(smallSpec), {
      target: 'files',
      givesCertificates: false,
    });
    expect(changeOf(plan, 'flows.jwtBearer.certificate')?.kind).toBe('add');
  });

  it('that cannot be read are unreadable, never a change', () => {
    const broken = withElement(held(smallSpec), global, 'certificate', 'AAAA');
    const expected = { kind: 'unreadable', before: 'a certificate that cannot be read' };
    expect(
      changeOf(planned(desiredApp(withCertificate('server'), files), broken), 'flows.jwtBearer.certificate'),
    ).toEqual({ ...expected, after: serverHash });
    expect(changeOf(planned(smallSpec, broken), 'flows.jwtBearer.certificate')).toEqual({ ...expected, after: null });
  });

  it('count as none in an empty element', () => {
    expect(planned(smallSpec, withElement(held(smallSpec), global, 'certificate', '')).changes).toEqual([]);
  });
});

describe('values that the platform keeps', () => {
  const weak = `${smallSpec}security: {requirePkce: false, rotateRefreshTokens: false}\n`;
  const strong = held(smallSpec);

  it('are locked for an app that is created', () => {
    const plan = planned(weak, [], { lock: 'locked' });
    expect(changeOf(plan, 'security.requirePkce')).toEqual({ kind: 'locked', before: null, after: false });
    expect(changeOf(plan, 'security.rotateRefreshTokens')?.kind).toBe('locked');
  });

  it('are locked for an app that the platform locks, without making it an update', () => {
    const plan = planned(weak, strong, { lock: 'locked' });
    expect(changeOf(plan, 'security.requirePkce')).toEqual({ kind: 'locked', before: true, after: false });
    expect(plan.action).toBe('none');
    expect(plan.warnings).toEqual([]);
  });

  it('change where another switch of the app is off, which shows that nothing is locked', () => {
    const loose = withElement(strong, global, 'isRefreshTokenRotationEnabled', 'false');
    const plan = planned(weak, loose, { lock: 'locked' });
    expect(changeOf(plan, 'security.requirePkce')).toEqual({ kind: 'change', before: true, after: false });
  });

  it('change with a warning where nothing is locked', () => {
    const plan = planned(weak, strong, { lock: 'open' });
    expect(changeOf(plan, 'security.requirePkce')).toEqual({ kind: 'change', before: true, after: false });
    expect(plan.warnings).toEqual([{ rule: 'pkce-off', key: 'security.requirePkce', tokens: [] }]);
  });

  it('change with a doubt where nobody can tell', () => {
    const plan = planned(weak, strong, { lock: 'unknown' });
    expect(changeOf(plan, 'security.requirePkce')?.kind).toBe('change');
    expect(plan.warnings.map(({ rule, key }) => [rule, key])).toEqual([
      ['pkce-off', 'security.requirePkce'],
      ['lock-unknown', 'security.requirePkce'],
      ['lock-unknown', 'security.rotateRefreshTokens'],
    ]);
  });

  it('change to the stronger value even where the weaker is locked', () => {
    const plan = planned(`${smallSpec}security: {requirePkce: true}\n`, held(weak), { lock: 'locked' });
    expect(changeOf(plan, 'security.requirePkce')).toEqual({ kind: 'change', before: false, after: true });
  });

  it('are no matter of files', () => {
    expect(changeOf(planned(weak, [], { target: 'files', lock: 'locked' }), 'security.requirePkce')?.kind).toBe('add');
    expect(changeOf(planned(weak, strong, { target: 'files', lock: 'locked' }), 'security.requirePkce')?.kind).toBe(
      'change',
    );
  });

  it('include the security settings of an app whose component Setup has not made yet', () => {
    const spec = `${smallSpec}security: {tokenIpRanges: [{start: 203.0.113.1, end: 203.0.113.9}]}\n`;
    const ranges = [{ start: '203.0.113.1', end: '203.0.113.9' }];
    expect(changeOf(planned(spec, []), 'security.tokenIpRanges')).toEqual({
      kind: 'locked',
      before: null,
      after: ranges,
    });
    expect(changeOf(planned(spec, strong), 'security.tokenIpRanges')).toEqual({
      kind: 'locked',
      before: null,
      after: ranges,
    });
    expect(planned(spec, strong).action).toBe('none');
    const saved = [
      ...strong,
      ...held(spec)
        .filter(({ type }) => type === security)
        .map((component) => withElement([component], security, 'tokenIpRanges')[0] ?? component),
    ];
    expect(changeOf(planned(spec, saved), 'security.tokenIpRanges')).toEqual({
      kind: 'add',
      before: null,
      after: ranges,
    });
    expect(planned(smallSpec, held(spec)).changes).toEqual([]);
    expect(planned(smallSpec, held(spec)).unmanaged).toEqual([]);
    expect(held(spec).map(({ type }) => type)).toContain(security);
  });

  it('include the consumer key of an app that exists', () => {
    const spec = `${smallSpec}consumerKey: 3MVG9chosen\n`;
    const other = withElement(strong, global, 'consumerKey', '3MVG9given');
    expect(changeOf(planned(spec, other), 'consumerKey')).toEqual({
      kind: 'locked',
      before: '3MVG9given',
      after: '3MVG9chosen',
    });
    expect(
      changeOf(planned(spec, withElement(strong, global, 'consumerKey', '3MVG9chosen')), 'consumerKey'),
    ).toBeUndefined();
    expect(changeOf(planned(spec, []), 'consumerKey')).toEqual({ kind: 'add', before: null, after: '3MVG9chosen' });
    expect(changeOf(planned(spec, strong), 'consumerKey')?.kind).toBe('unreadable');
    expect(changeOf(planned(spec, other, { target: 'files' }), 'consumerKey')).toBeUndefined();
  });
});

describe('secrets in a plan', () => {
  const android = (account: string): string =>
    `${smallSpec}push: {android: {firebaseProject: orders, serviceAccount: ${account}.json}}\n`;
  const secrets = { 'one.json': Buffer.from('{"key":1}'), 'two.json': Buffer.from('{"key":2}') };

  it('are redacted on both sides', () => {
    const plan = planned(desiredApp(android('one'), secrets), held(android('two'), secrets));
    expect(changeOf(plan, 'push.android.serviceAccount')).toEqual({
      kind: 'change',
      before: '[REDACTED]',
      after: '[REDACTED]',
    });
    expect(planned(desiredApp(android('one'), secrets), held(android('one'), secrets)).changes).toEqual([]);
  });

  it('are unreadable where the org keeps them to itself', () => {
    const silent = withElement(held(android('one'), secrets), push, 'androidPushConfig', [
      { name: 'fcmProject', content: 'orders' },
    ]);
    expect(changeOf(planned(desiredApp(android('one'), secrets), silent), 'push.android.serviceAccount')).toEqual({
      kind: 'unreadable',
      before: null,
      after: '[REDACTED]',
    });
  });
});
