import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { typeByName } from '../../../src/catalog/metadataTypes.js';
import type { TypeName } from '../../../src/catalog/metadataType.js';
import type { ReadComponent, ReadComponents } from '../../../src/files/readComponents.js';
import { xmlToComponent } from '../../../src/metadata/xmlToComponent.js';
import { generateFiles, type GenerateRequest, type GenerateResult } from '../../../src/operations/generateFiles.js';
import { pathText } from '../../../src/source/finding.js';
import { loadYaml } from './loadYaml.js';

const header = 'contactEmail: a@example.com\n';
const oauth = `${header}callback: https://a.example.com\nscopes: [api, refresh_token]\npolicies: {permittedUsers: admin-approved, permissionSets: [P]}\n`;

/** A file below `out`, as it was read. */
function file(path: string, type: TypeName, text: string): ReadComponent {
  const read = xmlToComponent(path, text, typeByName(type));
  if ('finding' in read) throw new Error('The XML has faults.');
  return { path: join('out', path), ...read };
}

function member(path: string, type: TypeName, app: string): ReadComponent {
  return file(path, type, `<${type}><externalClientApplication>${app}</externalClientApplication></${type}>`);
}

type Given = Partial<Omit<GenerateRequest, 'existing'>> &
  Partial<ReadComponents> & { readonly set?: Readonly<Record<string, string>> };

async function generate(
  texts: Readonly<Record<string, string>>,
  { components, refused, set, ...request }: Given = {},
): Promise<GenerateResult> {
  return generateFiles({
    specs: await loadYaml(texts, set === undefined ? {} : { set }),
    apiVersion: { number: 66, origin: 'the default' },
    outputDir: 'out',
    format: 'source',
    manifestText: undefined,
    gitIgnored: async () => undefined,
    ...request,
    existing: { components: components ?? [], refused: refused ?? [] },
  });
}

/** Files as `state path`, with `/`. */
function states({ apps }: GenerateResult): readonly string[] {
  return apps.flatMap(({ files }) => files.map(({ state, path }) => `${state} ${path.split('\\').join('/')}`));
}

function said({ findings }: GenerateResult): readonly string[] {
  return findings.map(
    ({ file: at, finding: { severity, rule, path, tokens } }) =>
      `${severity} ${at} ${rule} ${pathText(path)} ${JSON.stringify(tokens)}`,
  );
}

