import { boolean } from '../codecs/boolean.js';
import { text } from '../codecs/text.js';
import { words } from '../codecs/words.js';
import { guidePage, metadataType, row } from '../metadataType.js';

const optional = { since: 59, write: 'whenPresent', compare: 'value' } as const;

/** The header of an app. */
export const externalClientApplication = metadataType({
  name: 'ExternalClientApplication',
  folder: 'externalClientApps',
  suffix: 'eca',
  since: 59,
  presence: 'always',
  memberSuffix: '',
  packageable: 'yes',
  description: 'The header of the app: what people and packages see of it.',
  source: guidePage('externalclientapplication'),
  rows: [
    row({ key: 'label', elements: ['label'], codec: text({ maxLength: 255 }), since: 59, write: 'always', compare: 'value', setup: 'External Client App Name', defaultNote: 'the value of name', description: 'The name that users see, also on the consent page.' }),
    row({ key: 'contactEmail', elements: ['contactEmail'], codec: text({ format: 'email' }), since: 59, required: true, write: 'always', compare: 'value', setup: 'Contact Email', example: 'integrations@example.com', description: 'Where Salesforce writes to about this app, for instance when it is blocked.' }),
    row({ key: 'description', elements: ['description'], codec: text(), ...optional, setup: 'Description', description: 'What the app is for, shown in Setup.' }),
    row({ key: 'contactPhone', elements: ['contactPhone'], codec: text(), ...optional, setup: 'Contact Phone', description: 'Telephone number of the contact.' }),
    row({ key: 'infoUrl', elements: ['infoUrl'], codec: text({ format: 'url' }), ...optional, setup: 'Info URL', description: 'A page about the app; Salesforce stores it without using it.' }),
    row({ key: 'logoUrl', elements: ['logoUrl'], codec: text({ format: 'url' }), ...optional, setup: 'Logo Image URL', description: 'Address of the logo on the consent page.' }),
    row({ key: 'iconUrl', elements: ['iconUrl'], codec: text({ format: 'url' }), ...optional, setup: 'Icon URL', description: 'Address of a small icon.' }),
    row({
      key: 'distribution',
      elements: ['distributionState'],
      codec: words([
        { word: 'local', element: 'Local', label: 'Local', description: 'for this org only' },
        { word: 'packaged', element: 'Packaged', label: 'Packaged', description: 'for a second-generation managed package' },
      ]),
      since: 59,
      write: 'always',
      compare: 'value',
      specDefault: 'local',
      absentMeans: 'local',
      setup: 'Distribution State',
      description: 'Whether the app serves this org only or may be put into a package.',
      security: 'A packaged app shares one consumer key and secret with every org that installs it.',
    }),
    row({ key: 'protected', elements: ['isProtected'], codec: boolean(), since: 59, write: 'always', compare: 'value', specDefault: false, absentMeans: false, description: 'Hides the packaged component from the admins of subscriber orgs.' }),
  ],
  platformElements: [
    { name: 'managedType', since: 60, values: ['Local', 'Global'], reason: 'internal', description: 'Set by Salesforce for its own apps.' },
    { name: 'orgScopedExternalApp', since: 59, reason: 'orgBound', description: 'The 15-character id of the owning org, a colon and the app name; made by the org at the first deploy.' },
  ],
});
