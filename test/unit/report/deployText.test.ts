import { describe, expect, it } from '@jest/globals';
import type { AppOutcome, OrgOutcome } from '../../../src/operations/deployOutcome.js';
import { deployedOrg } from '../../../src/report/deployResult.js';
import { deployText, type Detail } from '../../../src/report/deployText.js';

const app = (more: Partial<AppOutcome> = {}): AppOutcome => ({
  name: 'Shop',
  spec: 'eca/Shop.eca.yaml',
  action: 'created',
  components: [
    { type: 'ExternalClientApplication', fullName: 'Shop', state: 'created' },
    { type: 'ExtlClntAppOauthSettings', fullName: 'Shop_oauth', state: 'unchanged' },
  ],
  lockedByPlatform: [],
  warnings: [],
  ...more,
});

const outcome = (more: Partial<OrgOutcome> = {}): OrgOutcome => ({
  org: {
    username: 'me@example.com',
    alias: 'prod',
    orgId: '00DFk0000000001EAA',
    instanceUrl: 'https://acme.my.salesforce.com',
    apiVersion: 67,
    kind: 'production',
  },
  jobId: '0AfFk0000000001EAA',
  status: 'Succeeded',
  success: true,
  done: true,
  checkOnly: false,
  apps: [app()],
  nextSteps: [{ step: 'wait-until-active', tokens: {} }],
  warnings: [],
  ...more,
});

const text = (more: Partial<OrgOutcome> = {}, detail: Detail = 'normal'): string => {
  const one = outcome(more);
  return deployText(one, deployedOrg(one, []), detail);
};

describe('deployText', () => {
  it.each([
    [{}, 'Deployed to prod (me@example.com): job 0AfFk0000000001EAA, Succeeded.'],
    [{ jobId: null }, 'Nothing to deploy: prod (me@example.com) holds what the specs say.'],
    [
      { checkOnly: true },
      'prod (me@example.com) accepts the deploy, nothing was changed: job 0AfFk0000000001EAA, Succeeded.',
    ],
    [
      { done: false, success: false, status: 'InProgress' },
      'Still running in prod (me@example.com): job 0AfFk0000000001EAA, InProgress.',
    ],
    [
      { success: false, status: 'Failed' },
      'Not deployed to prod (me@example.com): job 0AfFk0000000001EAA, Failed. The org took back everything.',
    ],
    [
      { success: false, status: 'Failed', checkOnly: true },
      'prod (me@example.com) would refuse the deploy, nothing was changed: job 0AfFk0000000001EAA, Failed.',
    ],
  ])('begins with what became of %j', (more, headline) => {
    expect(text(more).split('\n')[0]).toBe(headline);
  });

  it('says more with --verbose and less with --concise', () => {
    const created = '  created     ExternalClientApplication Shop';
    const unchanged = '  unchanged   ExtlClntAppOauthSettings Shop_oauth';
    const parts = (detail: Detail): readonly boolean[] =>
      [created, unchanged, 'Next steps'].map((part) => text({}, detail).includes(part));
    expect(parts('verbose')).toEqual([true, true, true]);
    expect(parts('normal')).toEqual([true, false, true]);
    expect(parts('concise')).toEqual([false, false, false]);
  });

  it.each(['concise', 'normal', 'verbose'] as const)('shows text, cause and remedy of a failure (%s)', (detail) => {
    const explained = { id: 'profile-unknown', tokens: { name: 'Nobody' }, keys: [] } as const;
    const problem = "We couldn't find profiles called Nobody";
    const failed = app({
      action: 'failed',
      components: [
        { type: 'ExtlClntAppOauthConfigurablePolicies', fullName: 'P', state: 'failed', problem, explained },
      ],
    });
    const shown = text({ success: false, status: 'Failed', apps: [failed] }, detail);
    expect(shown).toContain('Shop: failed (1 component)');
    expect(shown).toContain('  failed      ExtlClntAppOauthConfigurablePolicies P');
    for (const part of [problem, 'The org has no profile called "Nobody".', 'Write the profile as Setup shows it'])
      expect(shown).toContain(part);
  });

  it('explains what the platform has against the job as a whole', () => {
    const explained = { id: 'rows-locked', tokens: {}, keys: [] } as const;
    const shown = text({ success: false, status: 'Failed', problem: 'UNABLE_TO_LOCK_ROW', explained });
    expect(shown).toMatch(/UNABLE_TO_LOCK_ROW\nSomebody else is changing the same records in the org\.\nWait until/);
  });

  it('says which values the platform kept, and what could not be found out', () => {
    const locked = { key: 'security.requirePkce', wanted: false, actual: true, reason: 'new-app' } as const;
    const shown = text({
      apps: [app({ lockedByPlatform: [locked] })],
      warnings: [{ warning: 'not-read-back', text: 'HTTP 503' }],
    });
    expect(shown).toContain('  = security.requirePkce: you asked for false, the org keeps true.');
    expect(shown).toContain('HTTP 503');
  });

  it('lets nothing of an org command the terminal', () => {
    const hostile = '\u001b[2Jgone\r';
    const component = {
      type: 'ExternalClientApplication',
      fullName: hostile,
      state: 'failed',
      problem: hostile,
    } as const;
    const shown = text({ success: false, problem: hostile, apps: [app({ name: hostile, components: [component] })] });

    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});
