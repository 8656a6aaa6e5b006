import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { header, oauth } from '../spec/checkYaml.js';
import { linesOf, writtenComponents, writtenFiles } from './writeYaml.js';

const certificate = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'certificates', 'server.crt'));

describe('specToComponents: OAuth', () => {
  it('joins callbacks by line breaks', () => {
    const yaml = `${header}scopes: [api]\ncallback: ["https://a.example.com/cb", "myapp://cb"]\n`;
    expect(writtenFiles(yaml)['extlClntAppGlobalOauthSets/App_glbloauth.ecaGlblOauth-meta.xml']).toContain(
      '    <callbackUrl>https://a.example.com/cb\nmyapp://cb</callbackUrl>\n',
    );
  });

  it('joins scopes by comma and blank, other lists by comma, in their order', () => {
    const yaml = `${header}callback: https://a.example.com\nscopes: [refresh_token, sfap_api, api, NewScope]\ncustomScopes: [b, a]\npolicies: {permissionSets: [Two, One], profiles: ["System Administrator", B]}\n`;
    expect(linesOf(yaml, '_oauth.')).toEqual([
      '<commaSeparatedCustomScopes>b,a</commaSeparatedCustomScopes>',
      '<commaSeparatedOauthScopes>RefreshToken, SFApiPlatform, Api, NewScope</commaSeparatedOauthScopes>',
      '<externalClientApplication>App</externalClientApplication>',
      '<isFirstPartyAppEnabled>false</isFirstPartyAppEnabled>',
      '<label>App_oauth</label>',
    ]);
    expect(linesOf(yaml, '_oauthPlcy.').slice(0, 2)).toEqual([
      '<commaSeparatedPermissionSet>Two,One</commaSeparatedPermissionSet>',
      '<commaSeparatedProfile>System Administrator,B</commaSeparatedProfile>',
    ]);
  });

  it('never writes the consumer key to a file; the deploy that creates the app sends it', () => {
    const yaml = `${oauth}consumerKey: my-consumer-key\n`;
    expect(Object.values(writtenFiles(yaml)).join('')).not.toContain('my-consumer-key');
    expect(linesOf(yaml, '_glbloauth', { purpose: 'created' })[1]).toBe('<consumerKey>my-consumer-key</consumerKey>');
  });

  it('nests the configuration of the ID token, its elements in order', () => {
    const yaml = `${oauth}idToken: {validityMinutes: 5, audience: aud, includeStandardClaims: true, includeCustomPermissions: false, includeCustomAttributes: true}\n`;
    expect(linesOf(yaml, '_glbloauth').slice(2, 9)).toEqual([
      '<idTokenConfig>',
      '    <idTokenAudience>aud</idTokenAudience>',
      '    <idTokenIncludeAttributes>true</idTokenIncludeAttributes>',
      '    <idTokenIncludeCustomPermissions>false</idTokenIncludeCustomPermissions>',
      '    <idTokenIncludeStandardClaims>true</idTokenIncludeStandardClaims>',
      '    <idTokenValidityInMinutes>5</idTokenValidityInMinutes>',
      '</idTokenConfig>',
    ]);
  });

  it('repeats elements for attributes and ranges, in the order of the spec', () => {
    const yaml = `${oauth}customAttributes: {Z: $User.Id, A: "'x & y'"}\nsecurity: {trustedIpRanges: [{start: 10.0.0.9, end: 10.0.0.9, description: Office}, {start: "2001:db8::1", end: "2001:db8::2"}]}\n`;
    expect(linesOf(yaml, '_oauth.')).toEqual([
      '<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>',
      '<customAttributes>',
      '    <formula>$User.Id</formula>',
      '    <key>Z</key>',
      '</customAttributes>',
      '<customAttributes>',
      '    <formula>&apos;x &amp; y&apos;</formula>',
      '    <key>A</key>',
      '</customAttributes>',
      '<externalClientApplication>App</externalClientApplication>',
      '<isFirstPartyAppEnabled>false</isFirstPartyAppEnabled>',
      '<label>App_oauth</label>',
      '<trustedIpRanges>',
      '    <description>Office</description>',
      '    <endIpAddress>10.0.0.9</endIpAddress>',
      '    <startIpAddress>10.0.0.9</startIpAddress>',
      '</trustedIpRanges>',
      '<trustedIpRanges>',
      '    <endIpAddress>2001:db8::2</endIpAddress>',
      '    <startIpAddress>2001:db8::1</startIpAddress>',
      '</trustedIpRanges>',
    ]);
  });

  it('writes a certificate as base64 of its DER, 64 columns, without armour, directly between the tags', () => {
    const yaml = `${oauth}flows: {jwtBearer: {certificate: server.crt}}\n`;
    const der = new X509Certificate(certificate).raw;
    for (const content of [certificate, der]) {
      const xml =
        writtenFiles(yaml, { files: { 'server.crt': content } })[
          'extlClntAppGlobalOauthSets/App_glbloauth.ecaGlblOauth-meta.xml'
        ] ?? '';
      const body = /<certificate>([\s\S]*)<\/certificate>/.exec(xml)?.[1] ?? '';
      const lines = body.split('\n');
      expect(Buffer.from(lines.join(''), 'base64').equals(der)).toBe(true);
      expect(lines.slice(0, -1).every((line) => line.length === 64)).toBe(true);
      expect(lines.at(-1)?.length).toBeLessThanOrEqual(64);
      expect(body).toMatch(/^[A-Za-z0-9+/=\n]+$/);
    }
  });

  it('leaves the certificate out without the JWT flow', () => {
    expect(Object.values(writtenFiles(oauth)).join('')).not.toContain('certificate');
  });

  it.each([
    ['valid-until-revoked', ['Infinite']],
    ['expire-immediately', ['Zero']],
    ['{expiresAfter: 1 hours}', ['SpecificLifetime', '1', 'Hours']],
    ['{expiresIfUnusedFor: 3 months}', ['SpecificInactivity', '3', 'Months']],
  ])('writes period and unit of the refresh token policy %s only where there are any', (policy, texts) => {
    const lines = linesOf(`${oauth}policies: {refreshToken: ${policy}}\n`, '_oauthPlcy.').filter((line) =>
      line.includes('refreshToken'),
    );
    expect(lines).toEqual(
      ['PolicyType', 'ValidityPeriod', 'ValidityUnit']
        .slice(0, texts.length)
        .map((name, index) => `<refreshToken${name}>${texts[index] ?? ''}</refreshToken${name}>`),
    );
  });

  it.each([
    [64, 30, ['<namedUserJwtTimeout>30</namedUserJwtTimeout>']],
    [
      65,
      30,
      [
        '<namedUserJwtSessionTimeoutType>Custom</namedUserJwtSessionTimeoutType>',
        '<namedUserJwtTimeout>30</namedUserJwtTimeout>',
      ],
    ],
    [65, 'user-session', ['<namedUserJwtSessionTimeoutType>UserSession</namedUserJwtSessionTimeoutType>']],
  ])('writes for API %i the JWT timeout %s', (apiVersion, timeout, lines) => {
    const yaml = `${oauth}policies: {jwtAccessTokenTimeout: ${timeout}}\n`;
    expect(linesOf(yaml, '_oauthPlcy.', { apiVersion }).filter((line) => line.includes('namedUserJwt'))).toEqual(lines);
  });

  it.each([
    ['false', ['<isCodeCredFlowEnabled>false', '<isCodeCredPostOnly>false', '<isGuestCodeCredFlowEnabled>false']],
    ['true', ['<isCodeCredFlowEnabled>true', '<isCodeCredPostOnly>false', '<isGuestCodeCredFlowEnabled>false']],
    [
      '{postBodyOnly: true}',
      ['<isCodeCredFlowEnabled>true', '<isCodeCredPostOnly>true', '<isGuestCodeCredFlowEnabled>false'],
    ],
    [
      '{guest: {jwtTimeout: 10}}',
      [
        '<isCodeCredFlowEnabled>true',
        '<isCodeCredPostOnly>false',
        '<guestJwtSessionTimeoutType>Custom',
        '<guestJwtTimeout>10',
        '<isGuestCodeCredFlowEnabled>true',
      ],
    ],
  ])('writes the authorization code and credentials flow %s with all its booleans', (flow, starts) => {
    const yaml = `${oauth}flows: {authorizationCodeAndCredentials: ${flow}}\n`;
    const lines = [...linesOf(yaml, '_glbloauth'), ...linesOf(yaml, '_oauthPlcy.')].filter((line) =>
      /CodeCred|guest/.test(line),
    );
    expect(lines.map((line) => line.slice(0, line.indexOf('</')))).toEqual(starts);
  });

  it.each([
    ['clientCredentials: false', ['false', 'false']],
    ['clientCredentials: {runAs: a}', ['true', 'true']],
    ['clientCredentials: {runAs: a, allowedByPolicy: false}', ['true', 'false']],
  ])('writes both halves of %s', (flow, texts) => {
    const files = Object.values(writtenFiles(`${oauth}flows: {${flow}}\n`)).join('');
    expect([...files.matchAll(/<isClientCredentialsFlowEnabled>(\w+)/g)].map(([, text]) => text)).toEqual(texts);
  });

  it.each([
    ['tokenExchange: false', ['false', 'false']],
    ['tokenExchange: true', ['true', 'true']],
    ['tokenExchange: {allowedByPolicy: false}', ['true', 'false']],
  ])('writes both halves of %s', (flow, texts) => {
    const files = Object.values(writtenFiles(`${oauth}flows: {${flow}}\n`)).join('');
    expect([...files.matchAll(/<isTokenExchange(?:Flow)?Enabled>(\w+)/g)].map(([, text]) => text)).toEqual(texts);
  });

  it('turns the secret of the web server flow round', () => {
    const yaml = `${oauth}security: {requireSecretForWebServerFlow: false}\n`;
    expect(linesOf(yaml, '_glbloauth')).toContain('<isConsumerSecretOptional>true</isConsumerSecretOptional>');
  });
});

