import { text } from '../codecs/text.js';
import { wordList, words } from '../codecs/words.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

const optional = { since: 66, write: 'whenPresent', compare: 'value' } as const;
const written = { since: 66, write: 'always', compare: 'value' } as const;

/** A web app that Salesforce shows inside its own pages. */
export const canvasSettings = metadataType({
  name: 'ExtlClntAppCanvasSettings',
  folder: 'extlClntAppCanvasSettings',
  suffix: 'ecaCanvas',
  since: 66,
  presence: 'keys',
  memberSuffix: '_canvas',
  packageable: 'unknown',
  description: 'The canvas app: a web app inside the pages of Salesforce.',
  source: guidePage('extlclntappcanvassettings'),
  rows: [
    row({ key: 'canvas.url', elements: ['canvasUrl'], codec: text({ format: 'url' }), ...written, required: true, example: 'https://orders.example.com/canvas', description: 'The address of the page that Salesforce embeds.' }),
    row({
      key: 'canvas.accessMethod',
      elements: ['accessMethod'],
      codec: words([
        { word: 'oauth-get', element: 'Get', description: 'the page is loaded first and starts an OAuth flow itself' },
        { word: 'signed-request-post', element: 'Post', description: 'Salesforce posts a signed request that already carries a token' },
      ]),
      ...written,
      required: true,
      example: 'signed-request-post',
      description: 'How the embedded page gets its access token.',
      security: 'A signed request asks no user for consent; the page must verify its signature with the consumer secret.',
    }),
    row({
      key: 'canvas.locations',
      elements: ['canvasLocationOptions'],
      codec: wordList([
        { word: 'none', element: 'None' },
        { word: 'chatter', element: 'Chatter' },
        { word: 'user-profile', element: 'UserProfile' },
        { word: 'visualforce', element: 'Visualforce' },
        { word: 'aura', element: 'Aura' },
        { word: 'publisher', element: 'Publisher' },
        { word: 'chatter-feed', element: 'ChatterFeed' },
        { word: 'service-desk', element: 'ServiceDesk' },
        { word: 'open-cti', element: 'OpenCTI' },
        { word: 'app-launcher', element: 'AppLauncher' },
        { word: 'mobile-nav', element: 'MobileNav' },
        { word: 'page-layout', element: 'PageLayout' },
      ]),
      ...optional,
      compare: 'set',
      example: ['aura', 'page-layout'],
      description: 'Where the canvas app may appear; the guide names none, aura, chatter-feed, mobile-nav, page-layout, publisher and visualforce for External Client Apps.',
    }),
    row({
      key: 'canvas.options',
      elements: ['canvasOptions'],
      codec: wordList([
        { word: 'hide-share', element: 'HideShare', description: 'no share button in the publisher' },
        { word: 'hide-header', element: 'HideHeader', description: 'no header in the publisher' },
        { word: 'personal-enabled', element: 'PersonalEnabled', description: 'known to the API, but not documented' },
      ]),
      ...optional,
      compare: 'set',
      description: 'How the publisher shows the canvas app.',
    }),
    row({ key: 'canvas.lifecycleHandler', elements: ['lifeCycleHandler'], codec: text(), ...optional, description: 'The Apex class that takes part in the rendering of the canvas app.' }),
    row({
      key: 'canvas.samlInitiation',
      elements: ['samlInitiationMethod'],
      codec: words([
        { word: 'none', element: 'None' },
        { word: 'idp-initiated', element: 'IdpInitiated', description: 'Salesforce starts' },
        { word: 'sp-initiated', element: 'SpInitiated', description: 'the embedded page starts' },
      ]),
      ...optional,
      description: 'Who starts single sign-on by SAML when the canvas app opens.',
    }),
  ],
  platformElements: structure,
});
