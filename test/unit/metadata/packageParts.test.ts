import { describe, expect, it } from '@jest/globals';
import type { MetadataType } from '../../../src/catalog/metadataType.js';
import { metadataTypes } from '../../../src/catalog/metadataTypes.js';
import type { Component } from '../../../src/metadata/component.js';
import { forceignoreLines, packageParts } from '../../../src/metadata/packageParts.js';

const header: Component = {
  type: 'ExternalClientApplication',
  fullName: 'App',
  app: 'App',
  elements: [
    { name: 'label', content: 'App' },
    { name: 'zzz', content: 'last' },
  ],
};
const oauth: Component = { type: 'ExtlClntAppOauthSettings', fullName: 'App_oauth', app: 'App', elements: [] };
const global: Component = { type: 'ExtlClntAppGlobalOauthSettings', fullName: 'App_g', app: 'App', elements: [] };
const push = (...names: readonly string[]): Component => ({
  type: 'ExtlClntAppPushSettings',
  platform: 'apple',
  fullName: 'App_push_apple',
  app: 'App',
  elements: names.map((name) => ({ name, content: [] })),
});

describe('packageParts', () => {
  it('takes the header and the OAuth settings and leaves the rest in the org', () => {
    const policies: Component = { ...global, type: 'ExtlClntAppConfigurablePolicies' };
    const { components, left } = packageParts([header, global, oauth, policies], []);
    expect(components).toEqual([header, oauth]);
    expect(left).toEqual([global, policies]);
  });

  it('names the links to the owning org that are nowhere', () => {
    expect(packageParts([header, oauth], []).missing).toEqual([
      { type: 'ExternalClientApplication', element: 'orgScopedExternalApp' },
      { type: 'ExtlClntAppOauthSettings', element: 'oauthLink' },
    ]);
  });

  it('keeps the link of the existing file, in its place', () => {
    const file = { ...header, elements: [{ name: 'orgScopedExternalApp', content: '00D:App' }] };
    const parts = packageParts([header], [file]);
    expect(parts).toEqual({
      components: [
        {
          ...header,
          elements: [
            { name: 'label', content: 'App' },
            { name: 'orgScopedExternalApp', content: '00D:App' },
            { name: 'zzz', content: 'last' },
          ],
        },
      ],
      left: [],
      kept: [{ type: 'ExternalClientApplication', element: 'orgScopedExternalApp' }],
      missing: [],
    });
  });

  it('lets the link of the spec win', () => {
    const own = { ...header, elements: [{ name: 'orgScopedExternalApp', content: '00D:Own' }] };
    const file = { ...header, elements: [{ name: 'orgScopedExternalApp', content: '00D:File' }] };
    expect(packageParts([own], [file])).toEqual({ components: [own], left: [], kept: [], missing: [] });
  });

  it('takes push settings that link to credentials, never the credentials', () => {
    expect(packageParts([push('label', 'pushConfigLink')], []).components.length).toBe(1);
    expect(packageParts([push('label', 'applePushConfig')], []).components).toEqual([]);
    expect(packageParts([push('label', 'androidPushConfig')], []).components).toEqual([]);
  });
});

describe('forceignoreLines', () => {
  it('keeps every type out that no source calls packageable', () => {
    const types: readonly MetadataType[] = metadataTypes;
    expect(types.filter(({ packageable }) => packageable === 'yes').map(({ name }) => name)).toEqual([
      'ExternalClientApplication',
      'ExtlClntAppOauthSettings',
    ]);
    expect(forceignoreLines()).toHaveLength(types.length - 3);
    expect(forceignoreLines()).toContain('**/*.ecaGlblOauth-meta.xml');
    expect(forceignoreLines()).not.toContain('**/*.ecaPush-meta.xml');
    expect(forceignoreLines().join()).not.toMatch(/\.(eca|ecaOauth)-meta/);
  });
});
