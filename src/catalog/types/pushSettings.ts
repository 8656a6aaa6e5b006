import { secretFile, secretText } from '../codecs/secrets.js';
import { text } from '../codecs/text.js';
import { words } from '../codecs/words.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

const optional = { since: 64, write: 'whenPresent', compare: 'value' } as const;
const android = { ...optional, variant: 'android' } as const;
const apple = { ...optional, variant: 'apple' } as const;
const link = { elements: ['pushConfigLink'], codec: text(), description: 'Names credentials that the org already holds instead of carrying them: the id of the org, a colon and the id of its push configuration.' } as const;

/** The credentials with which Salesforce pushes to the phones that run an app. */
export const pushSettings = metadataType({
  name: 'ExtlClntAppPushSettings',
  folder: 'extlClntAppPushSettings',
  suffix: 'ecaPush',
  since: 64,
  presence: 'keys',
  memberSuffix: '_push',
  packageable: 'linkOnly',
  variants: [
    { platform: 'apple', element: 'pushServiceType', value: 'Apple', section: 'push.apple', memberSuffix: '_push_apple' },
    { platform: 'android', element: 'pushServiceType', value: 'Android', section: 'push.android', memberSuffix: '_push_android' },
  ],
  description: 'The credentials for push notifications, one component per platform.',
  source: guidePage('extlclntapppushsettings'),
  rows: [
    row({ key: 'push.android.firebaseProject', elements: ['androidPushConfig.fcmProject'], codec: text(), ...android, example: 'orders-1a2b3', description: 'The id of the Firebase project.' }),
    row({ key: 'push.android.serviceAccount', elements: ['androidPushConfig.serviceAccount'], codec: secretFile({ maxLength: 8000 }), ...android, secret: true, example: '${firebaseServiceAccount}', description: 'The key file of the Firebase service account: its path relative to the spec, or a variable with secret: true that holds its base64.', security: 'Whoever holds it can push to every phone with the app: keep it out of git.' }),
    row({ key: 'push.android.configLink', ...link, ...android }),
    row({
      key: 'push.apple.environment',
      elements: ['applePushConfig.environment'],
      codec: words([
        { word: 'sandbox', element: 'Sandbox', description: 'apps that were built for development' },
        { word: 'production', element: 'Production', description: 'apps from TestFlight and the App Store' },
      ]),
      ...apple,
      required: true,
      example: 'production',
      description: 'The environment of the Apple Push Notification service.',
    }),
    row({ key: 'push.apple.bundleId', elements: ['applePushConfig.applicationBundle'], codec: text(), ...apple, required: true, example: 'com.example.orders', description: 'The bundle id of the iOS app, which is the topic of its notifications.' }),
    row({ key: 'push.apple.signingKey', elements: ['applePushConfig.signingKey'], codec: secretFile(), ...apple, secret: true, example: '${apnsSigningKey}', description: 'The signing key (.p8): its path relative to the spec, or a variable with secret: true that holds its base64.', security: 'Whoever holds it can push to every app of the team: keep it out of git.' }),
    row({ key: 'push.apple.keyId', elements: ['applePushConfig.keyIdentifier'], codec: text(), ...apple, example: 'ABC123DEFG', description: 'The id of the signing key.' }),
    row({ key: 'push.apple.teamId', elements: ['applePushConfig.teamIdentifier'], codec: text(), ...apple, example: 'DEF123GHIJ', description: 'The id of the team in the Apple developer programme.' }),
    row({ key: 'push.apple.certificate', elements: ['applePushConfig.certificate'], codec: secretFile(), ...apple, secret: true, description: 'The push certificate with its key (.p12): its path relative to the spec, or a variable with secret: true that holds its base64.', security: 'It holds a private key: keep it out of git.' }),
    row({ key: 'push.apple.password', elements: ['applePushConfig.password'], codec: secretText(), ...apple, secret: true, example: '${apnsPassword}', description: 'The password of the push certificate: a variable with secret: true.' }),
    row({ key: 'push.apple.configLink', ...link, ...apple }),
  ],
  platformElements: structure,
});
