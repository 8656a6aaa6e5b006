import { describe, expect, it } from '@jest/globals';
import { explainFailure } from '../../../src/org/explainFailure.js';

describe('explainFailure', () => {
  it.each([
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
    [
      'DUPLICATE_VALUE: duplicate value found: ConsumerKey duplicates value on another app',
      'duplicate-consumer-key',
      {},
    ],
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
  ])('knows what is behind "%s"', (text, id, tokens) => {
    expect(explainFailure(text)).toMatchObject({ id, tokens });
  });

  it('leads from an element to the key that writes it', () => {
    expect(explainFailure("Property 'isNamedUserJwtEnabled' not valid in version 60.0")?.keys).toContain(
      'security.issueJwtAccessTokens',
    );
    expect(explainFailure('Required field is missing: contactEmail')?.keys[0]).toBe('contactEmail');
  });

  it('leaves a text alone that it does not know', () => {
    expect(explainFailure('Something new')).toBeUndefined();
  });
});