describe('specToComponents: other types', () => {
  it('tells the platforms of push apart and reads their files', () => {
    const yaml = `${header}push:
  apple: {environment: sandbox, bundleId: com.example, signingKey: a.p8, keyId: K, teamId: T}
  android: {firebaseProject: p, serviceAccount: "\${account}"}
variables: {account: {secret: true}}
`;
    const options = { set: { account: 'YmFzZTY0' }, files: { 'a.p8': Buffer.from('key of a test') } };
    expect(linesOf(yaml, '_push_apple', options)).toEqual([
      '<applePushConfig>',
      '    <applicationBundle>com.example</applicationBundle>',
      '    <environment>Sandbox</environment>',
      '    <keyIdentifier>K</keyIdentifier>',
      '    <signingKey>a2V5IG9mIGEgdGVzdA==</signingKey>',
      '    <teamIdentifier>T</teamIdentifier>',
      '</applePushConfig>',
      '<externalClientApplication>App</externalClientApplication>',
      '<label>App_push_apple</label>',
      '<pushServiceType>Apple</pushServiceType>',
    ]);
    expect(linesOf(yaml, '_push_android', options)).toEqual([
      '<androidPushConfig>',
      '    <fcmProject>p</fcmProject>',
      '    <serviceAccount>YmFzZTY0</serviceAccount>',
      '</androidPushConfig>',
      '<externalClientApplication>App</externalClientApplication>',
      '<label>App_push_android</label>',
      '<pushServiceType>Android</pushServiceType>',
    ]);
  });

  it('writes a push link per platform', () => {
    const yaml = `${header}push: {apple: {configLink: "00D:1"}, android: {configLink: "00D:2"}}\n`;
    expect([linesOf(yaml, '_push_apple')[2], linesOf(yaml, '_push_android')[2]]).toEqual([
      '<pushConfigLink>00D:1</pushConfigLink>',
      '<pushConfigLink>00D:2</pushConfigLink>',
    ]);
  });

  it('tells the platforms of attestation apart', () => {
    const yaml = `${header}attestation: {apple: true, android: {configLink: x}, enforcement: client-controlled}\n`;
    expect(linesOf(yaml, '_attest_apple')).toEqual([
      '<attestServiceType>Apple</attestServiceType>',
      '<externalClientApplication>App</externalClientApplication>',
      '<label>App_attest_apple</label>',
    ]);
    expect(linesOf(yaml, '_attest_android').slice(0, 2)).toEqual([
      '<attestConfigLink>x</attestConfigLink>',
      '<attestServiceType>Android</attestServiceType>',
    ]);
    expect(linesOf(yaml, '_attestPlcy')[0]).toBe('<attestEnforceLevel>ClientControlled</attestEnforceLevel>');
  });

  it('writes single sign-on, the mobile lock, notifications, canvas and the security settings', () => {
    const yaml = `${oauth}saml: {entityId: e, acsUrl: "https://a.example.com", encryption: {certificate: c, algorithm: aes-256}, singleLogout: {url: "https://b.example.com", binding: post}}
mobile: {screenLock: true, screenLockTimeout: 120}
notifications: {Second: {pushByDefault: true}, First: {pushByDefault: false}}
canvas: {url: "https://c.example.com", accessMethod: signed-request-post, locations: [open-cti, aura], options: [hide-header], samlInitiation: sp-initiated}
security: {tokenIpRanges: [{start: 10.0.0.1, end: 10.0.0.2}], tlsClientAuth: {parameter: san-spiffe, value: v}}
`;
    const options = { apiVersion: 68 };
    const structure = /externalClientApplication|<label>/;
    const lines = (part: string): readonly string[] =>
      linesOf(yaml, part, options).filter((line) => !structure.test(line));
    expect(lines('_samlPlcy')).toEqual([
      '<acsUrl>https://a.example.com</acsUrl>',
      '<encryptionCertificate>c</encryptionCertificate>',
      '<encryptionType>AES_256</encryptionType>',
      '<entityUrl>e</entityUrl>',
      '<nameIdFormat>Unspecified</nameIdFormat>',
      '<signingAlgorithmType>SHA256</signingAlgorithmType>',
      '<singleLogoutBindingType>PostBinding</singleLogoutBindingType>',
      '<singleLogoutUrl>https://b.example.com</singleLogoutUrl>',
      '<subjectType>Username</subjectType>',
    ]);
    expect([...lines('_mobile.'), ...lines('_mobilePlcy')]).toEqual([
      '<isScreenLockEnabled>true</isScreenLockEnabled>',
      '<screenLockTimeout>OneTwenty</screenLockTimeout>',
    ]);
    expect(lines('_notifications')).toEqual([
      '<notificationTypes>',
      '    <notificationType>Second</notificationType>',
      '    <pushByDefault>true</pushByDefault>',
      '</notificationTypes>',
      '<notificationTypes>',
      '    <notificationType>First</notificationType>',
      '    <pushByDefault>false</pushByDefault>',
      '</notificationTypes>',
    ]);
    expect(lines('_canvas')).toEqual([
      '<accessMethod>Post</accessMethod>',
      '<canvasLocationOptions>OpenCTI</canvasLocationOptions>',
      '<canvasLocationOptions>Aura</canvasLocationOptions>',
      '<canvasOptions>HideHeader</canvasOptions>',
      '<canvasUrl>https://c.example.com</canvasUrl>',
      '<samlInitiationMethod>SpInitiated</samlInitiationMethod>',
    ]);
    expect(lines('_oauthSecurity')).toEqual([
      '<tlsClientAuthCertParamType>tls_client_auth_san_spiffe</tlsClientAuthCertParamType>',
      '<tlsClientAuthCertParamValue>v</tlsClientAuthCertParamValue>',
      '<tokenIpRanges>',
      '    <endIpAddress>10.0.0.2</endIpAddress>',
      '    <startIpAddress>10.0.0.1</startIpAddress>',
      '</tokenIpRanges>',
    ]);
  });
});

