/** An OAuth scope that Salesforce knows. */
export type Scope = {
  /** The OAuth scope string, which is the word in a spec. */
  readonly word: string;
  /** The platform's spelling in an External Client App. */
  readonly token: string;
  /** The label in Setup; scopes that share an entry of Setup have it once. */
  readonly label?: string;
  /** What a token with the scope may do, in one sentence. */
  readonly covers: string;
  /** Other spellings that people write for it. */
  readonly aliases?: readonly string[];
  /** Scopes that already include this one. */
  readonly coveredBy?: readonly string[];
  /** The platform's spelling in a ConnectedApp where it differs. */
  readonly connectedAppToken?: string;
  /** The column of the Tooling API that tells whether an app has the scope. */
  readonly toolingColumn: string;
  /** The first API version of an org that knows the token, where that is newer than External Client Apps. */
  readonly since?: number;
};

const identity = ['id', 'full'] as const;
const dataCloud = ['cdp_api'] as const;

/**
 * Every scope of an External Client App, the most used first.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm
 */
export const scopes: readonly Scope[] = [
  { word: 'api', token: 'Api', label: 'Manage user data via APIs (api)', covers: 'Calls the APIs of Salesforce as the user, REST, SOAP, Bulk and Connect alike.', coveredBy: ['full'], toolingColumn: 'OauthScopesAPI' },
  { word: 'refresh_token', token: 'RefreshToken', label: 'Perform requests at any time (refresh_token, offline_access)', covers: 'Gives a refresh token, with which the app works on without the user.', aliases: ['refresh'], toolingColumn: 'OauthScopesREFRESH_TOKEN' },
  { word: 'openid', token: 'OpenID', label: 'Access unique user identifiers (openid)', covers: 'Gives an OpenID Connect ID token.', aliases: ['oidc'], toolingColumn: 'OauthScopesOPENID' },
  { word: 'id', token: 'Basic', label: 'Access the identity URL service (id, profile, email, address, phone)', covers: 'Reads the identity URL: who the user is and how to reach them.', aliases: ['identity'], coveredBy: ['full'], toolingColumn: 'OauthScopesSSO' },
  { word: 'profile', token: 'Profile', covers: 'The same as `id`, under the OpenID Connect name for the profile.', coveredBy: identity, toolingColumn: 'OauthScopesPROFILE' },
  { word: 'email', token: 'Email', covers: 'The same as `id`, under the OpenID Connect name for the e-mail address.', coveredBy: identity, toolingColumn: 'OauthScopesEMAIL' },
  { word: 'address', token: 'Address', covers: 'The same as `id`, under the OpenID Connect name for the postal address.', coveredBy: identity, toolingColumn: 'OauthScopesADDRESS' },
  { word: 'phone', token: 'Phone', covers: 'The same as `id`, under the OpenID Connect name for the telephone number.', coveredBy: identity, toolingColumn: 'OauthScopesPHONE' },
  { word: 'web', token: 'Web', label: 'Manage user data via Web browsers (web)', covers: 'Opens a browser session of Salesforce with the token, Visualforce pages included.', coveredBy: ['full'], toolingColumn: 'OauthScopesWEB' },
  { word: 'full', token: 'Full', label: 'Full access (full)', covers: 'Everything that the user may do; a refresh token must still be asked for.', toolingColumn: 'OauthScopesFULL' },
  { word: 'offline_access', token: 'OfflineAccess', covers: 'The same right as `refresh_token`, under the OpenID Connect name.', aliases: ['offline'], coveredBy: ['refresh_token'], toolingColumn: 'OauthScopesOFFLINE_ACCESS' },
  { word: 'chatter_api', token: 'Chatter', label: 'Access Connect REST API resources (chatter_api)', covers: 'Calls the Connect REST API, and nothing else.', aliases: ['connect_api'], coveredBy: ['full', 'api'], toolingColumn: 'OauthScopesCHATTER_REST_API' },
  { word: 'lightning', token: 'Lightning', label: 'Access Lightning applications (lightning)', covers: 'Opens Lightning applications from a hybrid mobile app.', coveredBy: ['full'], toolingColumn: 'OauthScopesLIGHTNING' },
  { word: 'content', token: 'Content', label: 'Access content resources (content)', covers: 'Opens content such as files from a hybrid mobile app.', coveredBy: ['full'], toolingColumn: 'OauthScopesCONTENT' },
  { word: 'visualforce', token: 'CustomApplications', covers: 'Opens Visualforce pages, and no other page.', aliases: ['vf', 'Access Visualforce applications (visualforce)'], coveredBy: ['full', 'web'], toolingColumn: 'OauthScopesVF' },
  { word: 'custom_permissions', token: 'CustomPermissions', label: 'Access custom permissions (custom_permissions)', covers: 'Reads which custom permissions the user has.', coveredBy: ['full'], toolingColumn: 'OauthScopesCUSTOM_PERMISSIONS' },
  { word: 'sfap_api', token: 'SFApiPlatform', label: 'Access the Salesforce API Platform (sfap_api)', covers: 'Calls the Salesforce API Platform, on which the Agent API runs.', aliases: ['SFAP'], connectedAppToken: 'SFAP', toolingColumn: 'OauthScopesSFAP_API' },
  { word: 'chatbot_api', token: 'Chatbot', label: 'Access chatbot services (chatbot_api)', covers: 'Talks to agents and bots, as the Agent API does.', toolingColumn: 'OauthScopesCHATBOT_API' },
  { word: 'mcp_api', token: 'MCP', label: 'Access Salesforce hosted MCP servers (mcp_api)', covers: 'Uses the MCP servers that Salesforce hosts; they want JWT access tokens.', toolingColumn: 'OauthScopesMCP_API', since: 66 },
  { word: 'einstein_gpt_api', token: 'EinsteinGPT', label: 'Access Einstein GPT services (einstein_gpt_api)', covers: 'Calls the generative models of Einstein, as the Models API does.', aliases: ['einstein_api'], toolingColumn: 'OauthScopesEINSTEIN_GPT_API' },
  { word: 'interaction_api', token: 'Interaction', label: 'Access Interaction API resources (interaction_api)', covers: 'Calls the Interaction API.', toolingColumn: 'OauthScopesINTERACTION_API' },
  { word: 'scrt_api', token: 'SCRT', covers: 'Calls the service that carries chat and messaging.', toolingColumn: 'OauthScopesSCRT_API', since: 66 },
  { word: 'cdp_api', token: 'CDP', label: 'Access all Data Cloud API resources (cdp_api)', covers: 'Calls every API of Data Cloud (Data 360), instead of a list of the finer scopes.', aliases: ['data_cloud_api', 'data_360_api'], toolingColumn: 'OauthScopesCDP_API' },
  { word: 'cdp_query_api', token: 'CDPQuery', label: 'Perform ANSI SQL queries on Data Cloud data (cdp_query_api)', covers: 'Queries Data Cloud by SQL.', coveredBy: dataCloud, toolingColumn: 'OauthScopesCDP_QUERY_API' },
  { word: 'cdp_ingest_api', token: 'CDPIngest', label: 'Manage Data Cloud Ingestion API data (cdp_ingest_api)', covers: 'Loads data into Data Cloud.', coveredBy: dataCloud, toolingColumn: 'OauthScopesCDP_INGEST_API' },
  { word: 'cdp_profile_api', token: 'CDPProfile', label: 'Manage Data Cloud profile data (cdp_profile_api)', covers: 'Reads and writes profiles of Data Cloud.', coveredBy: dataCloud, toolingColumn: 'OauthScopesCDP_PROFILE_API' },
  { word: 'cdp_segment_api', token: 'CDPSegment', label: 'Perform segmentation on Data Cloud data (cdp_segment_api)', covers: 'Works with segments of Data Cloud.', coveredBy: dataCloud, toolingColumn: 'OauthScopesCDP_SEGMENT_API' },
  { word: 'cdp_identityresolution_api', token: 'CDPIdentityResolution', label: 'Manage Data Cloud Identity Resolution (cdp_identityresolution_api)', covers: 'Works with the identity resolution of Data Cloud.', coveredBy: dataCloud, toolingColumn: 'OauthScopesCDP_IDENTITYRESOLUTION_API' },
  { word: 'cdp_calculated_insight_api', token: 'CDPCalculatedInsight', label: 'Manage Data Cloud Calculated Insight data (cdp_calculated_insight_api)', covers: 'Works with calculated insights of Data Cloud.', coveredBy: dataCloud, toolingColumn: 'OauthScopesCDP_CALCULATED_INSIGHT_API' },
  { word: 'data_cloud_user_claims', token: 'DataCloudUserClaims', covers: 'Puts claims about the user of Data Cloud into the token.', toolingColumn: 'OauthScopesDATA_CLOUD_USER_CLAIMS', since: 67 },
  { word: 'wave_api', token: 'Wave', label: 'Access Analytics REST API resources (wave_api)', covers: 'Calls the CRM Analytics REST API.', aliases: ['analytics_api'], coveredBy: ['full'], toolingColumn: 'OauthScopesWAVE_REST_API' },
  { word: 'eclair_api', token: 'Eclair', label: 'Access Analytics REST API Charts Geodata resources (eclair_api)', covers: 'Reads the geodata of charts from CRM Analytics.', coveredBy: ['full'], toolingColumn: 'OauthScopesECLAIR_REST_API' },
  { word: 'pardot_api', token: 'Pardot', label: 'Manage Pardot services (pardot_api)', covers: 'Calls Account Engagement, once named Pardot.', toolingColumn: 'OauthScopesPARDOT_API' },
  { word: 'forgot_password', token: 'ForgotPassword', label: 'Access Headless Forgot Password API (forgot_password)', covers: 'Resets passwords through headless identity.', aliases: ['forgot_password_api'], toolingColumn: 'OauthScopesFORGOT_PASSWORD' },
  { word: 'user_registration_api', token: 'UserRegistration', label: 'Access Headless Registration API (user_registration_api)', covers: 'Registers users through headless identity.', toolingColumn: 'OauthScopesUSER_REGISTRATION_API' },
  { word: 'pwdless_login_api', token: 'PwdlessLogin', covers: 'Logs users in without a password through headless identity.', aliases: ['passwordless_login_api', 'Access Headless Passwordless Login API (pwdless_login_api)'], toolingColumn: 'OauthScopesPWDLESS_LOGIN_API' },
];

const byWord = new Map(scopes.map((scope) => [scope.word, scope]));
const byToken = new Map(scopes.map((scope) => [scope.token, scope]));

/** The scope of an OAuth scope string (case-sensitive). */
export function scopeByWord(word: string): Scope | undefined {
  return byWord.get(word);
}

/** The scope of a platform token of an External Client App (case-sensitive). */
export function scopeByToken(token: string): Scope | undefined {
  return byToken.get(token);
}
