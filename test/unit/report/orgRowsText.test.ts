import { describe, expect, it } from '@jest/globals';
import { endedOrgText, fits, orgRowsText, type OrgRow } from '../../../src/report/orgRowsText.js';

const row = (target: string, phase: OrgRow['phase'], text = '', seconds = 0): OrgRow => ({
  target,
  phase,
  text,
  seconds,
});
const terminal = { columns: 80, lines: 24 };

describe('orgRowsText', () => {
  it('shows a row per org, with a word beside every mark', () => {
    const orgs = [
      row('staging', 'working', 'InProgress: 3 of 5 components', 12),
      row('prod', 'waiting'),
      row('qa', 'done', 'Succeeded, Shop created', 8),
      row('uat', 'failed', 'The org cannot be reached.', 3),
      row('late', 'running', 'InProgress, Shop pending', 60),
    ];
    expect(orgRowsText(orgs, terminal)).toEqual([
      '  staging  InProgress: 3 of 5 components (12 s)',
      '  prod     … waiting for its turn',
      '  qa       ✓ done: Succeeded, Shop created (8 s)',
      '  uat      ✗ failed: The org cannot be reached. (3 s)',
      '  late     • still running: InProgress, Shop pending (60 s)',
    ]);
  });

  it('needs no name for a single org', () => {
    expect(orgRowsText([row('staging', 'working', 'Reading the org…', 2)], terminal)).toEqual([
      'Reading the org… (2 s)',
    ]);
  });

  it('shows those that are worked on, and counts the others, when there are more orgs than lines', () => {
    const orgs = Array.from({ length: 21 }, (_, index) =>
      row(`org${index}`, index < 3 ? 'done' : index < 8 ? 'working' : 'waiting', 'Deploying…'),
    );
    expect(fits(20, 24)).toBe(true);
    expect(fits(21, 24)).toBe(false);
    expect(orgRowsText(orgs, terminal)).toEqual([
      ...[3, 4, 5, 6, 7].map((index) => `  org${index}   Deploying… (0 s)`),
      '… and 13 more',
    ]);
    expect(endedOrgText(row('org1', 'done', 'Shop created', 4), orgs, 80)).toBe('  org1   ✓ done: Shop created (4 s)');
  });

  it('never takes more lines than there are, however many orgs are worked on', () => {
    const orgs = Array.from({ length: 50 }, (_, index) => row(`org${index}`, 'working', 'Deploying…'));
    for (const lines of [1, 5, 10, 24])
      expect(orgRowsText(orgs, { columns: 80, lines }).length).toBeLessThanOrEqual(Math.max(2, lines - 1));
  });

  it.each([10, 20, 40, 80, 120])('stays within %s columns', (columns) => {
    const long = 'x'.repeat(200);
    const phases = ['waiting', 'working', 'done', 'failed', 'running'] as const;
    const orgs = phases.map((phase) => row(`${phase}-${long}`, phase, long, 3));
    for (const line of [
      ...orgRowsText(orgs, { columns, lines: 24 }),
      ...orgRowsText(orgs.slice(0, 1), { columns, lines: 24 }),
    ])
      expect([...line].length).toBeLessThan(columns);
  });

  it('lets nothing of an org reach the terminal that commands it', () => {
    const hostile = 'bad\u001b[2J\r\nname';
    const shown = orgRowsText([row(hostile, 'failed', hostile), row('b', 'working', hostile)], terminal);
    expect(shown.join('')).not.toMatch(/[\u0000-\u001f]/);
    expect(shown[0]).toContain('bad\\u001b[2J');
  });
});