describe('generateFiles', () => {
  it('plans every file of every app', async () => {
    const result = await generate({ A: `name: A\n${header}`, B: `name: B\n${oauth}` });
    expect(states(result)).toEqual([
      'created out/externalClientApps/A.eca-meta.xml',
      'created out/extlClntAppPolicies/A_plcy.ecaPlcy-meta.xml',
      'created out/externalClientApps/B.eca-meta.xml',
      'created out/extlClntAppGlobalOauthSets/B_glbloauth.ecaGlblOauth-meta.xml',
      'created out/extlClntAppOauthSettings/B_oauth.ecaOauth-meta.xml',
      'created out/extlClntAppOauthPolicies/B_oauthPlcy.ecaOauthPlcy-meta.xml',
      'created out/extlClntAppPolicies/B_plcy.ecaPlcy-meta.xml',
    ]);
    expect(result.apps.map(({ name, spec }) => [name, spec])).toEqual([
      ['A', 'eca/A.eca.yaml'],
      ['B', 'eca/B.eca.yaml'],
    ]);
    expect(result.writes.map(({ path }) => path)).toEqual(
      result.apps.flatMap(({ files }) => files.map(({ path }) => path)),
    );
    expect(said(result)).toEqual([]);
  });

  it('writes only what changes', async () => {
    const first = await generate({ A: `name: A\n${header}` });
    const [app, policies] = first.writes;
    const components = [
      file('externalClientApps/A.eca-meta.xml', 'ExternalClientApplication', String(app?.text)),
      file('extlClntAppPolicies/A_plcy.ecaPlcy-meta.xml', 'ExtlClntAppConfigurablePolicies', String(policies?.text)),
    ];
    const again = await generate({ A: `name: A\n${header}` }, { components });
    expect([states(again).map((one) => one.split(' ')[0]), again.writes]).toEqual([['unchanged', 'unchanged'], []]);
    const changed = await generate({ A: `name: A\nlabel: New\n${header}` }, { components });
    expect(states(changed).map((one) => one.split(' ')[0])).toEqual(['changed', 'unchanged']);
    expect(changed.writes.map(({ path }) => path)).toEqual([join('out', 'externalClientApps', 'A.eca-meta.xml')]);
  });

  it('keeps the path and the name that a file of the app already has', async () => {
    const components = [member('old/place/A_defaultPolicy.ecaPlcy-meta.xml', 'ExtlClntAppConfigurablePolicies', 'A')];
    const result = await generate({ A: `name: A\n${header}` }, { components });
    expect(states(result)).toEqual([
      'created out/externalClientApps/A.eca-meta.xml',
      'changed out/old/place/A_defaultPolicy.ecaPlcy-meta.xml',
    ]);
    expect(result.apps[0]?.files[1]?.fullName).toBe('A_defaultPolicy');
    expect(result.writes[1]?.text).toContain('<label>A_defaultPolicy</label>');
  });

  it('leaves files of other apps alone', async () => {
    const components = [member('B_plcy.ecaPlcy-meta.xml', 'ExtlClntAppConfigurablePolicies', 'B')];
    expect(states(await generate({ A: `name: A\n${header}` }, { components }))).toEqual([
      'created out/externalClientApps/A.eca-meta.xml',
      'created out/extlClntAppPolicies/A_plcy.ecaPlcy-meta.xml',
    ]);
  });

  it('reports a member that the spec no longer has, and does not remove it', async () => {
    const components = [
      member('A_push.ecaPush-meta.xml', 'ExtlClntAppPushSettings', 'A'),
      member('A_oauth.ecaOauth-meta.xml', 'ExtlClntAppOauthSettings', 'A'),
    ];
    const result = await generate({ A: `name: A\n${header}` }, { components });
    expect(states(result).slice(2)).toEqual([
      'stale out/A_push.ecaPush-meta.xml',
      'stale out/A_oauth.ecaOauth-meta.xml',
    ]);
    expect(result.writes).toHaveLength(2);
    expect(said(result)).toEqual([
      `warning eca/A.eca.yaml generate/stale-file name ${JSON.stringify({ path: join('out', 'A_push.ecaPush-meta.xml') })}`,
      `warning eca/A.eca.yaml generate/stale-file name ${JSON.stringify({ path: join('out', 'A_oauth.ecaOauth-meta.xml') })}`,
    ]);
  });

  it('refuses two members of one type for one app', async () => {
    const components = ['One', 'Two'].map((name) =>
      member(`${name}.ecaPlcy-meta.xml`, 'ExtlClntAppConfigurablePolicies', 'A'),
    );
    const { findings } = await generate({ A: `name: A\n${header}` }, { components });
    expect(findings.map(({ finding: { rule, severity, tokens } }) => [rule, severity, tokens])).toEqual([
      [
        'generate/repeated-member',
        'error',
        {
          member: 'ExtlClntAppConfigurablePolicies',
          paths: `${join('out', 'One.ecaPlcy-meta.xml')}, ${join('out', 'Two.ecaPlcy-meta.xml')}`,
        },
      ],
    ]);
  });

  it('refuses to write one app over the file of another', async () => {
    const named = (app: string): string =>
      `name: ${app}\n${header}metadata: {names: {ExtlClntAppConfigurablePolicies: Same}}\n`;
    const path = join('out', 'extlClntAppPolicies', 'Same.ecaPlcy-meta.xml');
    expect(said(await generate({ A: named('A'), B: named('B') }))).toEqual([
      `error eca/B.eca.yaml generate/name-taken name ${JSON.stringify({ path, other: 'A' })}`,
    ]);
    const components = [
      member('extlClntAppPolicies/Same.ecaPlcy-meta.xml', 'ExtlClntAppConfigurablePolicies', 'Third'),
    ];
    expect(said(await generate({ A: named('A') }, { components }))).toEqual([
      `error eca/A.eca.yaml generate/name-taken name ${JSON.stringify({ path, other: 'Third' })}`,
    ]);
  });

  it('warns of a file that is no metadata, and calls it changed when it takes its place', async () => {
    const finding = {
      rule: 'xml/malformed',
      severity: 'error',
      path: [],
      on: 'value',
      tokens: { reason: 'x' },
      suggestions: [],
    } as const;
    const refused = [{ path: join('out', 'externalClientApps', 'A.eca-meta.xml'), finding }];
    const result = await generate({ A: `name: A\n${header}` }, { refused });
    expect(states(result)[0]).toBe('changed out/externalClientApps/A.eca-meta.xml');
    expect(result.findings.map(({ file: at, finding: one }) => [at, one.rule, one.severity])).toEqual([
      [refused[0]?.path, 'xml/malformed', 'warning'],
    ]);
  });

  it('plans nothing for a spec with an error, and the rest of the run all the same', async () => {
    const result = await generate({ A: `name: A\n${header}colour: red\n`, B: `name: B\n${header}` });
    expect(result.apps.map(({ name }) => name)).toEqual(['B']);
  });

  it('plans nothing for a certificate that is a private key', async () => {
    const yaml = `name: A\n${oauth}flows: {jwtBearer: {certificate: a.key}}\n`;
    const key = Buffer.from('-----BEGIN PRIVATE KEY-----\nMIIEsecret\n-----END PRIVATE KEY-----\n');
    const specs = await loadYaml({ A: yaml }, { readFile: async () => key });
    const result = await generate({}, { specs });
    expect([result.apps, result.writes]).toEqual([[], []]);
    expect(JSON.stringify(specs[0]?.findings)).not.toContain('MIIEsecret');
    expect(specs[0]?.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
      'certificate/private-key',
    ]);
  });

  it('notes that a consumer key is never written', async () => {
    expect(said(await generate({ A: `name: A\n${oauth}consumerKey: abcdefghijkl\n` }))).toEqual([
      'note eca/A.eca.yaml generate/consumer-key consumerKey {}',
    ]);
  });

  describe('in metadata format', () => {
    const metadata = { format: 'metadata' } as const;

    it('writes files without -meta.xml and a package.xml', async () => {
      const result = await generate({ A: `name: A\n${header}` }, metadata);
      expect(states(result)).toEqual([
        'created out/externalClientApps/A.eca',
        'created out/extlClntAppPolicies/A_plcy.ecaPlcy',
      ]);
      expect(result.writes.at(-1)).toEqual({
        path: join('out', 'package.xml'),
        text: expect.stringContaining('<members>A_plcy</members>'),
      });
    });

    it('leaves a package.xml that is right, and stale members out of it', async () => {
      const components = [member('A_oauth.ecaOauth', 'ExtlClntAppOauthSettings', 'A')];
      const first = await generate({ A: `name: A\n${header}` }, { ...metadata, components });
      const manifestText = String(first.writes.at(-1)?.text);
      expect(manifestText).not.toContain('A_oauth');
      const again = await generate({ A: `name: A\n${header}` }, { ...metadata, components, manifestText });
      expect(again.writes.map(({ path }) => path)).not.toContain(join('out', 'package.xml'));
    });
  });

  describe('the package.xml of a folder that other apps share', () => {
    const metadata = { format: 'metadata' } as const;
    const b = `name: B\n${header}`;
    const manifestOf = (result: GenerateResult): string =>
      String(result.writes.find(({ path }) => path === join('out', 'package.xml'))?.text);
    const membersOf = (text: string): readonly string[] =>
      [...text.matchAll(/<(?:members|name)>(.*?)</g)].map(([, name]) => String(name));
    const ofA = [
      file(join('externalClientApps', 'A.eca'), 'ExternalClientApplication', '<ExternalClientApplication/>'),
      member(join('extlClntAppPolicies', 'A_plcy.ecaPlcy'), 'ExtlClntAppConfigurablePolicies', 'A'),
    ];

    it('names the files of all, says so, and is then up to date for each of them', async () => {
      const result = await generate({ B: b }, { ...metadata, components: ofA });
      const manifestText = manifestOf(result);
      expect(membersOf(manifestText)).toEqual([
        'A',
        'B',
        'ExternalClientApplication',
        'A_plcy',
        'B_plcy',
        'ExtlClntAppConfigurablePolicies',
      ]);
      expect(said(result)).toEqual(['note out/package.xml generate/other-apps  {"apps":"A"}']);
      const again = await generate({ B: b }, { ...metadata, components: ofA, manifestText });
      expect(again.writes.map(({ path }) => path)).not.toContain(join('out', 'package.xml'));
    });

    it('leaves out files where the Metadata API would not find them', async () => {
      const elsewhere = [
        member(join('old', 'extlClntAppPolicies', 'A_plcy.ecaPlcy'), 'ExtlClntAppConfigurablePolicies', 'A'),
        member(join('extlClntAppPolicies', 'A_plcy.ecaPlcy-meta.xml'), 'ExtlClntAppConfigurablePolicies', 'A'),
      ];
      const result = await generate({ B: b }, { ...metadata, components: elsewhere });
      expect(manifestOf(result)).not.toContain('A_plcy');
      expect(said(result)).toEqual([]);
    });

    it('keeps what a person added of other types, and forgets names of ours without a file', async () => {
      const manifestText = `<?xml version="1.0"?><Package>
        <types><members>Orders</members><members>Sales</members><name>PermissionSet</name></types>
        <types><members>Gone</members><name>ExternalClientApplication</name></types>
        <version>60.0</version></Package>`;
      const text = manifestOf(await generate({ B: b }, { ...metadata, manifestText }));
      expect(membersOf(text).slice(-3)).toEqual(['Orders', 'Sales', 'PermissionSet']);
      expect(text).not.toContain('Gone');
    });

    it('takes only what a package takes, when it is for a package', async () => {
      const components = [
        ...ofA,
        member(join('extlClntAppGlobalOauthSets', 'A_g.ecaGlblOauth'), 'ExtlClntAppGlobalOauthSettings', 'A'),
      ];
      const packaged = `name: B\n${header}distribution: packaged\n`;
      const result = await generate({ B: packaged }, { ...metadata, components, packageable: true });
      expect(membersOf(manifestOf(result))).not.toContain('A_g');
      expect(membersOf(manifestOf(result))).toContain('A');
    });

    it.each(['', '<Package>', '<Other/>', '<Package><types/></Package>'])(
      'replaces a package.xml that says nothing: %s',
      async (manifestText) => {
        const text = manifestOf(await generate({ B: b }, { ...metadata, manifestText }));
        expect(membersOf(text)[0]).toBe('B');
      },
    );
  });

  describe('about .gitignore', () => {
    const push = 'push: {apple: {configLink: a}}\n';
    const global = join('out', 'extlClntAppGlobalOauthSets', 'A_glbloauth.ecaGlblOauth-meta.xml');
    const device = join('out', 'extlClntAppPushSettings', 'A_push_apple.ecaPush-meta.xml');

    it.each([
      [
        'says once that the global settings are not covered',
        `name: A\n${oauth}${push}`,
        () => false,
        global,
        '**/*.ecaGlblOauth-meta.xml',
      ],
      ['says it of a push file alone', `name: A\n${header}${push}`, () => false, device, '**/*.ecaPush-meta.xml'],
      [
        'says it of the push file when the global settings are covered',
        `name: A\n${oauth}${push}`,
        (path: string) => path === global,
        device,
        '**/*.ecaPush-meta.xml',
      ],
    ])('%s', async (_, yaml, ignores, path, pattern) => {
      const result = await generate({ A: yaml }, { gitIgnored: async (one) => ignores(one) });
      expect(said(result)).toEqual([`note ${path} generate/not-ignored  ${JSON.stringify({ pattern })}`]);
    });

    it.each([
      ['covered', true],
      ['outside a work tree', undefined],
    ])('says nothing %s', async (_, answer) => {
      expect(said(await generate({ A: `name: A\n${oauth}` }, { gitIgnored: async () => answer }))).toEqual([]);
    });

    it('does not ask for an app without OAuth', async () => {
      const asked: string[] = [];
      const gitIgnored = async (path: string): Promise<boolean> => {
        asked.push(path);
        return false;
      };
      await generate({ A: `name: A\n${header}` }, { gitIgnored });
      expect(asked).toEqual([]);
    });
  });
});
