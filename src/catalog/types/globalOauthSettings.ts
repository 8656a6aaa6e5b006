import { boolean } from '../codecs/boolean.js';
import { callback } from '../codecs/callback.js';
import { certificateFile } from '../codecs/certificateFile.js';
import { integer } from '../codecs/integer.js';
import { switchOn } from '../codecs/switchOn.js';
import { text } from '../codecs/text.js';
import { guidePage, metadataType, row, structure } from '../metadataType.js';

const written = { write: 'always', compare: 'value' } as const;
const optional = { since: 59, write: 'whenPresent', compare: 'value' } as const;
const newerSwitch = { write: 'whenPresent', compare: 'ignoreWhenAbsent', absentMeans: false } as const;

/** The OAuth consumer of an app: callback, flows and security switches. */
export const globalOauthSettings = metadataType({
  name: 'ExtlClntAppGlobalOauthSettings',
  folder: 'extlClntAppGlobalOauthSets',
  suffix: 'ecaGlblOauth',
  since: 59,
  presence: 'oauth',
  memberSuffix: '_glbloauth',
  packageable: 'no',
  description: 'The OAuth consumer of the app: callback URLs, flows and security switches.',
  source: guidePage('extlclntappglobaloauthsettings'),
  rows: [
    row({ key: 'callback', elements: ['callbackUrl'], codec: callback(), since: 59, required: true, write: 'always', compare: 'set', setup: 'Callback URL', example: 'https://app.example.com/oauth/callback', description: 'Where Salesforce sends the user back with the authorization code; compared character by character.', security: 'Whoever controls a callback URL receives authorization codes: no wildcard, no plain http but on loopback.' }),
    row({ key: 'consumerKey', elements: ['consumerKey'], codec: text({ minLength: 8, maxLength: 256 }), since: 59, write: 'onCreate', compare: 'ignoreWhenAbsent', setup: 'Consumer Key', description: 'The OAuth client id; fixed when the app is created, made by Salesforce when it is left out.', security: 'Not secret, but unique in all of Salesforce and never changed by a later deploy.' }),
    row({ key: 'idToken.audience', elements: ['idTokenConfig.idTokenAudience'], codec: text(), ...optional, description: 'Audiences of the ID token beside the consumer key.' }),
    row({ key: 'idToken.validityMinutes', elements: ['idTokenConfig.idTokenValidityInMinutes'], codec: integer({ min: 1, max: 720 }), ...optional, absentMeans: 2, description: 'Lifetime of an ID token in minutes, 1 to 720; Salesforce takes 2 when it is left out.' }),
    row({ key: 'idToken.includeStandardClaims', elements: ['idTokenConfig.idTokenIncludeStandardClaims'], codec: boolean(), ...optional, absentMeans: false, setup: 'Include Standard Claims', description: 'Puts the standard claims about the user into the ID token.' }),
    row({ key: 'idToken.includeCustomAttributes', elements: ['idTokenConfig.idTokenIncludeAttributes'], codec: boolean(), ...optional, absentMeans: false, setup: 'Include Custom Attributes', description: 'Puts the custom attributes of the app into the ID token.' }),
    row({ key: 'idToken.includeCustomPermissions', elements: ['idTokenConfig.idTokenIncludeCustomPermissions'], codec: boolean(), ...optional, since: 61, absentMeans: false, setup: 'Include Custom Permissions', description: 'Puts the custom permissions of the user into the ID token.' }),
    row({ key: 'flows.authorizationCodeAndCredentials', elements: ['isCodeCredFlowEnabled'], codec: switchOn({ bare: true }), since: 61, ...written, specDefault: false, absentMeans: false, setup: 'Enable Authorization Code and Credentials Flow', description: 'The headless flow in which an app of your own asks for user name and password; the ordinary web server flow needs no switch.', security: 'The client sees the user\'s password.', source: 'https://help.salesforce.com/s/articleView?id=xcloud.eca_authorization_code_credentials.htm' }),
    row({ key: 'flows.authorizationCodeAndCredentials.postBodyOnly', elements: ['isCodeCredPostOnly'], codec: boolean(), since: 61, ...written, specDefault: false, absentMeans: false, whenOff: 'false', setup: 'Require user credentials in the POST body', description: 'Refuses credentials that are sent in a header.' }),
    row({ key: 'flows.clientCredentials', elements: ['isClientCredentialsFlowEnabled'], codec: switchOn({ bare: false }), since: 60, ...written, specDefault: false, absentMeans: false, setup: 'Enable Client Credentials Flow', description: 'A server logs in with consumer key and secret alone and acts as one fixed user.', security: 'Whoever holds the consumer secret is that user: give it an API Only user with few rights.', source: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.4' }),
    row({ key: 'flows.device', elements: ['isDeviceFlowEnabled'], codec: boolean(), since: 60, ...written, specDefault: false, absentMeans: false, setup: 'Enable Device Flow', description: 'A device without a browser shows a code that the user types in elsewhere.', security: 'A stranger can talk a user into typing the stranger\'s code.', source: 'https://www.rfc-editor.org/rfc/rfc8628' }),
    row({ key: 'flows.jwtBearer', elements: [], codec: switchOn({ bare: false }), since: 60, write: 'whenPresent', compare: 'value', specDefault: false, absentMeans: false, setup: 'Enable JWT Bearer Flow', description: 'A server logs in as any pre-authorized user with an assertion that its private key signs; the certificate turns the flow on.', security: 'Whoever holds the private key is every pre-authorized user.', source: 'https://www.rfc-editor.org/rfc/rfc7523' }),
    row({ key: 'flows.jwtBearer.certificate', elements: ['certificate'], codec: certificateFile(), since: 60, required: true, write: 'whenPresent', compare: 'value', example: 'certificates/server.crt', description: 'Path of the X.509 certificate (PEM or DER, RSA of at least 2048 bits), relative to the spec.', security: 'A deploy without it removes the certificate from the org.' }),
    row({ key: 'flows.tokenExchange', elements: ['isTokenExchangeEnabled'], codec: switchOn({ bare: true }), since: 60, ...written, specDefault: false, absentMeans: false, setup: 'Enable Token Exchange Flow', description: 'Exchanges a token of another identity provider for one of Salesforce, through an Apex token exchange handler.', source: 'https://www.rfc-editor.org/rfc/rfc8693' }),
    row({ key: 'security.requireSecretForWebServerFlow', elements: ['isConsumerSecretOptional'], codec: boolean({ inverted: true }), since: 59, ...written, specDefault: true, absentMeans: true, setup: 'Require Secret for Web Server Flow', description: 'The client proves itself with the consumer secret when it redeems an authorization code.', security: 'Without it the app is a public client, which must use PKCE.' }),
    row({ key: 'security.requireSecretForRefreshTokenFlow', elements: ['isSecretRequiredForRefreshToken'], codec: boolean(), since: 59, ...written, specDefault: true, absentMeans: true, setup: 'Require Secret for Refresh Token Flow', description: 'The client proves itself with the consumer secret when it refreshes.', security: 'Without it a stolen refresh token is enough.' }),
    row({ key: 'security.requireSecretForTokenExchange', elements: ['isSecretRequiredForTokenExchange'], codec: boolean(), since: 60, ...written, specDefault: true, absentMeans: true, setup: 'Require Secret for Token Exchange Flow', description: 'The client proves itself with the consumer secret when it exchanges a token.' }),
    row({ key: 'security.requirePkce', elements: ['isPkceRequired'], codec: boolean(), since: 59, write: 'always', compare: 'platformMayChange', specDefault: true, absentMeans: true, setup: 'Require Proof Key for Code Exchange (PKCE) extension for Supported Authorization Flows', description: 'Refuses authorization codes that were asked for without PKCE; locked on for apps created since July 2026.', security: 'Without it an intercepted code can be redeemed by another program.', source: 'https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1' }),
    row({ key: 'security.rotateRefreshTokens', elements: ['isRefreshTokenRotationEnabled'], codec: boolean(), since: 60, write: 'always', compare: 'platformMayChange', specDefault: true, absentMeans: false, setup: 'Enable Refresh Token Rotation', description: 'Each refresh gives a new refresh token and ends the old one; locked on for apps created since July 2026.', security: 'Without it a stolen refresh token works unnoticed.', source: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2' }),
    row({ key: 'security.enforceRefreshTokenIdleTimeout', elements: ['isEnforceRefreshTokenTTL'], codec: boolean(), since: 67, ...newerSwitch, compare: 'platformMayChange', setup: 'Limit the idle refresh token TTL', description: 'Ends refresh tokens that were not used for 30 days; locked on for apps created since July 2026.' }),
    row({ key: 'security.issueJwtAccessTokens', elements: ['isNamedUserJwtEnabled'], codec: boolean(), since: 61, ...written, specDefault: false, absentMeans: false, setup: 'Issue JSON Web Token (JWT)-based access tokens for named users', description: 'Access tokens are JWTs instead of opaque texts, as hosted MCP servers and the Agent API want.', security: 'A JWT cannot be revoked before it expires, and the SOAP API refuses it.' }),
    row({ key: 'security.introspectAllTokens', elements: ['isIntrospectAllTokens'], codec: boolean(), since: 59, ...written, specDefault: false, absentMeans: false, setup: 'Introspect All Tokens', description: 'Lets the app introspect the tokens of every other app of the org.' }),
    row({ key: 'security.allowDpop', elements: ['isDPopEnabled'], codec: boolean(), since: 67, ...newerSwitch, description: 'Lets clients ask for tokens that are bound to their key by DPoP.', source: 'https://www.rfc-editor.org/rfc/rfc9449' }),
    row({ key: 'security.allowMutualTls', elements: ['isMtlsEnabled'], codec: boolean(), since: 68, ...newerSwitch, description: 'Lets clients prove themselves with a TLS certificate.', source: 'https://www.rfc-editor.org/rfc/rfc8705' }),
  ],
  platformElements: [
    ...structure,
    { name: 'consumerSecret', since: 59, reason: 'secret', description: 'The OAuth client secret; Salesforce does not give it through metadata.' },
    { name: 'shouldRotateConsumerKey', since: 59, values: ['false'], reason: 'command', description: 'Makes a new consumer key at every deploy.' },
    { name: 'shouldRotateConsumerSecret', since: 59, values: ['false'], reason: 'command', description: 'Makes a new consumer secret at every deploy.' },
  ],
});
