import { describe, expect, it } from '@jest/globals';
import { readComponents, type ReadComponents } from '../../../src/files/readComponents.js';
import { typeOfFile, xmlToComponent } from '../../../src/metadata/xmlToComponent.js';
import { validateComponents } from '../../../src/operations/validateComponents.js';
import { toProblems, type Problem } from '../../../src/report/problem.js';
import { referencePath } from '../../referenceFolder.js';

const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A metadata file with its elements from line 3 on. */
function xml(type: string, ...elements: readonly string[]): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<${type} ${namespace}>`, ...elements, `</${type}>`, ''].join('\n');
}

const header = xml(
  'ExternalClientApplication',
  '<contactEmail>team@example.com</contactEmail>',
  '<distributionState>Local</distributionState>',
  '<label>App</label>',
);
const global = (...more: readonly string[]): string =>
  xml(
    'ExtlClntAppGlobalOauthSettings',
    '<callbackUrl>https://app.example.com/callback</callbackUrl>',
    '<externalClientApplication>App</externalClientApplication>',
    ...more,
    '<label>App_glbloauth</label>',
  );
const oauth = (scopes = 'Api, RefreshToken', ...more: readonly string[]): string =>
  xml(
    'ExtlClntAppOauthSettings',
    `<commaSeparatedOauthScopes>${scopes}</commaSeparatedOauthScopes>`,
    '<externalClientApplication>App</externalClientApplication>',
    ...more,
    '<label>App_oauth</label>',
  );
const policies = (...more: readonly string[]): string =>
  xml(
    'ExtlClntAppOauthConfigurablePolicies',
    '<commaSeparatedPermissionSet>App_Users</commaSeparatedPermissionSet>',
    '<externalClientApplication>App</externalClientApplication>',
    ...more,
    '<label>App_oauthPlcy</label>',
    '<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>',
  );

const app = {
  'externalClientApps/App.eca-meta.xml': header,
  'extlClntAppGlobalOauthSets/App_glbloauth.ecaGlblOauth-meta.xml': global(
    '<isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>',
  ),
  'extlClntAppOauthSettings/App_oauth.ecaOauth-meta.xml': oauth(),
  'extlClntAppOauthPolicies/App_oauthPlcy.ecaOauthPlcy-meta.xml': policies(),
};
type File = keyof typeof app;
const [headerFile, globalFile, oauthFile, policiesFile] = Object.keys(app) as [File, File, File, File];

function problemsOf(files: Readonly<Record<string, string>>, apiVersion = 66): readonly Problem[] {
  const components: ReadComponents['components'][number][] = [];
  const refused: ReadComponents['refused'][number][] = [];
  for (const [path, text] of Object.entries(files)) {
    const type = typeOfFile(path);
    if (type === undefined) throw new Error(path);
    const read = xmlToComponent(path, text, type);
    if ('finding' in read) refused.push({ path, finding: read.finding });
    else components.push({ path, ...read });
  }
  return toProblems(
    validateComponents({
      read: { components, refused },
      shown: (path) => path,
      apiVersion: { number: apiVersion, origin: 'the test' },
      lint: { today: new Date('2026-09-15T00:00:00Z') },
    }),
  );
}

const lines = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ file, line, column, severity, rule }) => `${file} ${line}:${column} ${severity} ${rule}`);

describe('metadata files of a sound app', () => {
  it('have no problems', () => {
    expect(lines(problemsOf(app))).toEqual([]);
  });

  it('have none when Prettier formatted them, with comments and CRLF', () => {
    const formatted = app[oauthFile]
      .replace('<commaSeparatedOauthScopes>', '<!-- why -->\n<commaSeparatedOauthScopes\n>')
      .replaceAll('\n', '\r\n');
    expect(lines(problemsOf({ ...app, [oauthFile]: formatted }))).toEqual([]);
  });
});

describe('a rule', () => {
  it.each([
    [
      globalFile,
      global(
        '<isPkceRequired>false</isPkceRequired>',
        '<isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>',
      ),
      ['5:1 warning pkce/off', '5:1 warning platform-lock/new-app'],
    ],
    [oauthFile, oauth('Api, Full, RefreshToken'), ['3:1 note scopes/redundant', '3:1 warning scopes/full-access']],
    [globalFile, app[globalFile].replace('https:', 'http:'), ['3:1 error callback/no-plain-http']],
    [
      policiesFile,
      app[policiesFile].replace('AdminApprovedPreAuthorized', 'AllSelfAuthorized'),
      ['3:1 warning permitted-users/approvals-without-effect', '7:1 warning permitted-users/self-authorize'].map(
        (line) => line.replace('7:1', '6:1'),
      ),
    ],
    [
      globalFile,
      global(
        '<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>',
        '<isConsumerSecretOptional>true</isConsumerSecretOptional>',
        '<isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>',
      ),
      ['5:1 note client-credentials/prefer-jwt-bearer', '6:1 error client-secret/optional-for-confidential-flow'],
    ],
  ])('judges %s at the place of the element', (file, text, expected) => {
    expect(lines(problemsOf({ ...app, [file]: text })).toSorted()).toEqual(
      expected.map((line) => `${file} ${line}`).toSorted(),
    );
  });

  it('points at the file in which an element is missing', () => {
    const text = policies('<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>');
    const on = app[globalFile].replace(
      '<isRefresh',
      '<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\n<isRefresh',
    );
    expect(lines(problemsOf({ ...app, [policiesFile]: text, [globalFile]: on }))).toContain(
      `${globalFile} 5:1 error client-credentials/run-as-user`,
    );
  });

  it('sees what an element that is missing means: rotation is off', () => {
    expect(lines(problemsOf({ ...app, [globalFile]: global() })).map((line) => line.replace(/^.* /, ''))).toEqual(
      ['refresh-token/rotation-off', 'platform-lock/new-app'].toSorted(),
    );
  });
});

describe('what only a file can have', () => {
  const only = (file: File, text: string, apiVersion?: number): readonly string[] =>
    problemsOf({ ...app, [file]: text }, apiVersion)
      .filter(({ rule }) => /^(element|shape|xml|secrets)/.test(rule))
      .map((problem) => lines([problem])[0]?.replace(`${problem.file} `, '') ?? '');

  it.each([
    [
      'an element that the type lacks',
      globalFile,
      global('<isPkceRequird>true</isPkceRequird>'),
      '5:1 error element/unknown',
    ],
    [
      'a child that its parent lacks',
      globalFile,
      app[globalFile]
        .replace('<label>', '<idTokenConfig><idTokenAudienc>x</idTokenAudienc></idTokenConfig>\n<label>')
        .replace(/<isRef.*\n/, ''),
      '5:16 error element/unknown',
    ],
    [
      'a word that is none',
      policiesFile,
      app[policiesFile].replace('AdminApprovedPreAuthorized', 'AdminApproved'),
      '6:1 error element/unreadable',
    ],
    [
      'a boolean that is none',
      globalFile,
      global('<isPkceRequired>maybe</isPkceRequired>'),
      '5:1 error element/unreadable',
    ],
    ['a scope by its OAuth string', oauthFile, oauth('api, RefreshToken'), '3:1 error element/unknown-scope'],
    ['a scope that resembles one', oauthFile, oauth('Apii, RefreshToken'), '3:1 error element/unknown-scope'],
    ['a scope of a newer release', oauthFile, oauth('Api, QuantumTeleport'), '3:1 warning element/unknown-scope'],
    ['a scope twice', oauthFile, oauth('Api, Api'), '3:1 warning element/repeated-scope'],
    [
      'elements out of order',
      globalFile,
      global(
        '<isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>',
        '<isPkceRequired>true</isPkceRequired>',
      ),
      '6:1 warning element/order',
    ],
    [
      'an element newer than the target',
      globalFile,
      global('<isEnforceRefreshTokenTTL>true</isEnforceRefreshTokenTTL>'),
      '5:1 error element/not-in-api-version',
    ],
    [
      'an element older than the target',
      policiesFile,
      policies('<isNamedUserJwtEnabled>false</isNamedUserJwtEnabled>'),
      '5:1 error element/not-in-api-version',
    ],
    [
      'a consumer secret',
      globalFile,
      app[globalFile].replace('<externalClient', '<consumerSecret>S3cr3t</consumerSecret>\n<externalClient'),
      '4:1 error element/secret',
    ],
    [
      'an order to rotate',
      globalFile,
      app[globalFile].replace(
        '</ExtlClntAppG',
        '<shouldRotateConsumerKey>true</shouldRotateConsumerKey>\n</ExtlClntAppG',
      ),
      '7:1 error element/rotates',
    ],
    [
      'an id of another org',
      headerFile,
      header.replace('</External', '<orgScopedExternalApp>00D000000000001:App</orgScopedExternalApp>\n</External'),
      '6:1 note element/org-bound',
    ],
    [
      'an e-mail address that is none',
      headerFile,
      header.replace('team@example.com', 'nobody'),
      '3:1 error shape/invalid-email',
    ],
    [
      'no app',
      policiesFile,
      app[policiesFile].replace(/<externalClientApplication>.*\n/, ''),
      '1:1 error element/no-app',
    ],
    ['another type in it', oauthFile, header, '1:1 error xml/wrong-root'],
    ['XML that is none', oauthFile, '<a><b></a>', '1:7 error xml/malformed'],
  ] as const)('%s', (_, file, text, expected) => {
    expect(only(file, text)).toContain(expected);
  });

  it('says nothing of an element that the target knows', () => {
    expect(only(globalFile, global('<isEnforceRefreshTokenTTL>true</isEnforceRefreshTokenTTL>'), 67)).toEqual([]);
  });

  it('suggests the nearest element, word and token', () => {
    const suggestions = (file: File, text: string): readonly string[] =>
      problemsOf({ ...app, [file]: text }).find(({ rule }) => rule.startsWith('element/'))?.suggestions ?? [];
    expect(suggestions(globalFile, global('<isPkceRequird>true</isPkceRequird>'))).toEqual(['isPkceRequired']);
    expect(suggestions(oauthFile, oauth('SFAP'))).toEqual(['SFApiPlatform']);
    expect(suggestions(policiesFile, policies('<ipRelaxationPolicyType>Bypas</ipRelaxationPolicyType>'))).toEqual([
      'Bypass',
    ]);
  });

  it('never shows a consumer secret', () => {
    const text = app[globalFile].replace(
      '<externalClient',
      '<consumerSecret>S3cr3tS3cr3t</consumerSecret>\n<externalClient',
    );
    expect(JSON.stringify(problemsOf({ ...app, [globalFile]: text }))).not.toContain('S3cr3t');
  });
});

describe('files that belong together', () => {
  const without = (...gone: readonly File[]): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(app).filter(([file]) => !(gone as readonly string[]).includes(file)));

  it('are missed when one does not work without the other', () => {
    expect(lines(problemsOf(without(oauthFile)))).toContain(`${globalFile} 1:1 error element/missing-file`);
    expect(lines(problemsOf(without(globalFile)))).toContain(`${oauthFile} 1:1 warning element/missing-file`);
  });

  it('name the app of the folder, with the near name suggested', () => {
    const problems = problemsOf({ ...app, [oauthFile]: app[oauthFile].replace('>App<', '>Apps<') });
    expect(lines(problems)).toContain(`${oauthFile} 4:1 error element/unknown-app`);
    expect(problems.find(({ rule }) => rule === 'element/unknown-app')?.suggestions).toEqual(['App']);
  });

  it('are not called missing when one of them cannot be read', () => {
    expect(lines(problemsOf({ ...app, [oauthFile]: '<a><b></a>' }))).toEqual([`${oauthFile} 1:7 error xml/malformed`]);
  });

  it('may be the policies of an installed app', () => {
    expect(lines(problemsOf(without(headerFile, globalFile, oauthFile)))).toEqual([]);
  });

  it('may lie in two package folders', () => {
    const moved = (folder: string): Readonly<Record<string, string>> =>
      Object.fromEntries(Object.entries(app).map(([file, text]) => [`${folder}/${file}`, text]));
    expect(lines(problemsOf({ ...moved('one'), ...moved('two') }))).toEqual([]);
  });
});

const corpus = referencePath('corpus/eca');

/** Real files; where the folder of references is absent there is nothing to read. */
(corpus === undefined ? describe.skip : describe)('metadata files of public repositories', () => {
  it('have no element that the catalogue lacks, and every problem lies inside its file', async () => {
    const read = await readComponents(corpus ?? '');
    expect(read.components.length).toBeGreaterThan(100);
    const problems = toProblems(
      validateComponents({
        read,
        shown: (path) => path,
        apiVersion: { number: 68, origin: 'the test' },
        lint: { today: new Date('2026-09-15T00:00:00Z') },
      }),
    );
    const texts = new Map(read.components.map(({ path, text }) => [path, text.split('\n')]));
    const outside = problems.filter(
      ({ file, line, column }) => (texts.get(file)?.[line - 1] ?? '').length + 1 < column,
    );
    expect(outside).toEqual([]);
    const unexpected = [
      'element/unknown',
      'element/unreadable',
      'element/unknown-scope',
      'element/unknown-app',
      'shape/wrong-kind',
    ];
    expect(problems.filter(({ rule }) => unexpected.includes(rule))).toEqual([]);
  });
});
