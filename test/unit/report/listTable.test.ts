import { describe, expect, it } from '@jest/globals';
import type { ListedApp } from '../../../src/operations/listApps.js';
import { listTable } from '../../../src/report/listTable.js';

const app: ListedApp = {
  name: 'Shop',
  label: 'The shop',
  distribution: 'local',
  enabled: false,
  permittedUsers: null,
  scopes: ['api', 'refresh_token'],
  flows: ['device'],
  spec: 'eca/Shop.eca.yaml',
};

describe('listTable', () => {
  it('is a table where there is room, or no end of the line', () => {
    const table = [
      'Name  Label     Distribution  Enabled  Permitted users  Scopes              Flows   Spec',
      '----  --------  ------------  -------  ---------------  ------------------  ------  -----------------',
      'Shop  The shop  local         no       -                api, refresh_token  device  eca/Shop.eca.yaml',
      '',
      '1 External Client App in me@example.com.',
    ].join('\n');
    expect(listTable([app], 'me@example.com', undefined)).toBe(table);
    expect(listTable([app], 'me@example.com', 102)).toBe(table);
  });

  it('is a block of lines for each app where a column would be lost', () => {
    expect(listTable([app], 'me@example.com', 100)).toBe(
      [
        'Name:            Shop',
        'Label:           The shop',
        'Distribution:    local',
        'Enabled:         no',
        'Permitted users: -',
        'Scopes:          api, refresh_token',
        'Flows:           device',
        'Spec:            eca/Shop.eca.yaml',
        '',
        '1 External Client App in me@example.com.',
      ].join('\n'),
    );
  });

  it('says that there is none', () => {
    expect(listTable([], 'me@example.com', 80)).toBe('0 External Client Apps in me@example.com.');
  });

  it('shows control characters of a label instead of sending them to the terminal', () => {
    expect(listTable([{ ...app, label: 'a\u001B[31mb' }], 'me@example.com', undefined)).toContain('a\\u001b[31mb');
  });
});
