import { describe, expect, it } from '@jest/globals';
import type { AppPlan, PlanChange } from '../../../src/plan/appPlan.js';
import { planMarkdown } from '../../../src/report/planMarkdown.js';
import { planResult } from '../../../src/report/planResult.js';
import { planText } from '../../../src/report/planText.js';

const place = { type: 'ExtlClntAppGlobalOauthSettings', fullName: 'Shop_glbloauth' } as const;
const hash = 'ab'.repeat(32);
const changes: readonly PlanChange[] = [
  {
    ...place,
    key: 'flows.device',
    element: 'isDeviceFlowEnabled',
    kind: 'change',
    before: true,
    after: false,
    reset: true,
  },
  {
    ...place,
    key: 'callback',
    element: 'callbackUrl',
    kind: 'add',
    before: null,
    after: ['https://a.example.com/`x`|y', 'two\nlines'],
  },
  { ...place, key: 'flows.jwtBearer.certificate', element: 'certificate', kind: 'remove', before: hash, after: null },
  { ...place, key: 'security.requirePkce', element: 'isPkceRequired', kind: 'locked', before: true, after: false },
  { ...place, key: 'consumerKey', element: 'consumerKey', kind: 'unreadable', before: null, after: 'key-of-the-app' },
];
const shop: AppPlan = {
  name: 'Shop',
  action: 'update',
  changes,
  warnings: [{ rule: 'callback-removed', key: 'callback', tokens: ['https://<b>.example.com'] }],
  unmanaged: [{ type: 'ExtlClntAppCanvasSettings', fullName: 'Shop_canvas' }],
};
const same: AppPlan = { name: 'Same', action: 'none', changes: [], warnings: [], unmanaged: [] };
const plan = planResult({ plans: [shop, same], summary: { create: 0, update: 1, none: 1, changes: 3 } });

describe('planText', () => {
  it('has a symbol and a word for each change, the warnings, and the counts at the end', () => {
    expect(planText('me@example.com', plan)).toBe(`Plan for me@example.com

Shop: will be updated
  ~ change     flows.device: true -> false (not in the spec: will be reset) [isDeviceFlowEnabled of Shop_glbloauth]
  + add        callback: ["https://a.example.com/\`x\`|y", "two\\nlines"] [callbackUrl of Shop_glbloauth]
  - remove     flows.jwtBearer.certificate: SHA-256 ${hash} [certificate of Shop_glbloauth]
  = locked     security.requirePkce: the spec says false, but the platform keeps true [isPkceRequired of Shop_glbloauth]
  ? unreadable consumerKey: the org does not tell its value; the spec says key-of-the-app [consumerKey of Shop_glbloauth]
  ! WARNING    callback: Logins that return to https://<b>.example.com stop working.
  . left alone ExtlClntAppCanvasSettings Shop_canvas: the spec has no keys of this type, and a deploy does not delete it

Plan: 0 to create, 1 to update, 1 unchanged; 3 changes (1 add, 1 change, 1 remove); 1 locked, 1 unreadable.`);
  });

  it('cuts no value, however long', () => {
    const url = `https://a.example.com/${'x'.repeat(1_500)}`;
    const long: AppPlan = {
      ...shop,
      changes: [{ ...place, key: 'callback', element: 'callbackUrl', kind: 'add', before: null, after: url }],
    };
    const result = planResult({ plans: [long], summary: { create: 0, update: 1, none: 0, changes: 1 } });
    expect(planText('me@example.com', result)).toContain(url);
    expect(planMarkdown('me@example.com', result)).toContain(url);
  });

  it('says that nothing changes, and how much was compared', () => {
    const nothing = planResult({ plans: [same], summary: { create: 0, update: 0, none: 1, changes: 0 } });
    expect(planText('me@example.com', nothing)).toBe('Plan for me@example.com\n\nNo changes: 1 app compared.');
  });
});

describe('planMarkdown', () => {
  it('lets no value end a cell, a code span or a line, or become markup', () => {
    expect(planMarkdown('me@example.com', plan)).toBe(`### Plan for \`me@example.com\`

Plan: 0 to create, 1 to update, 1 unchanged; 3 changes (1 add, 1 change, 1 remove); 1 locked, 1 unreadable.

#### \`Shop\`: will be updated

> **Warning** \`callback\`: Logins that return to https://&#60;b&#62;.example.com stop working.

| Change | Key | Before | After | Element |
| --- | --- | --- | --- | --- |
| ~ change (not in the spec: will be reset) | \`flows.device\` | \`true\` | \`false\` | \`isDeviceFlowEnabled\` of \`Shop_glbloauth\` |
| + add | \`callback\` | \`nothing\` | \`\`["https://a.example.com/\`x\`\\|y", "two\\nlines"]\`\` | \`callbackUrl\` of \`Shop_glbloauth\` |
| - remove | \`flows.jwtBearer.certificate\` | \`SHA-256 ${hash}\` | \`nothing\` | \`certificate\` of \`Shop_glbloauth\` |
| = locked | \`security.requirePkce\` | \`true\` | \`false\` | \`isPkceRequired\` of \`Shop_glbloauth\` |
| ? unreadable | \`consumerKey\` | \`nothing\` | \`key-of-the-app\` | \`consumerKey\` of \`Shop_glbloauth\` |

- left alone: \`Shop_canvas\` (ExtlClntAppCanvasSettings); the spec has no keys of this type, and a deploy does not delete it
`);
  });
});

describe('planResult', () => {
  it('leaves out warnings and members that there are not, and words the others', () => {
    expect(plan.apps[1]).toEqual({ name: 'Same', action: 'none', changes: [] });
    expect(plan.apps[0]?.warnings).toEqual([
      {
        rule: 'callback-removed',
        key: 'callback',
        message: 'Logins that return to https://<b>.example.com stop working.',
      },
    ]);
  });
});
