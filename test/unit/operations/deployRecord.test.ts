import { describe, expect, it } from '@jest/globals';
import { recordApp, type RecordedApp } from '../../../src/operations/deployRecord.js';
import { heldApps } from '../../../src/operations/heldApps.js';
import { prepareApp } from '../../../src/operations/prepareApp.js';
import { loaded, webSpec } from '../org/appFiles.js';

async function recorded(text: string, set: ReadonlyMap<string, string> = new Map()): Promise<RecordedApp> {
  const app = prepareApp(
    await loaded(text, 67, set),
    heldApps({ components: [], warnings: [], created: new Map() }, 67),
    67,
  );
  if (app === undefined) throw new Error('The text is no spec.');
  return recordApp(app);
}

describe('recordApp', () => {
  it('survives JSON unchanged, as it lies in a file between two runs', async () => {
    const record = await recorded(webSpec('Shop', 'flows:\n  clientCredentials:\n    runAs: me@example.com\n'));
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    expect(record).toMatchObject({
      name: 'Shop',
      action: 'create',
      deployed: true,
      completed: { name: 'Shop', flows: { clientCredentials: { runAs: 'me@example.com' } } },
    });
  });

  it('keeps no consumer key', async () => {
    expect(JSON.stringify(await recorded(webSpec('Shop', 'consumerKey: chosenKey123\n')))).not.toContain(
      'chosenKey123',
    );
  });

  it('keeps no value of a secret variable, wherever it stands', async () => {
    const text = webSpec(
      'Shop',
      'description: "for ${token}"\ncustomAttributes:\n  one: "\'${token}\'"\nvariables:\n  token: {description: A secret, secret: true}\n',
    );
    const record = await recorded(text, new Map([['token', 'hush-hush']]));
    expect(JSON.stringify(record)).not.toContain('hush-hush');
    expect(record.sent.map(({ type }) => type)).toContain('ExtlClntAppOauthSettings');
  });

  it('keeps no default of a variable', async () => {
    const text = webSpec(
      'Shop',
      'description: ${what}\nvariables:\n  what: {description: What, default: shown anyway}\n',
    );
    const { completed } = await recorded(text);
    expect(completed.variables).toBeUndefined();
    expect(completed.description).toBe('shown anyway');
  });

  it('keeps no element under metadata.extra whose name speaks of a secret, and every other one', async () => {
    const text = webSpec(
      'Shop',
      'metadata:\n  extra:\n    ExtlClntAppOauthSettings:\n      newPassword: hush-hush\n      newSwitch: "on"\n',
    );
    const record = JSON.stringify(await recorded(text));
    expect(record).not.toContain('hush-hush');
    expect(record).toContain('newSwitch');
  });
});
