import { describe, expect, it } from '@jest/globals';
import { resolveApiVersion } from '../../../src/operations/resolveApiVersion.js';

describe('resolveApiVersion', () => {
  const all = { flag: '61.0', project: '62.0', config: '63.0' };
  const { project, config } = all;

  it.each([
    ['the flag', all, { number: 61, origin: '--api-version' }],
    ['then the project', { project, config }, { number: 62, origin: 'sourceApiVersion in sfdx-project.json' }],
    ['then the configuration', { config }, { number: 63, origin: 'the config org-api-version' }],
    ['else 66', {}, { number: 66, origin: 'the default' }],
    ['a number without a point', { flag: '68' }, { number: 68, origin: '--api-version' }],
    [
      'the org where it is older',
      { flag: '68.0', org: 67 },
      { number: 67, origin: 'the newest API version of the org' },
    ],
    ['not the org where it is newer', { flag: '66.0', org: 68 }, { number: 66, origin: '--api-version' }],
    ['not the org where it is the same', { flag: '66.0', org: 66 }, { number: 66, origin: '--api-version' }],
  ])('takes %s', (_, sources, version) => {
    expect(resolveApiVersion(sources)).toEqual(version);
  });

  it.each([
    ['59.0', { flag: '59.0' }, '--api-version'],
    ['99.0', { flag: '99.0' }, '--api-version'],
    ['v66', { flag: 'v66' }, '--api-version'],
    ['55.0', { project: '55.0' }, 'sourceApiVersion in sfdx-project.json'],
    ['latest', { config: 'latest' }, 'the config org-api-version'],
    ['58.0', { flag: '66.0', org: 58 }, 'the newest API version of the org'],
  ])('refuses %s', (refused, sources, origin) => {
    expect(resolveApiVersion(sources)).toEqual({ refused, origin });
  });

  it('accepts the oldest and the newest version of the catalogue', () => {
    expect([resolveApiVersion({ flag: '60.0' }), resolveApiVersion({ flag: '68.0' })]).toEqual([
      { number: 60, origin: '--api-version' },
      { number: 68, origin: '--api-version' },
    ]);
  });
});
