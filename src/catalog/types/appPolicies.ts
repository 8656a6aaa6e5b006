import { boolean } from '../codecs/boolean.js';
import { text } from '../codecs/text.js';
import { words } from '../codecs/words.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

const plugin = { codec: boolean(), write: 'whenPresent', compare: 'value', absentMeans: true } as const;

/** The switches of an app as a whole. */
export const appPolicies = metadataType({
  name: 'ExtlClntAppConfigurablePolicies',
  folder: 'extlClntAppPolicies',
  suffix: 'ecaPlcy',
  since: 60,
  presence: 'always',
  memberSuffix: '_plcy',
  packageable: 'no',
  description: 'The switches of the app as a whole: on or off, its plug-ins and its start page.',
  source: guidePage('extlclntappconfigurablepolicies'),
  rows: [
    row({ key: 'policies.enabled', elements: ['isEnabled'], codec: boolean(), since: 60, write: 'always', compare: 'value', specDefault: true, absentMeans: true, setup: 'App Status', description: 'Whether the app works at all.' }),
    // completeSpec writes it for every app: true for an OAuth app, false for another.
    row({ key: 'policies.plugins.oauth', elements: ['isOauthPluginEnabled'], ...plugin, since: 60, defaultNote: 'true for an OAuth app, false for another', description: 'Whether OAuth works for the app.', security: 'The quickest way to stop an app: false.' }),
    row({ key: 'policies.plugins.saml', elements: ['isSamlPluginEnabled'], ...plugin, since: 63, defaultNote: 'true with a saml section', description: 'Whether single sign-on by SAML works for the app.' }),
    row({ key: 'policies.plugins.mobile', elements: ['isMobilePluginEnabled'], ...plugin, since: 63, description: 'Whether the mobile settings work.' }),
    row({ key: 'policies.plugins.push', elements: ['isPushPluginEnabled'], ...plugin, since: 63, description: 'Whether push notifications work.' }),
    row({ key: 'policies.plugins.notifications', elements: ['isNotificationPluginEnabled'], ...plugin, since: 63, description: 'Whether the notification subscriptions work.' }),
    row({ key: 'policies.plugins.canvas', elements: ['isCanvasPluginEnabled'], ...plugin, since: 66, description: 'Whether the canvas app works.' }),
    row({ key: 'policies.plugins.attestation', elements: ['isAttestPluginEnabled'], ...plugin, since: 68, description: 'Whether app attestation works.' }),
    row({
      key: 'policies.startPage',
      elements: ['startPage'],
      codec: words([
        { word: 'none', element: 'None', label: 'None' },
        { word: 'oauth', element: 'OAuth', label: 'OAuth' },
        { word: 'saml', element: 'SAML', label: 'SAML' },
        { word: 'custom', element: 'Custom', label: 'Custom' },
      ]),
      since: 63,
      write: 'always',
      compare: 'value',
      specDefault: 'none',
      absentMeans: 'none',
      setup: 'Start Page',
      description: 'Where the app starts from the App Launcher.',
    }),
    row({ key: 'policies.startUrl', elements: ['startUrl'], codec: text({ format: 'url' }), since: 63, write: 'whenPresent', compare: 'value', goesWith: { key: 'policies.startPage', value: 'custom', mutual: true }, setup: 'Start URL', description: 'The page that a custom start page opens.' }),
  ],
  platformElements: structure,
});
