import { describe, expect, it } from '@jest/globals';
import { lintFindings, lintText, today } from './lintText.js';
import { web } from './cases/ruleCase.js';

const device = `${web}flows: {device: true}\nlint:\n  ignore:\n`;
const day = (date: string): Date => new Date(`${date}T23:59:59Z`);

describe('a waiver', () => {
  it('keeps the finding in its place as a note with the reason', () => {
    const spec = `${device}    - {rule: device-flow/phishing, reason: No browser, until: "2026-12-31"}`;
    expect(lintText(spec)).toEqual(['device-flow/phishing 6:17']);
    const [finding] = lintFindings(spec);
    expect(finding).toMatchObject({ severity: 'note', waived: { reason: 'No browser', until: '2026-12-31' } });
  });

  it('holds on its last day, in UTC', () => {
    const spec = `${device}    - {rule: device-flow/phishing, reason: No browser, until: "2026-09-15"}`;
    expect(lintFindings(spec, { today: day('2026-09-15') }).map(({ severity }) => severity)).toEqual(['note']);
  });

  it('gives the finding its severity back on the day after, and says that it ended', () => {
    const spec = `${device}    - {rule: device-flow/phishing, reason: No browser, until: "2026-09-15"}`;
    expect(lintText(spec, { today: new Date('2026-09-16T00:00:00Z') })).toEqual([
      'device-flow/phishing 6:17',
      'waiver/expired 9:63',
    ]);
    expect(lintFindings(spec, { today: day('2026-09-16') }).map(({ severity }) => severity)).toEqual([
      'warning',
      'warning',
    ]);
  });

  it('that matches nothing is a warning', () => {
    const spec = `${device}    - {rule: device-flow/phishing, reason: No browser}\n    - {rule: pkce/off, reason: Old client}`;
    expect(lintText(spec)).toEqual(['device-flow/phishing 6:17', 'waiver/unused 10:14']);
  });

  it('for an unknown rule is an error that names the nearest one', () => {
    const spec = `${device}    - {rule: device-flow/fishing, reason: No browser}`;
    expect(lintText(spec)).toEqual(['device-flow/phishing 6:17', 'waiver/unknown-rule 9:14']);
    expect(lintFindings(spec)[1]).toMatchObject({ severity: 'error', suggestions: ['device-flow/phishing'] });
  });

  it('waives every finding of its rule', () => {
    const spec = `${web.replace('[api, refresh_token]', '[id, api, full]')}lint: {ignore: [{rule: scopes/redundant, reason: Guide}]}`;
    expect(
      lintFindings(spec)
        .filter(({ rule }) => rule === 'scopes/redundant')
        .map(({ waived }) => waived?.reason),
    ).toEqual(['Guide', 'Guide']);
  });

  it('cannot waive what could never be deployed', () => {
    const spec = `${web}flows: {jwtBearer: {certificate: a.crt}}\nlint: {ignore: [{rule: certificate/unreadable, reason: Later}]}`;
    const files = new Map([['a.crt', Buffer.from('nothing')]]);
    expect(lintText(spec, { files })).toEqual(['certificate/unreadable 6:34', 'waiver/not-possible 7:24']);
  });

  it('for a rule of another profile is not called unused', () => {
    const spec = `${web}lint: {ignore: [{rule: isv-2026/ip-allow-list, reason: Cloud provider}]}`;
    expect(lintText(spec)).toEqual([]);
    expect(lintFindings(spec, { profile: 'isv-2026' }).map(({ severity, rule }) => `${rule} ${severity}`)).toEqual([
      'isv-2026/ip-allow-list note',
    ]);
  });

  it('is not called unused while a variable without a value keeps its rule from judging', () => {
    const spec = `name: App\ncontactEmail: team@example.com\ncallback: \${url}\nscopes: [api]\npolicies: {permissionSets: [A]}\nlint: {ignore: [{rule: callback/localhost-name, reason: Vendor}]}\nvariables: {url: {}}`;
    expect(lintText(spec)).toEqual([]);
    expect(lintText(spec, {}, { url: 'https://a.example.com/cb' })).toEqual(['waiver/unused 6:24']);
  });

  it('is left aside when somebody asks what it hides', () => {
    const spec = `${device}    - {rule: pkce/of, reason: None}\n    - {rule: device-flow/phishing, reason: No browser}`;
    expect(lintText(spec, { ignoreWaivers: true })).toEqual(['device-flow/phishing 6:17']);
  });
});

describe('a value that the user did not write', () => {
  it('leaves rules silent, but for the one default that is weak', () => {
    const spec = 'name: App\ncontactEmail: team@example.com\ncallback: https://app.example.com/cb\nscopes: [full]\n';
    expect(lintText(spec)).toEqual(['permitted-users/self-authorize 1:1', 'scopes/full-access 4:10']);
  });

  it('is not looked for in an app without OAuth', () => {
    expect(lintText('name: App\ncontactEmail: team@example.com\n')).toEqual([]);
  });
});

describe('an app that a deploy is about to create', () => {
  const spec = `${web}security: {requirePkce: false}`;

  it('makes platform locks errors', () => {
    const severityOf = (creating: boolean): unknown =>
      lintFindings(spec, { creating, today }).find(({ rule }) => rule === 'platform-lock/new-app')?.severity;
    expect([severityOf(false), severityOf(true)]).toEqual(['warning', 'error']);
  });
});
