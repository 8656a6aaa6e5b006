import { attributes } from '../codecs/attributes.js';
import { joinedList } from '../codecs/joinedList.js';
import { text } from '../codecs/text.js';
import { words } from '../codecs/words.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

const optional = { since: 63, write: 'whenPresent', compare: 'value' } as const;
const written = { since: 63, write: 'always', compare: 'value' } as const;

/** Salesforce as the identity provider of an app. */
export const samlPolicies = metadataType({
  name: 'ExtlClntAppSamlConfigurablePolicies',
  folder: 'extlClntAppSamlConfigurablePolicies',
  suffix: 'ecaSamlPlcy',
  since: 63,
  presence: 'keys',
  memberSuffix: '_samlPlcy',
  packageable: 'no',
  description: 'Single sign-on by SAML, with Salesforce as the identity provider; only for a local app.',
  source: guidePage('extlclntappsamlconfigurablepolicies'),
  rows: [
    row({ key: 'saml.entityId', elements: ['entityUrl'], codec: text(), ...written, required: true, example: 'https://wiki.example.com/saml', description: 'The entity id of the service provider.' }),
    row({ key: 'saml.acsUrl', elements: ['acsUrl'], codec: text({ format: 'url' }), ...written, required: true, example: 'https://wiki.example.com/saml/acs', description: 'The assertion consumer service: where the browser posts the SAML response.', security: 'Whoever controls this address can log in as any user who visits the app.' }),
    row({
      key: 'saml.subject',
      elements: ['subjectType'],
      codec: words([
        { word: 'username', element: 'Username' },
        { word: 'federation-id', element: 'FederationId' },
        { word: 'user-id', element: 'UserId' },
        { word: 'spoke-id', element: 'SpokeId', description: 'known to the API, but not documented' },
        { word: 'custom-attribute', element: 'CustomAttribute', description: 'the field named by saml.subjectCustomAttribute' },
        { word: 'persistent-id', element: 'PersistentId' },
      ]),
      ...written,
      specDefault: 'username',
      description: 'What names the user in the assertion.',
    }),
    row({ key: 'saml.subjectCustomAttribute', elements: ['subjectCustomAttribute'], codec: text(), ...optional, goesWith: { key: 'saml.subject', value: 'custom-attribute', mutual: true }, description: 'The user field that names the user in the assertion.' }),
    row({
      key: 'saml.nameIdFormat',
      elements: ['nameIdFormat'],
      codec: words([
        { word: 'unspecified', element: 'Unspecified' },
        { word: 'email-address', element: 'EmailAddress' },
        { word: 'persistent', element: 'Persistent' },
        { word: 'transient', element: 'Transient' },
      ]),
      ...written,
      specDefault: 'unspecified',
      absentMeans: 'unspecified',
      description: 'The name ID format that the assertion declares.',
    }),
    row({ key: 'saml.issuer', elements: ['issuer'], codec: text(), ...optional, description: 'The issuer of the assertions; the My Domain address of the org when it is left out.' }),
    row({ key: 'saml.requestSigningCertificate', elements: ['certificate'], codec: text(), ...optional, description: 'The certificate of the service provider that verifies its signed requests.', security: 'With it Salesforce refuses unsigned requests.' }),
    row({
      key: 'saml.signingAlgorithm',
      elements: ['signingAlgorithmType'],
      codec: words([
        { word: 'sha1', element: 'SHA1' },
        { word: 'sha256', element: 'SHA256' },
      ]),
      ...written,
      specDefault: 'sha256',
      description: 'The hash of the signature under assertions.',
      security: 'SHA-1 is broken; use it only for a service provider that knows nothing better.',
    }),
    row({ key: 'saml.encryption.certificate', elements: ['encryptionCertificate'], codec: text(), ...optional, description: 'The certificate that assertions are encrypted for.' }),
    row({
      key: 'saml.encryption.algorithm',
      elements: ['encryptionType'],
      codec: words([
        { word: 'aes-128', element: 'AES_128' },
        { word: 'aes-256', element: 'AES_256' },
      ]),
      ...optional,
      description: 'The cipher of encrypted assertions.',
    }),
    row({ key: 'saml.singleLogout.url', elements: ['singleLogoutUrl'], codec: text({ format: 'url' }), ...optional, description: 'Where Salesforce sends logout requests to the service provider.' }),
    row({
      key: 'saml.singleLogout.binding',
      elements: ['singleLogoutBindingType'],
      codec: words([
        { word: 'redirect', element: 'RedirectBinding' },
        { word: 'post', element: 'PostBinding' },
      ]),
      ...optional,
      description: 'Whether logout messages travel by redirect or by a posted form.',
    }),
    row({ key: 'saml.permissionSets', elements: ['commaSeparatedPermissionSet'], codec: joinedList(), ...optional, compare: 'set', description: 'API names of the permission sets whose users may use the whole app, not only its single sign-on.' }),
    row({ key: 'saml.profiles', elements: ['commaSeparatedProfile'], codec: joinedList(), ...optional, compare: 'set', description: 'Labels, in the language of the org, of the profiles whose users may use the whole app.' }),
    row({ key: 'saml.customAttributes', elements: ['customAttributes'], codec: attributes(), ...optional, example: { Department: '$User.Department' }, description: 'Attributes of the assertion beside the subject: a key and a field such as $User.Department.' }),
  ],
  platformElements: [
    ...structure,
    { name: 'startUrl', since: 63, until: 63, reason: 'retired', description: 'The page that the app starts with, which the app policies took over as policies.startUrl.' },
  ],
});
