import { describe, expect, it } from '@jest/globals';
import type { FakeOrgOptions } from '../../fakeOrg/fakeOrgOptions.js';
import { appFiles, deploy, policyFile, type DeployChoice, type Files } from './metadataClient.js';
import { useOrgs } from './useOrgs.js';

const start = useOrgs();

/** Deploys into a fresh org and returns the failures. */
async function failures(
  files: Files,
  choice: DeployChoice = {},
  options: FakeOrgOptions = {},
): Promise<readonly string[]> {
  return (await deploy(await start(options), files, choice)).failures;
}

describe('a file that the org refuses', () => {
  it.each([
    [
      'an unknown scope, with the list of legal tokens',
      { oauth: { commaSeparatedOauthScopes: 'Api, McpApi' } },
      /There's a problem with your scope\(s\): McpApi\. .*\bRefreshToken\b.*\bSFApiPlatform\b/,
    ],
    [
      'an OAuth string instead of a token',
      { oauth: { commaSeparatedOauthScopes: 'refresh_token' } },
      /problem with your scope\(s\): refresh_token/,
    ],
    [
      'an unknown element',
      { header: { homepage: 'x' } },
      /Element \{http:\/\/soap\.sforce\.com\/2006\/04\/metadata\}homepage invalid at this location in type ExternalClientApplication/,
    ],
    [
      'a word that is not in the enum',
      { header: { distributionState: 'Packageable' } },
      /'Packageable' is not a valid value for the enum 'ExtlClntAppDistState'/,
    ],
    [
      'a boolean that is none',
      { global: { isPkceRequired: 'yes' } },
      /'yes' is not a valid value for the type xsd:boolean/,
    ],
    [
      'an element that is newer than the package',
      { global: { isEnforceRefreshTokenTTL: 'true' } },
      /Property 'isEnforceRefreshTokenTTL' not valid in version 66\.0/,
    ],
    ['a missing contact', { header: { contactEmail: '' } }, /Required field is missing: contactEmail/],
    ['a missing callback', { global: { callbackUrl: '' } }, /Required field is missing: callbackUrl/],
    [
      'missing scopes',
      { oauth: { commaSeparatedOauthScopes: '' } },
      /Required field is missing: commaSeparatedOauthScopes/,
    ],
    [
      'a callback over http on another machine',
      { global: { callbackUrl: 'https://a.example.com/x\nhttp://b.example.com/y' } },
      /Invalid callback URL: http:\/\/b\.example\.com\/y/,
    ],
    [
      'an app that is not there',
      { oauth: { externalClientApplication: 'Other' } },
      /INVALID_CROSS_REFERENCE_KEY: no ExternalClientApplication named Other found/,
    ],
    [
      'a foreign OAuth link',
      { oauth: { oauthLink: '00Dbm000004ELiD:888bm000002gH3J' } },
      /couldn't update your OAuth link .* doesn't have distribution state PACKAGED/,
    ],
    ['an invented org id', { header: { orgScopedExternalApp: '00D000000000000:Demo' } }, /orgScopedExternalApp/],
    [
      'an ID token lifetime out of range',
      { global: { idTokenConfig: '<idTokenValidityInMinutes>721</idTokenValidityInMinutes>' } },
      /'721' is out of range for idTokenValidityInMinutes/,
    ],
    [
      'an IP range without an end',
      { oauth: { trustedIpRanges: '<startIpAddress>192.0.2.1</startIpAddress>' } },
      /not valid in trustedIpRanges/,
    ],
    ['a consumer key that is too short', { global: { consumerKey: 'short' } }, /between 8 and 256 characters/],
  ])('fails %s', async (_title, parts, problem) => {
    expect((await failures(appFiles('Demo', parts))).join('\n')).toMatch(problem);
  });

  it.each([
    [
      'a wrong word',
      { permittedUsersPolicyType: 'AdminApproved' },
      "Error parsing file: 'AdminApproved' is not a valid value for the enum 'PermittedUsersPolicyType'",
    ],
    [
      'the id of a permission set',
      { commaSeparatedPermissionSet: '0PS000000000001' },
      "INVALID_FIELD: We couldn't find permission sets called 0PS000000000001",
    ],
    [
      'an unknown profile',
      { commaSeparatedProfile: 'Nobody' },
      "INVALID_FIELD: We couldn't find profiles called Nobody",
    ],
    [
      'an unknown run-as user',
      { clientCredentialsFlowUser: 'nobody@example.com' },
      'In field: clientCredentialsFlowUser - no User named nobody@example.com found',
    ],
    [
      'an inactive run-as user',
      { clientCredentialsFlowUser: 'former@fake.example.com' },
      'In field: clientCredentialsFlowUser - no User named former@fake.example.com found',
    ],
    [
      'a JWT timeout without JWT tokens',
      { namedUserJwtTimeout: '10', namedUserJwtSessionTimeoutType: 'Custom' },
      'Invalid plugin settings',
    ],
    [
      'an unknown refresh token policy',
      { refreshTokenPolicyType: 'Forever' },
      "Error parsing file: 'Forever' is not a valid value for the enum 'RefreshTokenPolicyType'",
    ],
    [
      'a refresh token policy without its period',
      { refreshTokenPolicyType: 'SpecificLifetime' },
      'Enter a valid refresh token validity period and unit.',
    ],
    [
      'idle days beyond the limit of a locked app',
      {
        refreshTokenPolicyType: 'SpecificInactivity',
        refreshTokenValidityPeriod: '2',
        refreshTokenValidityUnit: 'Months',
      },
      'The refresh token validity period exceeds the idle limit of 30 days that this app enforces.',
    ],
    [
      'an element of API 61 to 63',
      { isNamedUserJwtEnabled: 'true' },
      "Error parsing file: Property 'isNamedUserJwtEnabled' not valid in version 66.0",
    ],
  ])('fails a policy with %s', async (_title, values, problem) => {
    const found = await failures({ ...appFiles('Demo'), ...policyFile('Demo', values) });
    expect(found).toEqual([`ExtlClntAppOauthConfigurablePolicies:Demo_oauthPlcy: ${problem}`]);
  });
});
