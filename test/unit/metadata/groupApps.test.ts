import { describe, expect, it } from '@jest/globals';
import { groupApps } from '../../../src/metadata/groupApps.js';
import { readAppFile, type AppFile } from '../../../src/metadata/readAppFile.js';

const header = (file: string): AppFile =>
  readAppFile(file, '<ExternalClientApplication><label>x</label></ExternalClientApplication>');
const oauth = (file: string, app: string): AppFile =>
  readAppFile(
    file,
    `<ExtlClntAppOauthSettings><externalClientApplication>${app}</externalClientApplication></ExtlClntAppOauthSettings>`,
  );
const shape = (files: readonly AppFile[]): unknown => {
  const { apps, refused } = groupApps(files);
  return {
    apps: apps.map(({ name, sources }) => `${name} ${sources.length}`),
    refused: refused.map(({ finding }) => finding.rule),
  };
};

describe('groupApps', () => {
  it('groups by the app that files name, whatever they are called', () => {
    expect(
      shape([header('externalClientApps/Shop.eca'), oauth('extlClntAppOauthSettings/anything.ecaOauth', 'Shop')]),
    ).toEqual({ apps: ['Shop 2'], refused: [] });
  });

  it('takes a name with a namespace for the one header of the folder that has it without', () => {
    expect(
      shape([header('a/externalClientApps/Shop.eca'), oauth('a/extlClntAppOauthSettings/x.ecaOauth', 'acme__Shop')]),
    ).toEqual({ apps: ['Shop 2'], refused: [] });
  });

  it('does so neither for a header elsewhere nor for one that has the namespace itself', () => {
    expect(
      shape([header('a/externalClientApps/Shop.eca'), oauth('b/extlClntAppOauthSettings/x.ecaOauth', 'acme__Shop')]),
    ).toEqual({ apps: ['Shop 1', 'acme__Shop 1'], refused: [] });
    expect(shape([header('Shop.eca'), header('acme__Shop.eca'), oauth('x.ecaOauth', 'acme__Shop')])).toEqual({
      apps: ['Shop 1', 'acme__Shop 2'],
      refused: [],
    });
  });

  it('joins an app that lies in two package directories, and refuses two of one name', () => {
    expect(
      shape([header('a/externalClientApps/Shop.eca'), oauth('b/extlClntAppOauthSettings/x.ecaOauth', 'Shop')]),
    ).toEqual({ apps: ['Shop 2'], refused: [] });
    expect(shape([header('a/externalClientApps/Shop.eca'), header('b/externalClientApps/Shop.eca')])).toEqual({
      apps: [],
      refused: ['xml/two-apps'],
    });
    expect(
      shape([
        oauth('extlClntAppOauthSettings/x.ecaOauth', 'Shop'),
        oauth('extlClntAppOauthSettings/y.ecaOauth', 'Shop'),
      ]),
    ).toEqual({ apps: [], refused: ['xml/two-members'] });
  });

  it('refuses the second of two names that differ only in case', () => {
    expect(shape([header('Shop.eca'), header('SHOP.eca')])).toEqual({
      apps: ['SHOP 1'],
      refused: ['xml/names-differ-in-case'],
    });
  });

  it('refuses a component that names no app', () => {
    expect(shape([oauth('x.ecaOauth', '')])).toEqual({ apps: [], refused: ['xml/no-app'] });
  });

  it('tells of components that no spec describes', () => {
    const sample = readAppFile(
      'x.ecaSmpl',
      '<ExtlClntAppSampleSettings><externalClientApplication>Shop</externalClientApplication><password>secret</password></ExtlClntAppSampleSettings>',
    );
    const canvas = readAppFile(
      'x.ecaCanvas',
      '<ExtlClntAppCanvasStngs><externalClientApplication>Shop</externalClientApplication></ExtlClntAppCanvasStngs>',
    );
    const { apps } = groupApps([header('Shop.eca'), sample, canvas]);
    expect(apps[0]?.losses.map(({ element, value }) => `${element} ${value}`)).toEqual([
      'ExtlClntAppSampleSettings.externalClientApplication Shop',
      'ExtlClntAppSampleSettings.password [REDACTED]',
      'ExtlClntAppCanvasStngs.externalClientApplication Shop',
    ]);
    expect(shape([sample])).toEqual({ apps: [], refused: ['xml/other-type'] });
  });
});
