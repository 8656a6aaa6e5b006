import { describe, expect, it } from '@jest/globals';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { childText } from '../../fakeOrg/xml/readXml.js';
import { appFiles, callSoap, deployed } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const start = useOrgs();

describe('a retrieval', () => {
  async function retrieve(org: FakeOrg, types: string, version: number): Promise<Record<string, string>> {
    const request = `<retrieveRequest><singlePackage>true</singlePackage><unpackaged>${types}<version>${version}.0</version></unpackaged></retrieveRequest>`;
    const id = childText(
      (await callSoap(org, 'retrieve', request)).children[0] ?? {
        name: '',
        text: '',
        children: [],
        line: 1,
        column: 1,
      },
      'id',
    );
    for (;;) {
      const result = (await callSoap(org, 'checkRetrieveStatus', `<asyncProcessId>${id}</asyncProcessId>`)).children[0];
      if (result === undefined || childText(result, 'done') !== 'true') continue;
      const JSZip = (await import('jszip')).default;
      const zip = await JSZip.loadAsync(Buffer.from(childText(result, 'zipFile') ?? '', 'base64'));
      const found: Record<string, string> = {};
      for (const entry of Object.values(zip.files)) if (!entry.dir) found[entry.name] = await entry.async('string');
      return found;
    }
  }
  const all = (name: string): string => `<types><members>*</members><name>${name}</name></types>`;

  it('gives files in the order of the schema, without elements newer than the asked version', async () => {
    const org = await start();
    await deployed(
      org,
      appFiles('Demo', { global: { certificate: '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----' } }),
    );
    const path = 'extlClntAppGlobalOauthSets/Demo_glbloauth.ecaGlblOauth';
    const newest = (await retrieve(org, all('ExtlClntAppGlobalOauthSettings'), 67))[path] ?? '';
    const names = [...newest.matchAll(/^ {4}<(\w+)>/gm)].map((match) => match[1]);
    expect(names).toEqual([...names].sort((left, right) => ((left ?? '') < (right ?? '') ? -1 : 1)));
    expect(newest).toContain('<isEnforceRefreshTokenTTL>true</isEnforceRefreshTokenTTL>');
    expect(newest).toContain('<certificate>QUJD</certificate>');
    expect((await retrieve(org, all('ExtlClntAppGlobalOauthSettings'), 66))[path]).not.toContain(
      'isEnforceRefreshTokenTTL',
    );
  });

  it('withholds the certificate when the org is of that kind', async () => {
    const org = await start({ certificateOnRetrieve: false });
    await deployed(org, appFiles('Demo', { global: { certificate: 'QUJD' } }));
    const files = await retrieve(org, all('ExtlClntAppGlobalOauthSettings'), 67);
    expect(files['extlClntAppGlobalOauthSets/Demo_glbloauth.ecaGlblOauth']).not.toContain('certificate');
  });

  it('gives what can be deployed again without a change', async () => {
    const org = await start({ pollsUntilDone: 0 });
    await deployed(org, appFiles('Demo'));
    const types = [
      'ExternalClientApplication',
      'ExtlClntAppGlobalOauthSettings',
      'ExtlClntAppOauthSettings',
      'ExtlClntAppOauthConfigurablePolicies',
      'ExtlClntAppConfigurablePolicies',
    ];
    const files = await retrieve(org, types.map(all).join(''), 66);
    expect(Object.keys(files).sort()).toEqual([
      'externalClientApps/Demo.eca',
      'extlClntAppGlobalOauthSets/Demo_glbloauth.ecaGlblOauth',
      'extlClntAppOauthPolicies/Demo_oauth_defaultPolicy.ecaOauthPlcy',
      'extlClntAppOauthSettings/Demo_oauth.ecaOauth',
      'extlClntAppPolicies/Demo_defaultPolicy.ecaPlcy',
      'package.xml',
    ]);
    const before = JSON.stringify(
      [...org.state.components.values()].map(({ fullName, elements }) => [
        fullName,
        elements.map(({ name, text }) => [name, text]),
      ]),
    );
    await deployed(org, files);
    expect(
      JSON.stringify(
        [...org.state.components.values()].map(({ fullName, elements }) => [
          fullName,
          elements.map(({ name, text }) => [name, text]),
        ]),
      ),
    ).toBe(before);
  });
});
