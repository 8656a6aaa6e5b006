import { notificationTypes } from '../codecs/notificationTypes.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

/** The notification types that an app subscribes to. */
export const notificationSettings = metadataType({
  name: 'ExtlClntAppNotificationSettings',
  folder: 'extlClntAppNotifSettings',
  suffix: 'ecaNotifications',
  since: 64,
  presence: 'keys',
  memberSuffix: '_notifications',
  packageable: 'unknown',
  description: 'The custom notification types that the app subscribes to.',
  source: guidePage('extlclntappnotificationsettings'),
  rows: [
    row({ key: 'notifications', elements: ['notificationTypes'], codec: notificationTypes(), since: 64, write: 'whenPresent', compare: 'value', example: { Order_Shipped: { pushByDefault: true } }, description: 'API names of custom notification types that are enabled for mobile, each with whether it is also pushed.' }),
  ],
  platformElements: structure,
});
