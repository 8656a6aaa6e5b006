import { boolean } from '../codecs/boolean.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

/** What a mobile app must do on the phone. */
export const mobileSettings = metadataType({
  name: 'ExtlClntAppMobileSettings',
  folder: 'extlClntAppMobileSettings',
  suffix: 'ecaMobile',
  since: 64,
  presence: 'keys',
  memberSuffix: '_mobile',
  packageable: 'unknown',
  description: 'The screen lock of the mobile app.',
  source: guidePage('extlclntappmobilesettings'),
  rows: [
    row({ key: 'mobile.screenLock', elements: ['isScreenLockEnabled'], codec: boolean(), since: 64, write: 'whenPresent', compare: 'value', description: 'Locks the mobile app after a time without use.', security: 'Without it a phone that is lost unlocked shows the data of its user.' }),
  ],
  platformElements: structure,
});
