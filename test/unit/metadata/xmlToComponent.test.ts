import { describe, expect, it } from '@jest/globals';
import { typeByName } from '../../../src/catalog/metadataTypes.js';
import { typeOfFile, xmlToComponent } from '../../../src/metadata/xmlToComponent.js';

describe('typeOfFile', () => {
  it.each([
    ['a/A.eca-meta.xml', 'ExternalClientApplication'],
    ['A.eca', 'ExternalClientApplication'],
    ['a\\A_oauth.ecaOauth-meta.xml', 'ExtlClntAppOauthSettings'],
    ['A_oauthPlcy.ecaOauthPlcy', 'ExtlClntAppOauthConfigurablePolicies'],
    ['A.eca.yaml', undefined],
    ['A.eca-meta.xml.bak', undefined],
    ['A.connectedApp-meta.xml', undefined],
    ['eca', undefined],
  ])('knows the type of %s', (path, name) => {
    expect(typeOfFile(path)?.name).toBe(name);
  });
});

describe('xmlToComponent', () => {
  const oauth = typeByName('ExtlClntAppOauthSettings');

  it('takes the full name from the file and the app from the text', () => {
    const text =
      '<ExtlClntAppOauthSettings><externalClientApplication> App </externalClientApplication><label>L</label></ExtlClntAppOauthSettings>';
    expect(xmlToComponent('x/App%5Foauth.ecaOauth-meta.xml', text, oauth)).toMatchObject({
      component: {
        type: 'ExtlClntAppOauthSettings',
        fullName: 'App_oauth',
        app: 'App',
        elements: [
          { name: 'externalClientApplication', content: 'App' },
          { name: 'label', content: 'L' },
        ],
      },
    });
  });

  it('keeps a name that is no encoding', () => {
    const text = '<ExtlClntAppOauthSettings></ExtlClntAppOauthSettings>';
    expect(xmlToComponent('100%.ecaOauth', text, oauth)).toMatchObject({ component: { fullName: '100%', app: '' } });
  });

  it('calls the header after itself', () => {
    const text = '<ExternalClientApplication><label>L</label></ExternalClientApplication>';
    expect(xmlToComponent('App.eca', text, typeByName('ExternalClientApplication'))).toMatchObject({
      component: { fullName: 'App', app: 'App' },
    });
  });

  it.each([
    ['Apple', 'apple'],
    ['ANDROID', 'android'],
    ['Windows', undefined],
  ])('reads the platform of %s', (value, platform) => {
    const text = `<ExtlClntAppPushSettings><pushServiceType>${value}</pushServiceType></ExtlClntAppPushSettings>`;
    const read = xmlToComponent('A.ecaPush', text, typeByName('ExtlClntAppPushSettings'));
    expect('component' in read && read.component.platform).toBe(platform);
  });

  it('refuses another root element than the name says', () => {
    expect(xmlToComponent('A.ecaOauth', '<ConnectedApp></ConnectedApp>', oauth)).toEqual({
      finding: {
        rule: 'xml/wrong-root',
        severity: 'error',
        path: [],
        on: 'value',
        tokens: { found: 'ConnectedApp', right: 'ExtlClntAppOauthSettings' },
        suggestions: ['ExtlClntAppOauthSettings'],
      },
    });
  });

  it('refuses what is no XML', () => {
    expect(xmlToComponent('A.ecaOauth', '<A>', oauth)).toMatchObject({ finding: { rule: 'xml/malformed' } });
  });
});
