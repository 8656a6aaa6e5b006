import { switchOn } from '../codecs/switchOn.js';
import { text } from '../codecs/text.js';
import { metadataType, row, structure } from '../metadataType.js';

const optional = { since: 66, write: 'whenPresent', compare: 'value' } as const;
const platform = { elements: [], codec: switchOn({ bare: true }), ...optional } as const;
const link = { elements: ['attestConfigLink'], codec: text(), ...optional, description: 'Names attestation settings that the org already holds.' } as const;

/** The platforms on which a mobile app proves that it is genuine. */
export const attestSettings = metadataType({
  name: 'ExtlClntAppAttestSettings',
  folder: 'extlClntAppAttestSettings',
  suffix: 'ecaAttest',
  since: 66,
  presence: 'keys',
  memberSuffix: '_attest',
  packageable: 'unknown',
  variants: [
    { platform: 'apple', element: 'attestServiceType', value: 'Apple', section: 'attestation.apple', memberSuffix: '_attest_apple' },
    { platform: 'android', element: 'attestServiceType', value: 'Android', section: 'attestation.android', memberSuffix: '_attest_android' },
  ],
  description: 'App attestation, one component per platform; in the API since 66, but in no guide yet.',
  source: 'https://github.com/forcedotcom/wsdl',
  rows: [
    row({ key: 'attestation.apple', ...platform, variant: 'apple', description: 'Lets iOS devices attest that the app is genuine; not documented by Salesforce yet.' }),
    row({ key: 'attestation.apple.configLink', ...link, variant: 'apple' }),
    row({ key: 'attestation.android', ...platform, variant: 'android', description: 'Lets Android devices attest that the app is genuine; not documented by Salesforce yet.' }),
    row({ key: 'attestation.android.configLink', ...link, variant: 'android' }),
  ],
  platformElements: structure,
});
