import { describe, expect, it } from '@jest/globals';
import { deployProgress } from '../../../src/flags/deployProgress.js';
import { liveRows } from '../../../src/flags/liveRows.js';
import type { DeployStatus } from '../../../src/org/metadataOrg.js';
import { terminalCells, type TerminalCells } from './terminalCells.js';

const status: DeployStatus = {
  jobId: '0AfFk0000000001EAA',
  status: 'InProgress',
  done: false,
  success: false,
  checkOnly: false,
  deployed: 3,
  failed: 0,
  total: 5,
  components: [],
};

/** A screen whose lines and rows end up on the same terminal, as in a command. */
function screenOn(terminal: TerminalCells) {
  const rows = liveRows(terminal);
  const say = (text: string): void => rows.above(() => terminal.write(`${text}\n`));
  return { show: say, say, rows };
}

describe('deployProgress', () => {
  it('shows a row per org on a terminal, in the order of the command line, while job ids stay above', () => {
    const terminal = terminalCells();
    const progress = deployProgress(screenOn(terminal), ['staging', 'prod', 'qa']);
    progress.of('staging')({ kind: 'stage', stage: 'read' });
    progress.of('prod')({ kind: 'stage', stage: 'read' });
    expect(terminal.shown()).toEqual([
      '  staging  Reading the org… (0 s)',
      '  prod     Reading the org… (0 s)',
      '  qa       … waiting for its turn',
    ]);
    progress.of('staging')({ kind: 'accepted', jobId: status.jobId });
    progress.of('staging')({ kind: 'status', status });
    progress.ended('prod', 'failed', 'The org cannot be reached.');
    expect(terminal.shown()).toEqual([
      'staging: Job 0AfFk0000000001EAA.',
      '  staging  InProgress: 3 of 5 components (0 s)',
      '  prod     ✗ failed: The org cannot be reached. (0 s)',
      '  qa       … waiting for its turn',
    ]);
    progress.end();
    expect(terminal.shown()).toEqual(['staging: Job 0AfFk0000000001EAA.', '']);
  });

  it('keeps 30 orgs within 24 lines: those at work as rows, those that have ended as lines', () => {
    const terminal = terminalCells(80, 24);
    const names = Array.from({ length: 30 }, (_, index) => `org${String(index).padStart(2, '0')}`);
    const progress = deployProgress(screenOn(terminal), names);
    for (const name of names.slice(0, 5)) progress.of(name)({ kind: 'stage', stage: 'deploy' });
    progress.ended('org01', 'done', 'Succeeded, Shop created');
    expect(terminal.shown()).toEqual([
      '  org01  ✓ done: Succeeded, Shop created (0 s)',
      ...['org00', 'org02', 'org03', 'org04'].map((name) => `  ${name}  Deploying… (0 s)`),
      '… and 25 more',
    ]);
    progress.end();
  });

  it('writes plain lines without a terminal', () => {
    const lines: string[] = [];
    const progress = deployProgress({ show: () => undefined, say: (text) => lines.push(text) }, ['staging', 'prod']);
    progress.of('staging')({ kind: 'stage', stage: 'read' });
    progress.of('staging')({ kind: 'accepted', jobId: status.jobId });
    progress.of('staging')({ kind: 'status', status });
    progress.ended('staging', 'done', 'Succeeded, Shop created');
    progress.end();
    expect(lines).toEqual(['staging: Reading the org…', 'staging: Job 0AfFk0000000001EAA.']);
  });
});
