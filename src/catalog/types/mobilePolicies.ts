import { words } from '../codecs/words.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

/** What the admins of an org decide about the screen lock of a mobile app. */
export const mobilePolicies = metadataType({
  name: 'ExtlClntAppMobileConfigurablePolicies',
  folder: 'extlClntAppMobilePolicies',
  suffix: 'ecaMobilePlcy',
  since: 64,
  presence: 'keys',
  memberSuffix: '_mobilePlcy',
  packageable: 'unknown',
  description: 'The time after which the mobile app locks its screen.',
  source: guidePage('extlclntappmobileconfigurablepolicies'),
  rows: [
    row({
      key: 'mobile.screenLockTimeout',
      elements: ['screenLockTimeout'],
      codec: words([
        { word: 'never', element: 'Never' },
        { word: 1, element: 'One' },
        { word: 5, element: 'Five' },
        { word: 10, element: 'Ten' },
        { word: 30, element: 'Thirty' },
        { word: 60, element: 'Sixty' },
        { word: 120, element: 'OneTwenty' },
        { word: 180, element: 'OneEighty' },
        { word: 240, element: 'TwoForty' },
      ]),
      since: 64,
      write: 'whenPresent',
      compare: 'value',
      goesWith: { key: 'mobile.screenLock', value: true },
      example: 10,
      description: 'Minutes without use after which the screen locks.',
    }),
  ],
  platformElements: structure,
});
