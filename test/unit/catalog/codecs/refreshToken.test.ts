import { describe, expect, it } from '@jest/globals';
import { refreshToken } from '../../../../src/catalog/codecs/refreshToken.js';

const codec = refreshToken();
const names = ['refreshTokenPolicyType', 'refreshTokenValidityPeriod', 'refreshTokenValidityUnit'];
const context = { apiVersion: 66, fileContent: () => undefined };
const type = (content: string) => ({ name: 'refreshTokenPolicyType', content });
const period = (content: string) => ({ name: 'refreshTokenValidityPeriod', content });
const unit = (content: string) => ({ name: 'refreshTokenValidityUnit', content });

describe('refreshToken', () => {
  it.each([
    ['valid-until-revoked', [type('Infinite')]],
    ['expire-immediately', [type('Zero')]],
    [{ expiresAfter: '365 days' }, [type('SpecificLifetime'), period('365'), unit('Days')]],
    [{ expiresIfUnusedFor: '1 hours' }, [type('SpecificInactivity'), period('1'), unit('Hours')]],
    [{ expiresAfter: '3 months' }, [type('SpecificLifetime'), period('3'), unit('Months')]],
  ] as const)('accepts %j, writes it and reads it back', (value, nodes) => {
    expect(codec.check(value, 66)).toEqual([]);
    expect(codec.write(value, names, context)).toEqual(nodes);
    expect(codec.read(nodes, names)).toEqual({ value });
  });

  it('reads a policy that expires immediately with the period 0 that orgs add', () => {
    expect(codec.read([type('Zero'), period('0')], names)).toEqual({ value: 'expire-immediately' });
  });

  it.each([
    [[type('SpecificLifetime')], 'SpecificLifetime'],
    [[type('SpecificLifetime'), period('0'), unit('Days')], 'SpecificLifetime 0 Days'],
    [[type('SpecificLifetime'), period('2'), unit('Weeks')], 'SpecificLifetime 2 Weeks'],
    [[type('Sometimes')], 'Sometimes'],
  ])('cannot read %j', (nodes, unreadable) => {
    expect(codec.read(nodes, names)).toEqual({ unreadable });
  });

  it.each([
    ['Infinite', ['valid-until-revoked']],
    ['Immediately expire refresh token', ['expire-immediately']],
    ['SpecificInactivity', ['{expiresIfUnusedFor: "30 days"}']],
  ])('names the right word for %s', (value, suggestions) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule: 'shape/unknown-word', suggestions }]);
  });

  it.each([
    ['1 day', ['1 days']],
    ['30Days', ['30 days']],
    ['030 days', ['30 days']],
    ['0 days', undefined],
    ['2 weeks', undefined],
    [30, undefined],
  ])('refuses the duration %j', (duration, suggestions) => {
    const [issue, ...more] = codec.check({ expiresAfter: duration }, 66);
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ rule: 'shape/invalid-duration', path: ['expiresAfter'] });
    expect(issue?.suggestions).toEqual(suggestions);
  });

  it.each([
    ['a word of no policy', 'never', 'shape/unknown-word'],
    ['a name that every object has', 'toString', 'shape/unknown-word'],
    ['a number', 30, 'shape/wrong-kind'],
    ['an empty map', {}, 'shape/wrong-kind'],
    ['an unknown key', { expires: '30 days' }, 'shape/unknown-key'],
    ['a key that every object has', { constructor: '30 days' }, 'shape/unknown-key'],
    ['both durations', { expiresAfter: '1 days', expiresIfUnusedFor: '1 days' }, 'shape/either-or'],
  ])('refuses %s', (_, value, rule) => {
    expect(codec.check(value, 66)).toMatchObject([{ rule }]);
  });
});
