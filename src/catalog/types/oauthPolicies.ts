import { attributes } from '../codecs/attributes.js';
import { boolean } from '../codecs/boolean.js';
import { integer } from '../codecs/integer.js';
import { joinedList } from '../codecs/joinedList.js';
import { jwtTimeout } from '../codecs/jwtTimeout.js';
import { refreshToken } from '../codecs/refreshToken.js';
import { switchOn } from '../codecs/switchOn.js';
import { text } from '../codecs/text.js';
import { words } from '../codecs/words.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

const optional = { since: 59, write: 'whenPresent', compare: 'value' } as const;
const written = { write: 'always', compare: 'value' } as const;

/** What the admins of an org decide about the OAuth use of an app. */
export const oauthPolicies = metadataType({
  name: 'ExtlClntAppOauthConfigurablePolicies',
  folder: 'extlClntAppOauthPolicies',
  suffix: 'ecaOauthPlcy',
  since: 59,
  presence: 'oauth',
  memberSuffix: '_oauthPlcy',
  packageable: 'no',
  description: 'The OAuth policies of the app: who may use it, from where and for how long.',
  source: guidePage('extlclntappoauthconfigurablepolicies'),
  rows: [
    row({ key: 'flows.authorizationCodeAndCredentials.guest', elements: ['isGuestCodeCredFlowEnabled'], codec: switchOn({ bare: false }), since: 61, ...written, specDefault: false, absentMeans: false, whenOff: 'false', description: 'Lets guests of a site use the headless flow; needs JWT access tokens.' }),
    row({ key: 'flows.authorizationCodeAndCredentials.guest.jwtTimeout', elements: ['guestJwtTimeout', 'guestJwtSessionTimeoutType'], codec: jwtTimeout(), ...optional, since: 61, absentMeans: 'user-session', description: 'Lifetime of a guest\'s JWT access token.' }),
    row({ key: 'flows.clientCredentials.runAs', elements: ['clientCredentialsFlowUser'], codec: text(), ...optional, since: 60, setup: 'Run As (Username)', example: 'integration@example.com', description: 'Username that client credentials tokens act as; differs from org to org, so best a variable.', security: 'Take an API Only user with the rights of this one integration.' }),
    row({ key: 'flows.clientCredentials.allowedByPolicy', elements: ['isClientCredentialsFlowEnabled'], codec: boolean(), since: 60, ...written, specDefault: true, absentMeans: false, whenOff: 'false', setup: 'Enable Client Credentials Flow (Policies)', description: 'The admin\'s half of the client credentials flow.' }),
    row({ key: 'flows.tokenExchange.allowedByPolicy', elements: ['isTokenExchangeFlowEnabled'], codec: boolean(), since: 60, ...written, specDefault: true, absentMeans: false, whenOff: 'false', setup: 'Enable Token Exchange Flow (Policies)', description: 'The admin\'s half of the token exchange flow.' }),
    row({
      key: 'policies.permittedUsers',
      elements: ['permittedUsersPolicyType'],
      codec: words([
        { word: 'self-authorize', element: 'AllSelfAuthorized', label: 'All users can self-authorize' },
        { word: 'admin-approved', element: 'AdminApprovedPreAuthorized', label: 'Admin approved users are pre-authorized' },
      ]),
      since: 59,
      ...written,
      specDefault: 'self-authorize',
      defaultNote: 'admin-approved with permissionSets or profiles',
      absentMeans: 'self-authorize',
      setup: 'Permitted Users',
      description: 'Whether every user may approve the app, or only those whom an admin approved by permission set or profile.',
      security: 'With self-authorize one tricked user is enough to let a stranger in.',
    }),
    row({ key: 'policies.permissionSets', elements: ['commaSeparatedPermissionSet'], codec: joinedList(), ...optional, compare: 'set', setup: 'Selected Permission Sets', example: ['Order_Sync_API'], description: 'API names of the permission sets whose users are approved.' }),
    row({ key: 'policies.profiles', elements: ['commaSeparatedProfile'], codec: joinedList(), ...optional, since: 62, compare: 'set', setup: 'Selected Profiles', description: 'Labels, in the language of the org, of the profiles whose users are approved; permission sets travel better.' }),
    row({
      key: 'policies.ipRelaxation',
      elements: ['ipRelaxationPolicyType'],
      codec: words([
        { word: 'enforce', element: 'Enforce', label: 'Enforce IP restrictions' },
        // The guide writes Enforce_RelaxRefresh; orgs answer with this spelling.
        { word: 'enforce-except-refresh-tokens', element: 'Enforce_relaxrefresh', label: 'Enforce IP restrictions, but relax for refresh tokens' },
        { word: 'relax-for-activated-devices', element: 'Bypass_2factor', label: 'Relax IP restrictions for activated devices' },
        { word: 'relax', element: 'Bypass', label: 'Relax IP restrictions' },
      ]),
      since: 59,
      ...written,
      specDefault: 'enforce',
      absentMeans: 'enforce',
      setup: 'IP Relaxation',
      description: 'How far the IP restrictions of the org hold for users of this app.',
      security: 'Relaxed restrictions let a stolen token work from anywhere.',
    }),
    row({ key: 'policies.refreshToken', elements: ['refreshTokenPolicyType', 'refreshTokenValidityPeriod', 'refreshTokenValidityUnit'], codec: refreshToken(), since: 59, ...written, specDefault: { expiresIfUnusedFor: '30 days' }, absentMeans: { expiresAfter: '365 days' }, setup: 'Refresh Token Policy', example: { expiresIfUnusedFor: '30 days' }, description: 'When refresh tokens stop working.', security: 'A token that never expires is a key that is never taken back.', source: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2' }),
    row({ key: 'policies.sessionTimeoutMinutes', elements: ['sessionTimeoutInMinutes'], codec: integer({ min: 1 }), ...optional, setup: 'Session Timeout', description: 'How long an opaque access token lives without use, in minutes; the profile or org decides when it is left out.' }),
    row({
      key: 'policies.sessionLevel',
      elements: ['requiredSessionLevel'],
      codec: words([
        { word: 'low', element: 'LOW' },
        { word: 'standard', element: 'STANDARD' },
        { word: 'high-assurance', element: 'HIGH_ASSURANCE', label: 'High Assurance' },
      ]),
      since: 59,
      ...written,
      specDefault: 'standard',
      absentMeans: 'standard',
      setup: 'High assurance session required',
      description: 'The session security level that the app demands.',
    }),
    row({
      key: 'policies.sessionLevelAction',
      elements: ['policyAction'],
      codec: words([
        { word: 'block', element: 'Block', label: 'Block' },
        { word: 'raise-session-level', element: 'RaiseSessionLevel', label: 'Raise session level' },
        { word: 'step-up-mfa', element: 'StepUpMFA', since: 67 },
      ]),
      ...optional,
      description: 'What happens to a user whose session level is too low.',
    }),
    row({ key: 'policies.jwtAccessTokenTimeout', elements: ['namedUserJwtTimeout', 'namedUserJwtSessionTimeoutType'], codec: jwtTimeout(), ...optional, since: 61, description: 'Lifetime of JWT access tokens; needs security.issueJwtAccessTokens.', security: 'A JWT works until it expires, whatever an admin does.' }),
    row({ key: 'policies.apexHandler.class', elements: ['apexHandler'], codec: text(), ...optional, since: 61, setup: 'Apex Plugin Class', description: 'The Apex class, derived from Auth.ExternalClientAppOauthHandler, that decides about authorizations and attributes.' }),
    row({ key: 'policies.apexHandler.executeAs', elements: ['executeHandlerAs'], codec: text(), ...optional, since: 61, setup: 'Run As', description: 'Username that the Apex class runs as.' }),
    row({ key: 'policies.customScopes', elements: ['commaSeparatedCustomScopes'], codec: joinedList(), ...optional, since: 61, compare: 'set', description: 'Custom scopes that the admin grants.' }),
    row({ key: 'policies.customAttributes', elements: ['customAttributes'], codec: attributes(), ...optional, setup: 'Custom Attributes', description: 'Attributes of the identity response that the admin adds, at most 128.' }),
    row({ key: 'policies.singleLogoutUrl', elements: ['singleLogoutUrl'], codec: text({ format: 'url' }), ...optional, setup: 'Single Logout URL', description: 'Where Salesforce sends logout requests, set by the admin.' }),
    row({ key: 'policies.oauthStartUrl', elements: ['startUrl'], codec: text({ format: 'url' }), ...optional, setup: 'OAuth Start URL', description: 'Where the app starts when the start page is `oauth`.' }),
  ],
  platformElements: [
    ...structure,
    { name: 'isNamedUserJwtEnabled', since: 61, until: 63, reason: 'retired', description: 'The admin\'s half of JWT access tokens, which the global settings took over.' },
  ],
});
