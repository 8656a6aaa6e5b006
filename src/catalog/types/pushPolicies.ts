import { boolean } from '../codecs/boolean.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

/** What the admins of an org decide about the push notifications of an app. */
export const pushPolicies = metadataType({
  name: 'ExtlClntAppPushConfigurablePolicies',
  folder: 'extlClntAppPushPolicies',
  suffix: 'ecaPushPlcy',
  since: 64,
  presence: 'keys',
  memberSuffix: '_pushPlcy',
  packageable: 'unknown',
  description: 'The policy about the content of push notifications.',
  source: guidePage('extlclntapppushconfigurablepolicies'),
  rows: [
    row({ key: 'push.showFullContent', elements: ['isFullContent'], codec: boolean(), since: 64, write: 'whenPresent', compare: 'value', description: 'Shows the whole text of a notification instead of only saying that there is one.', security: 'The text passes through Apple or Google and appears on locked screens.' }),
  ],
  platformElements: structure,
});
