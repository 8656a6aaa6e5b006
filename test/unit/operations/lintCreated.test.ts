import { describe, expect, it } from '@jest/globals';
import { lintCreated } from '../../../src/operations/lintCreated.js';
import { heldApps } from '../../../src/operations/heldApps.js';
import { prepareApp, type PreparedApp } from '../../../src/operations/prepareApp.js';
import { componentsOf, loaded, webSpec } from '../org/appFiles.js';

const today = new Date(Date.UTC(2026, 10, 1));
const weak = `${webSpec('Shop')}security: {requirePkce: false}\n`;
const waiver = 'lint: {ignore: [{rule: platform-lock/new-app, reason: The client learns PKCE}]}\n';

async function prepared(text: string, isHeld: boolean): Promise<readonly PreparedApp[]> {
  const components = isHeld ? await componentsOf(text) : [];
  const held = { components, warnings: [], created: new Map<string, number>() };
  const app = prepareApp(await loaded(text), heldApps(held, 66), 66);
  return app === undefined ? [] : [app];
}

describe('lintCreated', () => {
  it('calls a value that new apps cannot keep an error at its place when the app is created', async () => {
    const findings = lintCreated(await prepared(weak, false), today);
    expect(
      findings.map(({ file, finding: { rule, severity, path } }) => [file, rule, severity, path.join('.')]),
    ).toEqual([['eca/Shop.eca.yaml', 'platform-lock/new-app', 'error', 'security.requirePkce']]);
  });

  it('accepts a waiver', async () => {
    expect(lintCreated(await prepared(`${weak}${waiver}`, false), today)).toEqual([]);
  });

  it('says nothing of an app that is there already, nor of one that keeps what new apps have', async () => {
    expect(lintCreated(await prepared(weak, true), today)).toEqual([]);
    expect(lintCreated(await prepared(webSpec('Shop'), false), today)).toEqual([]);
  });
});