describe('specToComponents: metadata', () => {
  it('takes names and labels of the spec, and lets a label follow its name', () => {
    const yaml = `${oauth}metadata: {names: {ExtlClntAppOauthSettings: Old_oauth, ExtlClntAppConfigurablePolicies: App_defaultPolicy}, labels: {ExtlClntAppOauthSettings: Old & new}}\n`;
    const files = writtenFiles(yaml);
    expect(Object.keys(files)).toContain('extlClntAppOauthSettings/Old_oauth.ecaOauth-meta.xml');
    expect(linesOf(yaml, 'Old_oauth').at(-1)).toBe('<label>Old &amp; new</label>');
    expect(linesOf(yaml, 'App_defaultPolicy').at(-2)).toBe('<label>App_defaultPolicy</label>');
  });

  it('writes only the types of metadata.only', () => {
    const yaml = 'name: ns__App\nmetadata: {only: [ExtlClntAppOauthConfigurablePolicies]}\n';
    expect(Object.keys(writtenFiles(yaml))).toEqual([
      'extlClntAppOauthPolicies/ns__App_oauthPlcy.ecaOauthPlcy-meta.xml',
    ]);
    expect(linesOf(yaml, '_oauthPlcy')[0]).toBe('<externalClientApplication>ns__App</externalClientApplication>');
  });

  it('writes elements that the catalogue does not know, in their place', () => {
    const yaml = `${header}metadata: {extra: {ExternalClientApplication: {isNew: "true", dupe: [b, a], aMap: {y: "1", x: ["2", "3"]}, empty: ""}}}\n`;
    expect(linesOf(yaml, '.eca-')).toEqual([
      '<aMap>',
      '    <y>1</y>',
      '    <x>2</x>',
      '    <x>3</x>',
      '</aMap>',
      '<contactEmail>a@example.com</contactEmail>',
      '<distributionState>Local</distributionState>',
      '<dupe>b</dupe>',
      '<dupe>a</dupe>',
      '<empty></empty>',
      '<isNew>true</isNew>',
      '<isProtected>false</isProtected>',
      '<label>App</label>',
    ]);
  });

  it('lets an element of its own take the place of one that a key would write', () => {
    const yaml = `${oauth}idToken: {audience: a}\nmetadata: {extra: {ExternalClientApplication: {distributionState: Managed}, ExtlClntAppGlobalOauthSettings: {idTokenConfig: {future: x}}}}\n`;
    expect(linesOf(yaml, '.eca-').filter((line) => line.includes('distribution'))).toEqual([
      '<distributionState>Managed</distributionState>',
    ]);
    expect(linesOf(yaml, '_glbloauth').slice(2, 6)).toEqual([
      '<idTokenConfig>',
      '    <future>x</future>',
      '    <idTokenAudience>a</idTokenAudience>',
      '</idTokenConfig>',
    ]);
  });

  it('writes a component for elements of its own alone', () => {
    const yaml = `${header}metadata: {extra: {ExtlClntAppPushConfigurablePolicies: {isNew: "true"}}}\n`;
    expect(linesOf(yaml, '_pushPlcy')).toEqual([
      '<externalClientApplication>App</externalClientApplication>',
      '<isNew>true</isNew>',
      '<label>App_pushPlcy</label>',
    ]);
  });

  it('names app and platform of each component', () => {
    const yaml = `${header}attestation: {apple: true}\n`;
    expect(writtenComponents(yaml).map(({ type, fullName, app, platform }) => [type, fullName, app, platform])).toEqual(
      [
        ['ExternalClientApplication', 'App', 'App', undefined],
        ['ExtlClntAppConfigurablePolicies', 'App_plcy', 'App', undefined],
        ['ExtlClntAppAttestSettings', 'App_attest_apple', 'App', 'apple'],
      ],
    );
  });
});
