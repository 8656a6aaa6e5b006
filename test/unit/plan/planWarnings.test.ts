import { describe, expect, it } from '@jest/globals';
import { held, planned, smallSpec, withElement } from './planned.js';

const policies = 'ExtlClntAppOauthConfigurablePolicies';
const rules = (spec: string, before: string): unknown =>
  planned(spec, held(before)).warnings.map(({ rule, tokens }) => [rule, ...tokens]);

describe('planWarnings', () => {
  it('warns of a callback URL that goes', () => {
    const two = smallSpec.replace(
      'https://orders.example.com/cb',
      '[https://orders.example.com/cb, https://old.example.com/cb]',
    );
    expect(rules(smallSpec, two)).toEqual([['callback-removed', 'https://old.example.com/cb']]);
    expect(rules(two, smallSpec)).toEqual([]);
  });

  it('warns of scopes that grow to full', () => {
    const full = smallSpec.replace('[api]', '[api, full]');
    expect(rules(full, smallSpec)).toEqual([['scope-widened-to-full']]);
    expect(rules(full.replace('api, full', 'full, web'), full)).toEqual([]);
  });

  it('warns when only approved users may in and nobody is approved', () => {
    const approved = `${smallSpec}policies: {permittedUsers: admin-approved, permissionSets: [Order_Sync_API]}\n`;
    const nobody = `${smallSpec}policies: {permittedUsers: admin-approved}\n`;
    expect(rules(nobody, smallSpec)).toEqual([['nobody-approved']]);
    expect(rules(nobody, approved)).toEqual([['nobody-approved']]);
    expect(rules(approved, smallSpec)).toEqual([]);
    expect(rules(nobody, nobody)).toEqual([]);
  });

  it('says nothing about a plan without danger', () => {
    expect(
      planned(smallSpec, withElement(held(smallSpec), policies, 'ipRelaxationPolicyType', 'Bypass')).warnings,
    ).toEqual([]);
  });
});
