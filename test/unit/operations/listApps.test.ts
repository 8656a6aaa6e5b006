import { describe, expect, it } from '@jest/globals';
import type { TypeName } from '../../../src/catalog/metadataType.js';
import type { Component } from '../../../src/metadata/component.js';
import { listApps } from '../../../src/operations/listApps.js';
import { specNames } from '../../../src/operations/specNames.js';
import { held, smallSpec, withElement } from '../plan/planned.js';

/** An org that holds components and notes which types were asked for. */
function orgWith(components: readonly Component[], asked: TypeName[][] = []) {
  return {
    asked,
    retrieve: async (types: readonly TypeName[]) => {
      asked.push([...types]);
      return Promise.resolve({ components, warnings: [], created: new Map<string, number>() });
    },
  };
}

describe('listApps', () => {
  it('tells each app in the words of a spec, from one retrieve', async () => {
    const spec = `${smallSpec}label: Order Sync
flows: {device: true, clientCredentials: {runAs: bot@example.com}}
policies: {permittedUsers: admin-approved, enabled: false}
`;
    const org = orgWith(held(spec));
    expect(await listApps(org, [{ name: 'order_sync', file: 'eca/Order_Sync.eca.yaml' }], 67)).toEqual([
      {
        name: 'Order_Sync',
        label: 'Order Sync',
        distribution: 'local',
        enabled: false,
        permittedUsers: 'admin-approved',
        scopes: ['api'],
        flows: ['clientCredentials', 'device'],
        spec: 'eca/Order_Sync.eca.yaml',
      },
    ]);
    expect(org.asked.map((types) => types.toSorted())).toEqual([
      [
        'ExternalClientApplication',
        'ExtlClntAppConfigurablePolicies',
        'ExtlClntAppGlobalOauthSettings',
        'ExtlClntAppOauthConfigurablePolicies',
        'ExtlClntAppOauthSettings',
      ],
    ]);
  });

  it('shows the JWT bearer flow where there is a certificate, and a word that nobody knows as it stands', async () => {
    const components = withElement(held(smallSpec), 'ExtlClntAppGlobalOauthSettings', 'certificate', 'AAAA');
    const odd = withElement(components, 'ExternalClientApplication', 'distributionState', 'Managed');
    expect(await listApps(orgWith(odd), [], 67)).toMatchObject([
      { flows: ['jwtBearer'], distribution: 'Managed', spec: null },
    ]);
  });

  it('tells an app without OAuth as one, and sorts by name', async () => {
    const plain = held('name: Plain\ncontactEmail: a@example.com\n');
    expect(await listApps(orgWith([...plain, ...held(smallSpec)]), [], 67)).toMatchObject([
      { name: 'Order_Sync' },
      { name: 'Plain', enabled: true, permittedUsers: null, scopes: [], flows: [] },
    ]);
  });
});

describe('specNames', () => {
  it('reads the name of each spec and passes over what is none', () => {
    const input = (file: string, text: string) => ({ file, path: `/${file}`, text });
    expect(
      specNames([input('a.eca.yaml', 'name: A\n'), input('b.eca.yaml', '{'), input('c.eca.yaml', 'name: 5\n')]),
    ).toEqual([{ name: 'A', file: 'a.eca.yaml' }]);
  });
});
