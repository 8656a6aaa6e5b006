import { posix, win32 } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { Component } from '../src/metadata/component.js';

// Everything below is loaded with the path functions that Node has on Windows.
jest.unstable_mockModule('node:path', () => ({ ...win32, win32, posix, default: win32 }));
const { shownPath } = await import('../src/files/readSpecInputs.js');
const { loadSpecs } = await import('../src/operations/loadSpecs.js');
const { planFiles } = await import('../src/operations/planFiles.js');
const { componentPath } = await import('../src/metadata/componentPath.js');
const { specToComponents } = await import('../src/metadata/specToComponents.js');
const { xmlToComponent, typeOfFile } = await import('../src/metadata/xmlToComponent.js');

const project = 'C:\\Users\\me\\orders';
const text = [
  'name: Order_Sync',
  'contactEmail: team@example.com',
  'callback: https://orders.example.com/callback',
  'scopes: [api, refresh_token]',
  'flows: {jwtBearer: {certificate: certificates/server.crt}}',
].join('\n');

async function load(
  file: string,
  path: string,
): Promise<{
  readonly asked: readonly string[];
  readonly rules: readonly string[];
  readonly components: readonly Component[];
}> {
  const asked: string[] = [];
  const [loaded] = await loadSpecs({
    inputs: [{ file, path, text }],
    sources: { set: new Map(), files: [], environment: {} },
    apiVersion: { number: 66, origin: 'the test' },
    missingVariables: 'error',
    lint: { today: new Date('2026-12-24T00:00:00Z') },
    readFile: async (name) => {
      asked.push(name);
      return Promise.resolve(undefined);
    },
  });
  if (loaded?.completed === undefined) throw new Error('The spec was not read.');
  const components = specToComponents(loaded.completed, { apiVersion: 66, fileContent: () => undefined });
  return { asked, rules: loaded.findings.map(({ rule }) => rule), components };
}

describe('paths on Windows', () => {
  it('are shown with slashes, below the working folder from there, elsewhere whole', () => {
    expect(shownPath(`${project}\\eca\\Order_Sync.eca.yaml`, project)).toBe('eca/Order_Sync.eca.yaml');
    expect(shownPath('C:\\Users\\me\\other\\A.eca.yaml', project)).toBe('C:/Users/me/other/A.eca.yaml');
    expect(shownPath('D:\\A.eca.yaml', project)).toBe('D:/A.eca.yaml');
    expect(shownPath('\\\\server\\share\\A.eca.yaml', project)).toBe('//server/share/A.eca.yaml');
  });

  it('lead from a spec to the files that it names', async () => {
    const { asked, rules } = await load('eca/Order_Sync.eca.yaml', `${project}\\eca\\Order_Sync.eca.yaml`);
    expect(asked).toEqual([`${project}\\eca\\certificates\\server.crt`]);
    expect(rules).not.toContain('file/name');
  });

  it('give the name of a spec also when they were written with backslashes', async () => {
    const { rules } = await load('eca\\Order_Sync.eca.yaml', `${project}\\eca\\Order_Sync.eca.yaml`);
    expect(rules.filter((rule) => rule.startsWith('file/'))).toEqual(['file/not-found']);
  });

  it('lead to the files of components below the output directory', async () => {
    const { components } = await load('eca/Order_Sync.eca.yaml', `${project}\\eca\\Order_Sync.eca.yaml`);
    const { files } = planFiles(
      { name: 'Order_Sync' },
      components,
      [],
      `${project}\\force-app\\main\\default`,
      'source',
    );
    expect(files.map(({ path }) => shownPath(path, project))).toEqual([
      'force-app/main/default/externalClientApps/Order_Sync.eca-meta.xml',
      'force-app/main/default/extlClntAppGlobalOauthSets/Order_Sync_glbloauth.ecaGlblOauth-meta.xml',
      'force-app/main/default/extlClntAppOauthSettings/Order_Sync_oauth.ecaOauth-meta.xml',
      'force-app/main/default/extlClntAppOauthPolicies/Order_Sync_oauthPlcy.ecaOauthPlcy-meta.xml',
      'force-app/main/default/extlClntAppPolicies/Order_Sync_plcy.ecaPlcy-meta.xml',
    ]);
    expect(files[0]?.path).toBe(`${project}\\force-app\\main\\default\\externalClientApps\\Order_Sync.eca-meta.xml`);
  });

  it('have slashes inside a package, whatever the system', () => {
    const path = componentPath({ type: 'ExternalClientApplication', fullName: 'A' }, 'metadata');
    expect(path).toBe('externalClientApps/A.eca');
  });

  it('give a component its type and name', () => {
    const path = `${project}\\force-app\\externalClientApps\\A.eca-meta.xml`;
    const type = typeOfFile(path);
    if (type === undefined) throw new Error('The suffix was not seen.');
    const xml = `<${type.name} xmlns="http://soap.sforce.com/2006/04/metadata"><label>A</label></${type.name}>`;
    expect(xmlToComponent(path, xml, type)).toMatchObject({ component: { type: type.name, fullName: 'A' } });
  });
});
