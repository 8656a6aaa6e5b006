import { describe, expect, it } from '@jest/globals';
import type { FakeOrg } from '../../fakeOrg/startFakeOrg.js';
import { childText } from '../../fakeOrg/xml/readXml.js';
import { appFiles, callSoap, deploy, deployed, file, read, zipOf, type Files } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const start = useOrgs({ pollsUntilDone: 2 });

type RestJob = {
  readonly id: string;
  readonly deployResult: {
    readonly status: string;
    readonly done: boolean;
    readonly success: boolean;
    readonly numberComponentsTotal: number;
  };
};

const headers = (org: FakeOrg): Record<string, string> => ({ authorization: `Bearer ${org.accessToken}` });
const jobsUrl = (org: FakeOrg, id = ''): string =>
  `${org.url}/services/data/v67.0/metadata/deployRequest${id && `/${id}`}`;

async function postRest(org: FakeOrg, files: Files, deployOptions: object = {}): Promise<Response> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(await zipOf(files))], { type: 'application/zip' }), 'package.xml');
  form.append('entity_content', new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' }));
  return fetch(jobsUrl(org), { method: 'POST', headers: headers(org), body: form });
}

async function getRest(org: FakeOrg, id: string): Promise<RestJob> {
  return (await (await fetch(`${jobsUrl(org, id)}?includeDetails=true`, { headers: headers(org) })).json()) as RestJob;
}

