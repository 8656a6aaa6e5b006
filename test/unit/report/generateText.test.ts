import { describe, expect, it } from '@jest/globals';
import { generateText } from '../../../src/report/generateText.js';

const apps = [
  {
    name: 'A',
    files: [
      { path: 'out/A.eca', state: 'created' },
      { path: 'out/A.ecaPlcy', state: 'unchanged' },
      { path: 'out/A.ecaPush', state: 'stale' },
    ],
  },
  { name: 'B', files: [{ path: 'out/B\u001B[31m.eca', state: 'changed' }] },
] as const;

function plain(text: string): string {
  return text.replace(/\u001B\[\d+m/g, '');
}

describe('generateText', () => {
  it('says what happened to each file, and counts', () => {
    expect(plain(generateText({ apps, apiVersion: '66.0' }, false, 2))).toBe(`A
  created   out/A.eca
  unchanged out/A.ecaPlcy
  stale     out/A.ecaPush
B
  changed   out/B\\u001b[31m.eca

2 apps for API 66.0: 2 files written (1 created, 1 changed, 1 unchanged, 1 stale).`);
  });

  it('says what would happen when it only checks', () => {
    expect(plain(generateText({ apps: [apps[1]], apiVersion: '66.0' }, true, 1))).toContain(
      '1 app for API 66.0: 1 file would be written (1 changed).',
    );
  });

  it('counts a package.xml by its name', () => {
    expect(plain(generateText({ apps: [apps[1]], apiVersion: '66.0' }, false, 2))).toContain(
      '1 app for API 66.0: 1 file and package.xml written (1 changed).',
    );
  });
});
