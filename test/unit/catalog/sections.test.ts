import { describe, expect, it } from '@jest/globals';
import { rowByKey, rows } from '../../../src/catalog/rows.js';
import { sections } from '../../../src/catalog/sections.js';

describe('sections', () => {
  it('describe every key that only groups others, and no other key', () => {
    const groups = rows.flatMap(({ key }) => {
      const parts = key.split('.');
      return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
    });
    const grouping = [...new Set(groups)].filter((key) => rowByKey(key) === undefined);
    expect(Object.keys(sections).sort()).toEqual(grouping.sort());
  });

  it('offer alternatives among keys that exist', () => {
    const named = Object.entries(sections).flatMap(([key, { either = [], replaces = {} }]) =>
      [...either.flat(), ...Object.entries(replaces).flat(2)].map((child) => `${key}.${child}`),
    );
    expect(named).toContain('push.apple.bundleId');
    expect(named.filter((key) => rowByKey(key) === undefined)).toEqual([]);
  });

  it("name every key of a platform's push credentials as an alternative or as replaced by one", () => {
    for (const platform of ['push.android', 'push.apple']) {
      const { either = [], replaces = {} } = sections[platform] ?? {};
      const children = rows
        .filter(({ key }) => key.startsWith(`${platform}.`))
        .map(({ key }) => key.slice(platform.length + 1));
      expect([...either.flat(), ...Object.values(replaces).flat()].sort()).toEqual(children.sort());
    }
  });
});