describe('a deploy job', () => {
  it('goes from Pending through InProgress to Succeeded by REST, and only then changes the org', async () => {
    const org = await start();
    const response = await postRest(org, appFiles('Demo'), { rollbackOnError: true });
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as RestJob;
    const seen: string[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      expect(org.state.components.has('ExternalClientApplication:demo')).toBe(false);
      const { deployResult } = await getRest(org, id);
      seen.push(`${deployResult.status} ${String(deployResult.done)} ${deployResult.numberComponentsTotal}`);
    }
    expect(seen).toEqual(['Pending false 3', 'InProgress false 3', 'Succeeded true 3']);
    expect(org.state.components.has('ExternalClientApplication:demo')).toBe(true);
  });

  it('counts the same polls by SOAP', async () => {
    const org = await start({ pollsUntilDone: 3 });
    await deployed(org, appFiles('Demo'));
    expect(org.requests.filter(({ label }) => label.endsWith(' checkDeployStatus'))).toHaveLength(4);
  });

  it('is not done before its time', async () => {
    const org = await start({ pollsUntilDone: 0, jobMilliseconds: 1000 });
    const { id } = (await (await postRest(org, appFiles('Demo'))).json()) as RestJob;
    expect((await getRest(org, id)).deployResult.done).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 1020));
    expect((await getRest(org, id)).deployResult.status).toBe('Succeeded');
  });

  it('is canceled by PATCH and by SOAP, and leaves nothing', async () => {
    const org = await start();
    const { id } = (await (await postRest(org, appFiles('Demo'))).json()) as RestJob;
    const patch = {
      method: 'PATCH',
      headers: headers(org),
      body: JSON.stringify({ deployResult: { status: 'Canceling' } }),
    };
    expect(((await (await fetch(jobsUrl(org, id), patch)).json()) as RestJob).deployResult.status).toBe('Canceling');
    expect((await getRest(org, id)).deployResult).toMatchObject({ status: 'Canceled', done: true, success: false });
    const second = ((await (await postRest(org, appFiles('Demo'))).json()) as RestJob).id;
    await callSoap(org, 'cancelDeploy', `<String>${second}</String>`);
    expect((await getRest(org, second)).deployResult.status).toBe('Canceled');
    expect(org.state.components.has('ExternalClientApplication:demo')).toBe(false);
  });

  it('that only validates reports success and keeps nothing', async () => {
    const org = await start({ pollsUntilDone: 0 });
    const outcome = await deployed(org, appFiles('Demo'), { options: { checkOnly: true } });
    expect(outcome.successes).toContain('ExternalClientApplication:Demo');
    expect(org.state.components.has('ExternalClientApplication:demo')).toBe(false);
    expect(org.state.consumers.size).toBe(0);
  });

  it('rolls everything back when one component fails, or keeps the others when it is told to', async () => {
    const org = await start({ pollsUntilDone: 0 });
    const files = { ...appFiles('Good'), ...appFiles('Bad', { header: { contactEmail: '' } }) };
    expect((await deploy(org, files)).status).toBe('Failed');
    expect(org.state.components.has('ExternalClientApplication:good')).toBe(false);
    expect((await deploy(org, files, { options: { rollbackOnError: false } })).status).toBe('SucceededPartial');
    expect(org.state.components.has('ExternalClientApplication:good')).toBe(true);
    expect(org.state.components.has('ExternalClientApplication:bad')).toBe(false);
  });

  it('reports created, changed and unchanged components', async () => {
    const org = await start({ pollsUntilDone: 0 });
    await deployed(org, appFiles('Demo'));
    const { result } = await deployed(org, appFiles('Demo', { header: { label: 'New' } }));
    const rows =
      result.children
        .find(({ name }) => name === 'details')
        ?.children.filter(({ name }) => name === 'componentSuccesses') ?? [];
    expect(
      rows.map((row) => [childText(row, 'fullName'), childText(row, 'changed'), childText(row, 'created')]),
    ).toEqual([
      ['package.xml', 'true', 'false'],
      ['Demo', 'true', 'false'],
      ['Demo_oauth', 'false', 'false'],
      ['Demo_glbloauth', 'false', 'false'],
    ]);
  });

  it('refuses what does not fit its manifest', async () => {
    const org = await start({ pollsUntilDone: 0 });
    const header = file('ExternalClientApplication', 'Demo', { contactEmail: 'a@example.com' });
    const withManifest = (inner: string, version = '66.0'): Files => ({
      ...header,
      'package.xml': `<Package>${inner}<version>${version}</version></Package>`,
    });
    const types = (name: string, member: string): string =>
      `<types><members>${member}</members><name>${name}</name></types>`;
    expect((await deploy(org, withManifest(types('ExternalClientApplication', 'Other')))).failures).toEqual([
      "ExternalClientApplication:Other: An object 'Other' of type ExternalClientApplication was named in package.xml, but was not found in zipped directory",
      'ExternalClientApplication:Demo: Not in package.xml',
    ]);
    expect((await deploy(org, withManifest(types('Nonsense', '*')))).failures).toContain(
      "Nonsense:package.xml: Unknown type name 'Nonsense' specified in package.xml",
    );
    expect((await deploy(org, withManifest(types('ExternalClientApplication', '*'), '68.0'))).failures[0]).toMatch(
      /Invalid version specified: 68\.0/,
    );
    expect((await deploy(org, withManifest(types('ExternalClientApplication', '*')))).status).toBe('Succeeded');
  });

  it('deletes an app with all that belongs to it, and warns about what is not there', async () => {
    const org = await start({ pollsUntilDone: 0 });
    await deployed(org, appFiles('Demo'));
    const destructive = (member: string): Files => ({
      'package.xml': '<Package><version>66.0</version></Package>',
      'destructiveChanges.xml': `<Package><types><members>${member}</members><name>ExternalClientApplication</name></types></Package>`,
    });
    expect((await deploy(org, destructive('Nobody'))).failures).toEqual([
      'ExternalClientApplication:Nobody: No ExternalClientApplication named: Nobody found',
    ]);
    await deployed(org, destructive('Nobody'), { options: { ignoreWarnings: true } });
    await deployed(org, destructive('Demo'));
    expect([...org.state.components.keys()]).toEqual(['Settings:externalclientapp', 'Settings:oauthoidc']);
    expect(org.state.consumers.size).toBe(0);
  });

  it('changes only the settings that it names', async () => {
    const org = await start({ pollsUntilDone: 0 });
    await deployed(
      org,
      file('Settings', 'ExternalClientApp', { enableClientSecretInRestApiAccess: 'true' }, 'ExternalClientAppSettings'),
    );
    expect(await read(org, 'Settings', 'ExternalClientApp')).toMatchObject({
      enableClientSecretInRestApiAccess: 'true',
      enablePackageEcaOauthFromDevOrg: 'false',
    });
  });
});
