import type { FailureCause } from '../src/org/explainFailure.js';

/** Texts of the platform as org reports and documents quote them, with what this plugin takes them for. */
export const platformTexts: readonly (readonly [
  text: string,
  cause: FailureCause,
  tokens: Readonly<Record<string, string>>,
])[] = [
  [
    "The external client app configured in your global OAuth Settings doesn't have a valid OAuth settings configuration",
    'oauth-settings-missing',
    {},
  ],
  [
    'duplicate value found: ExternalClientApplicationId duplicates value on Shop_oauthPlcy',
    'duplicate-policy',
    { name: 'Shop_oauthPlcy' },
  ],
  [
    'DUPLICATE_VALUE: ExtlClntAppOauthSettingsId duplicates value on Shop_oauthPlcy',
    'duplicate-policy',
    { name: 'Shop_oauthPlcy' },
  ],
  ['DUPLICATE_VALUE: duplicate value found: ConsumerKey duplicates value on another app', 'duplicate-consumer-key', {}],
  [
    "INVALID_FIELD: We couldn't find permission sets called 0PSxx0000004CsU",
    'permission-set-unknown',
    { name: '0PSxx0000004CsU' },
  ],
  ["INVALID_FIELD: We couldn't find profiles called Nobody", 'profile-unknown', { name: 'Nobody' }],
  [
    'In field: clientCredentialsFlowUser - no User named me@example.com found',
    'user-unknown',
    { name: 'me@example.com' },
  ],
  [
    "There's a problem with your scope(s): McpApi. Enter scopes from this list: Api.",
    'scope-invalid',
    { name: 'McpApi' },
  ],
  [
    "'AdminApproved' is not a valid value for the enum 'PermittedUsersPolicyType'",
    'word-invalid',
    { name: 'AdminApproved', element: 'PermittedUsersPolicyType' },
  ],
  [
    "We couldn't update your OAuth link because the external client app X doesn't have distribution state PACKAGED.",
    'oauth-link',
    {},
  ],
  ["orgScopedExternalApp: the value 00D:X isn't valid for this org.", 'org-scoped-app', {}],
  ['INVALID_CROSS_REFERENCE_KEY: no ExternalClientApplication named X found', 'cross-reference', {}],
  ['Enter the name of the parent external client app', 'parent-missing', {}],
  [
    "Property 'isNamedUserJwtEnabled' not valid in version 64.0",
    'not-in-version',
    { element: 'isNamedUserJwtEnabled', version: '64' },
  ],
  ['Invalid plugin settings', 'plugin-settings', {}],
  ['The refresh token validity period exceeds the idle limit of 30 days that this app enforces.', 'idle-limit', {}],
  ['Enter a valid refresh token validity period and unit.', 'validity-missing', {}],
  ['duplicate key value violates unique constraint "ak3tl_setup_entity_data"', 'security-too-early', {}],
  ['Invalid callback URL: http://example.com', 'callback-invalid', {}],
  ['Consumer Key: must have between 8 and 256 characters', 'consumer-key-invalid', {}],
  ['Required field is missing: contactEmail', 'required-field', { element: 'contactEmail' }],
  ['SOAP API does not support JWT-based access tokens.', 'soap-with-jwt', {}],
  ['INSUFFICIENT_ACCESS_OR_READONLY', 'access-insufficient', {}],
  ['This feature is not currently enabled for this user', 'feature-off', {}],
  ["Unknown type name 'ExtlClntAppOauthSecuritySettings' specified in package.xml", 'type-unknown', {}],
  ['UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record', 'rows-locked', {}],
  ['UNKNOWN_EXCEPTION: An unexpected error occurred. ErrorId: 123-4', 'platform-error', {}],
  ['The External Client App API Name can only contain underscores and alphanumeric characters.', 'name-invalid', {}],
  ['shouldRotateConsumerKey: the deploy must ignore warnings', 'rotation-warning', {}],
];
