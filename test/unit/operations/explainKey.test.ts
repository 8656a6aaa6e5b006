import { describe, expect, it } from '@jest/globals';
import { rows } from '../../../src/catalog/rows.js';
import { scopes } from '../../../src/catalog/scopes.js';
import { explainKey } from '../../../src/operations/explainKey.js';
import { rules } from '../../../src/rules/rules.js';
import { structuralNodes } from '../../../src/spec/structuralNodes.js';

/** The topics of a query, each by its kind and name. */
function found(query?: string): readonly string[] {
  return explainKey(query, (id) => id === 'shape/null-value').topics.map((topic) => {
    if (topic.kind === 'scope') return `scope ${topic.scope.word}`;
    if (topic.kind === 'type') return `type ${topic.type.name}`;
    if (topic.kind === 'rule') return `rule ${topic.rule.id}`;
    return topic.kind === 'check' ? `check ${topic.rule}` : `${topic.kind} ${topic.key}`;
  });
}

describe('explainKey', () => {
  it.each([
    ['security.requirePkce', ['key security.requirePkce']],
    ['security', ['section security']],
    ['description', ['key description']],
    ['lint.ignore', ['key lint.ignore']],
    ['pkce/off', ['rule pkce/off']],
    ['shape/null-value', ['check shape/null-value']],
    ['sfap_api', ['scope sfap_api']],
    ['SFAP', ['scope sfap_api']],
    ['SFApiPlatform', ['scope sfap_api']],
    ['ExtlClntAppCanvasSettings', ['type ExtlClntAppCanvasSettings']],
    ['consumerSecret', ['never consumerSecret']],
    ['flows.webServer', ['never flows.webServer']],
    ['requirePkce', ['key security.requirePkce']],
    ['isPkceRequired', ['key security.requirePkce']],
    ['ExtlClntAppGlobalOauthSettings.isPkceRequired', ['key security.requirePkce']],
    ['Permitted Users', ['key policies.permittedUsers']],
    ['startUrl', ['key policies.oauthStartUrl', 'key policies.startUrl']],
    ['fcmProject', ['key push.android.firebaseProject']],
    ['until', ['key lint.ignore[].until']],
    ['admin-approved', ['key policies.permittedUsers']],
    ['AdminApprovedPreAuthorized', ['key policies.permittedUsers']],
  ])('finds what %j means', (query, topics) => {
    expect(found(query)).toEqual(topics);
  });

  it.each([
    ['requirePcke', ['requirePkce']],
    ['pkce/of', ['pkce/off']],
    ['refreshtokn', ['refreshToken', 'refresh_token']],
    ['ExtlClntAppCanvasSetting', ['ExtlClntAppCanvasSettings']],
    ['zzzzzz', []],
    ['', []],
    ['__proto__', []],
    ['constructor', []],
  ])('finds nothing for %j but the nearest names', (query, nearest) => {
    const explanation = explainKey(query, () => false);
    expect(explanation.topics).toEqual([]);
    expect(explanation.nearest).toEqual(expect.arrayContaining(nearest));
    if (nearest.length === 0) expect(explanation.nearest).toEqual([]);
  });

  it.each([
    ['refresh', ['policies.refreshToken', 'security.rotateRefreshTokens', 'refresh_token']],
    ['MUTUAL', ['security.allowMutualTls', 'mutual-tls/certificate-without-switch']],
  ])('offers names that contain %j', (query, names) => {
    const { nearest } = explainKey(query, () => false);
    expect(nearest).toEqual(expect.arrayContaining(names));
    expect(nearest.length).toBeLessThanOrEqual(8);
    expect(nearest).not.toContain('refreshToken');
  });

  it('lists the top-level keys, name first, without a query', () => {
    const [index] = explainKey(undefined, () => false).topics;
    const keys = index?.kind === 'section' ? index.keys.map(({ key }) => key) : [];
    expect(keys.slice(0, 3)).toEqual(['name', 'label', 'contactEmail']);
    expect(keys.slice(-3)).toEqual(['variables', 'lint', 'metadata']);
    expect(keys).toHaveLength(31);
  });

  it('explains every key, rule and scope that there is as itself alone', () => {
    const names = [
      ...rows.map(({ key }) => key),
      ...structuralNodes.map(({ key }) => key),
      ...rules.map(({ id }) => id),
    ];
    const scopeNames = scopes.map(({ word }) => word).filter((word) => !names.includes(word));
    const wrong = [...names, ...scopeNames].filter(
      (name) => found(name).length !== 1 || !found(name)[0]?.endsWith(` ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('gives all facts about a key', () => {
    expect(explainKey('idToken.validityMinutes', () => false).topics).toEqual([
      {
        kind: 'key',
        key: 'idToken.validityMinutes',
        description: 'Lifetime of an ID token in minutes, 1 to 720; Salesforce takes 2 when it is left out.',
        expected: 'integer',
        words: [],
        limits: { minimum: 1, maximum: 720 },
        required: false,
        secret: false,
        elements: ['idTokenConfig.idTokenValidityInMinutes'],
        type: 'ExtlClntAppGlobalOauthSettings',
        file: 'extlClntAppGlobalOauthSets/<App>_glbloauth.ecaGlblOauth-meta.xml',
        since: 59,
        keys: [],
        source:
          'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_extlclntappglobaloauthsettings.htm',
      },
    ]);
  });

  it('names the file of the platform for a type that occurs once per platform', () => {
    expect(explainKey('push.apple.keyId', () => false).topics).toMatchObject([
      { file: 'extlClntAppPushSettings/<App>_push_apple.ecaPush-meta.xml', secret: false },
    ]);
  });
});
