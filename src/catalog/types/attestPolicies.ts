import { words } from '../codecs/words.js';
import { metadataType, row, structure } from '../metadataType.js';

/** What the admins of an org decide about app attestation. */
export const attestPolicies = metadataType({
  name: 'ExtlClntAppAttestConfigurablePolicies',
  folder: 'extlClntAppAttestPolicies',
  suffix: 'ecaAttestPlcy',
  since: 66,
  presence: 'keys',
  memberSuffix: '_attestPlcy',
  packageable: 'unknown',
  description: 'The policy about app attestation; in the API since 66, but in no guide yet.',
  source: 'https://github.com/forcedotcom/wsdl',
  rows: [
    row({
      key: 'attestation.enforcement',
      elements: ['attestEnforceLevel'],
      codec: words([
        { word: 'none', element: 'None' },
        { word: 'client-controlled', element: 'ClientControlled' },
        { word: 'strict', element: 'Strict' },
      ]),
      since: 66,
      write: 'whenPresent',
      compare: 'value',
      description: 'How strictly the app must prove that it is genuine; not documented by Salesforce yet.',
    }),
  ],
  platformElements: structure,
});
