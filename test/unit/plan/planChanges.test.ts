import { describe, expect, it } from '@jest/globals';
import { changeOf, held, planned, smallSpec, withElement } from './planned.js';

const header = 'ExternalClientApplication';
const global = 'ExtlClntAppGlobalOauthSettings';
const oauth = 'ExtlClntAppOauthSettings';
const policies = 'ExtlClntAppOauthConfigurablePolicies';
const appPolicies = 'ExtlClntAppConfigurablePolicies';

describe('planChanges', () => {
  it('finds nothing when the org holds what the spec says', () => {
    expect(planned(smallSpec, held(smallSpec))).toEqual({
      name: 'Order_Sync',
      action: 'none',
      changes: [],
      warnings: [],
      unmanaged: [],
    });
  });

  it('adds every value of an app that the org does not have', () => {
    const plan = planned(smallSpec, []);
    expect(plan.action).toBe('create');
    expect(new Set(plan.changes.map(({ kind }) => kind))).toEqual(new Set(['add']));
    expect(plan.changes.filter(({ type }) => type === header)).toEqual([
      {
        key: 'label',
        type: header,
        fullName: 'Order_Sync',
        element: 'label',
        kind: 'add',
        before: null,
        after: 'Order_Sync',
      },
      {
        key: 'contactEmail',
        type: header,
        fullName: 'Order_Sync',
        element: 'contactEmail',
        kind: 'add',
        before: null,
        after: 'integrations@example.com',
      },
      {
        key: 'distribution',
        type: header,
        fullName: 'Order_Sync',
        element: 'distributionState',
        kind: 'add',
        before: null,
        after: 'local',
      },
      {
        key: 'protected',
        type: header,
        fullName: 'Order_Sync',
        element: 'isProtected',
        kind: 'add',
        before: null,
        after: false,
      },
    ]);
  });

  it('shows a changed value before and after, in the words of the spec', () => {
    const actual = withElement(held(smallSpec), policies, 'ipRelaxationPolicyType', 'Bypass');
    const plan = planned(`${smallSpec}policies: {ipRelaxation: enforce}\n`, actual);
    expect(plan.action).toBe('update');
    expect(plan.changes).toEqual([
      {
        key: 'policies.ipRelaxation',
        type: policies,
        fullName: 'Order_Sync_oauthPlcy',
        element: 'ipRelaxationPolicyType',
        kind: 'change',
        before: 'relax',
        after: 'enforce',
      },
    ]);
  });

  it('marks a value that the org holds and the spec does not mention as reset', () => {
    const described = withElement(held(smallSpec), header, 'description', 'Made in Setup');
    expect(changeOf(planned(smallSpec, described), 'description')).toEqual({
      kind: 'change',
      before: 'Made in Setup',
      after: null,
      reset: true,
    });
    const relaxed = withElement(held(smallSpec), policies, 'ipRelaxationPolicyType', 'Bypass');
    expect(changeOf(planned(smallSpec, relaxed), 'policies.ipRelaxation')).toEqual({
      kind: 'change',
      before: 'relax',
      after: 'enforce',
      reset: true,
    });
  });

  it('compares an absent key with what a missing element means', () => {
    const off = withElement(held(smallSpec), appPolicies, 'isMobilePluginEnabled', 'false');
    expect(changeOf(planned(smallSpec, off), 'policies.plugins.mobile')).toEqual({
      kind: 'change',
      before: false,
      after: true,
      reset: true,
    });
    const on = withElement(held(smallSpec), appPolicies, 'isMobilePluginEnabled', 'true');
    expect(planned(smallSpec, on).changes).toEqual([]);
  });

  it('takes an element that the org leaves out for what its absence means', () => {
    const silent = withElement(held(smallSpec), global, 'isDeviceFlowEnabled');
    expect(planned(smallSpec, silent).changes).toEqual([]);
    expect(changeOf(planned(`${smallSpec}flows: {device: true}\n`, silent), 'flows.device')).toEqual({
      kind: 'change',
      before: false,
      after: true,
    });
  });

  it('reads words whatever their case', () => {
    const spelled = withElement(
      held(`${smallSpec}policies: {ipRelaxation: enforce-except-refresh-tokens}\n`),
      policies,
      'ipRelaxationPolicyType',
      'Enforce_RelaxRefresh',
    );
    expect(planned(`${smallSpec}policies: {ipRelaxation: enforce-except-refresh-tokens}\n`, spelled).changes).toEqual(
      [],
    );
  });

  it('compares lists as sets where the order means nothing', () => {
    const spec = smallSpec.replace('[api]', '[api, refresh_token]');
    expect(
      planned(spec, withElement(held(spec), oauth, 'commaSeparatedOauthScopes', 'RefreshToken,Api')).changes,
    ).toEqual([]);
    const callbacks = smallSpec.replace(
      'https://orders.example.com/cb',
      '[https://a.example.com, https://b.example.com]',
    );
    expect(
      planned(
        callbacks,
        withElement(held(callbacks), global, 'callbackUrl', 'https://b.example.com\nhttps://a.example.com'),
      ).changes,
    ).toEqual([]);
  });

  it('compares IP ranges by their addresses, not by their spelling', () => {
    const ranges = (start: string): string =>
      `${smallSpec}security: {trustedIpRanges: [{start: "${start}", end: "2001:db8::ff"}, {start: 203.0.113.1, end: 203.0.113.9}]}\n`;
    expect(planned(ranges('2001:db8::1'), held(ranges('2001:0DB8:0:0:0:0:0:1'))).changes).toEqual([]);
    expect(planned(ranges('2001:db8::1'), held(ranges('2001:db8::2'))).changes.map(({ kind }) => kind)).toEqual([
      'change',
    ]);
  });

  it('locks security settings that the org does not hold yet, with the elements that the spec carries for them', () => {
    const security = 'ExtlClntAppOauthSecuritySettings';
    const yaml = `${smallSpec}security: {tokenIpRanges: [{start: 203.0.113.1, end: 203.0.113.9}]}\nmetadata: {extra: {${security}: {isNew: "true"}}}\n`;
    const locks = ({ action, changes }: ReturnType<typeof planned>): readonly string[] => [
      action,
      ...changes.filter(({ type }) => type === security).map(({ key, kind }) => `${kind} ${key}`),
    ];
    const keys = ['security.tokenIpRanges', `metadata.extra.${security}.isNew`];
    const there = held(smallSpec);
    expect(locks(planned(yaml, there))).toEqual(['none', ...keys.map((key) => `locked ${key}`)]);
    expect(locks(planned(yaml, there, { target: 'files' }))).toEqual(['update', ...keys.map((key) => `add ${key}`)]);
    const made = withElement(held(yaml), security, 'isNew').map((one) =>
      one.type === security ? { ...one, elements: one.elements.filter(({ name }) => name !== 'tokenIpRanges') } : one,
    );
    expect(locks(planned(yaml, made))).toEqual(['update', ...keys.map((key) => `add ${key}`)]);
  });

  it('takes a list without items for none', () => {
    expect(
      planned(smallSpec, withElement(held(smallSpec), policies, 'commaSeparatedPermissionSet', ' , ')).changes,
    ).toEqual([]);
  });

  it('leaves elements of the platform alone even when the spec carries them', () => {
    const packaged = `${smallSpec}distribution: packaged\nmetadata: {extra: {${header}: {orgScopedExternalApp: "00Dbm000004ELiD:Order_Sync"}}}\n`;
    const foreign = withElement(held(packaged), header, 'orgScopedExternalApp', '00Dxx000000XXXX:Order_Sync');
    expect(planned(packaged, foreign).changes).toEqual([]);
  });

  it('never compares what the platform makes, nor keys that say nothing when they are absent', () => {
    const actual = [
      [global, 'consumerKey', '3MVG9fake'],
      [global, 'isEnforceRefreshTokenTTL', 'true'],
      [global, 'isDPopEnabled', 'true'],
      [oauth, 'oauthLink', '00Dbm000004ELiD:888bm000002gH3J'],
      [header, 'orgScopedExternalApp', '00Dbm000004ELiD:Order_Sync'],
    ] as const;
    const components = actual.reduce((all, [type, name, text]) => withElement(all, type, name, text), held(smallSpec));
    expect(planned(smallSpec, components).changes).toEqual([]);
  });

  it('does not compare elements that are newer than the API version', () => {
    const spec = `${smallSpec}policies: {enabled: true}\n`;
    const older = withElement(held(spec), oauth, 'isFirstPartyAppEnabled', 'true');
    expect(planned(spec, older, { apiVersion: 61 }).changes).toEqual([]);
    expect(changeOf(planned(spec, older), 'firstParty.enabled')).toEqual({
      kind: 'change',
      before: true,
      after: false,
      reset: true,
    });
  });

  it('shows a word that nobody knows as it stands, and what the spec makes of it', () => {
    const odd = withElement(held(smallSpec), header, 'distributionState', 'Managed');
    expect(changeOf(planned(smallSpec, odd), 'distribution')).toEqual({
      kind: 'change',
      before: 'Managed',
      after: 'local',
      reset: true,
    });
  });

  it('lists elements that are newer than the catalogue as values that would be reset', () => {
    const newer = withElement(held(smallSpec), global, 'isQuantumSafe', 'true');
    expect(planned(smallSpec, newer).changes).toEqual([
      {
        key: `metadata.extra.${global}.isQuantumSafe`,
        type: global,
        fullName: 'Order_Sync_glbloauth',
        element: 'isQuantumSafe',
        kind: 'change',
        before: 'true',
        after: null,
        reset: true,
      },
    ]);
    const carried = `${smallSpec}metadata: {extra: {${global}: {isQuantumSafe: 'true'}}}\n`;
    expect(planned(carried, newer).changes).toEqual([]);
    expect(changeOf(planned(carried, held(smallSpec)), `metadata.extra.${global}.isQuantumSafe`)).toEqual({
      kind: 'add',
      before: null,
      after: 'true',
    });
  });

  it('hides the value of an unknown element that smells of a secret', () => {
    const newer = withElement(held(smallSpec), global, 'backupSecret', 'hunter2');
    expect(changeOf(planned(smallSpec, newer), `metadata.extra.${global}.backupSecret`)?.before).toBe('[REDACTED]');
  });

  it('finds an unknown element inside a known parent', () => {
    const newer = withElement(held(smallSpec), global, 'idTokenConfig', [{ name: 'idTokenColour', content: 'blue' }]);
    expect(changeOf(planned(smallSpec, newer), `metadata.extra.${global}.idTokenConfig.idTokenColour`)?.before).toBe(
      'blue',
    );
  });

  it('finds members under unusual names and leaves their labels alone', () => {
    const unusual = held(smallSpec).map((component) =>
      component.type === policies
        ? {
            ...component,
            fullName: 'Legacy_defaultPolicy',
            elements: component.elements.map((element) =>
              element.name === 'label' ? { ...element, content: 'By hand' } : element,
            ),
          }
        : component,
    );
    expect(planned(smallSpec, unusual).changes).toEqual([]);
    const changed = withElement(unusual, policies, 'ipRelaxationPolicyType', 'Bypass');
    expect(planned(smallSpec, changed).changes.map(({ fullName }) => fullName)).toEqual(['Legacy_defaultPolicy']);
  });

  it('shows a label that the spec sets', () => {
    const labelled = `${smallSpec}metadata: {labels: {${policies}: Approved users}}\n`;
    expect(changeOf(planned(labelled, held(smallSpec)), `metadata.labels.${policies}`)).toEqual({
      kind: 'change',
      before: 'Order_Sync_oauthPlcy',
      after: 'Approved users',
    });
  });

  it('adds the members of an app that exists without policies', () => {
    const plan = planned(
      smallSpec,
      held(smallSpec).filter(({ type }) => type !== policies),
    );
    expect(plan.action).toBe('update');
    expect(new Set(plan.changes.map(({ type, kind }) => `${type} ${kind}`))).toEqual(new Set([`${policies} add`]));
  });

  it('names members that the spec has no keys for, and leaves them alone', () => {
    const canvas = held(`${smallSpec}canvas: {url: https://c.example.com, accessMethod: oauth-get}\n`);
    const plan = planned(smallSpec, canvas);
    expect(plan.changes).toEqual([]);
    expect(plan.unmanaged).toEqual([{ type: 'ExtlClntAppCanvasSettings', fullName: 'Order_Sync_canvas' }]);
  });

  it('adds a member that says all by being there', () => {
    const spec = `${smallSpec}attestation: {apple: true}\n`;
    expect(planned(spec, held(smallSpec)).changes).toEqual([
      {
        key: 'attestation.apple',
        type: 'ExtlClntAppAttestSettings',
        fullName: 'Order_Sync_attest_apple',
        element: 'attestServiceType',
        kind: 'add',
        before: null,
        after: true,
      },
    ]);
  });

  it('removes what belongs to a feature that the spec switches off', () => {
    const before = `${smallSpec}flows: {clientCredentials: {runAs: bot@example.com}}\n`;
    const plan = planned(`${smallSpec}flows: {clientCredentials: false}\n`, held(before));
    expect(plan.changes.map(({ key, kind, before: old, after }) => [key, kind, old, after])).toEqual([
      ['flows.clientCredentials', 'change', true, false],
      ['flows.clientCredentials.runAs', 'remove', 'bot@example.com', null],
      ['flows.clientCredentials.allowedByPolicy', 'change', true, false],
    ]);
  });

  it('compares only the types that metadata.only names', () => {
    const partial = `name: Order_Sync\nmetadata: {only: [${policies}]}\npolicies: {permittedUsers: self-authorize}\n`;
    const drifted = withElement(held(smallSpec), header, 'description', 'Made in Setup');
    expect(planned(partial, drifted)).toEqual({
      name: 'Order_Sync',
      action: 'none',
      changes: [],
      warnings: [],
      unmanaged: [],
    });
  });
});
