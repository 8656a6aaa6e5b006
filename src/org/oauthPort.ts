/** A client as it introduces itself: a public client has no secret. */
export type OauthClientPair = { readonly key: string; readonly secret?: string };

/** What a grant gave; kept in memory only. */
export type OauthTokens = {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Where the token is to be used, without a trailing slash. */
  readonly instanceUrl: string;
  /** Address of the user, `…/id/<org id>/<user id>`. */
  readonly identityUrl?: string;
  /** Granted scopes as OAuth scope strings; undefined when the answer does not tell. */
  readonly scopes?: readonly string[];
};

/** One request to the authorize endpoint; `verifier` is the PKCE secret that only the client knows. */
export type AuthorizeRequest = {
  readonly key: string;
  readonly callback: string;
  readonly scopes: readonly string[];
  readonly state: string;
  readonly verifier: string;
};

/** What the authorize endpoint said to a request that nobody confirms. */
export type AuthorizeVerdict =
  { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly code: string; readonly description: string };

/** A device that waits for its user. */
export type DeviceCode = {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUrl: string;
  /** Seconds between two polls. */
  readonly interval: number;
  /** Seconds until the code is over. */
  readonly lifetime: number;
};

/** The claims of a JWT bearer assertion and the private key that signs it, as PEM. */
export type JwtAssertion = {
  readonly username: string;
  readonly audience: string;
  readonly privateKey: string;
  /** Seconds since the epoch. */
  readonly expires: number;
};

/** What the operations ask of the OAuth endpoints of one org. Rejects with an OauthFailure only. */
export type OauthPort = {
  readonly probe: (request: AuthorizeRequest) => Promise<AuthorizeVerdict>;
  readonly authorizeUrl: (request: AuthorizeRequest) => Promise<string>;
  /** Redeems the code in the query that came back to the callback; checks `state`. */
  readonly redeem: (pair: OauthClientPair, request: AuthorizeRequest, query: string) => Promise<OauthTokens>;
  readonly clientCredentials: (pair: OauthClientPair) => Promise<OauthTokens>;
  readonly jwtBearer: (key: string, assertion: JwtAssertion) => Promise<OauthTokens>;
  readonly refresh: (pair: OauthClientPair, refreshToken: string) => Promise<OauthTokens>;
  readonly startDevice: (key: string, scopes: readonly string[]) => Promise<DeviceCode>;
  readonly pollDevice: (pair: OauthClientPair, deviceCode: string) => Promise<OauthTokens>;
  readonly introspect: (pair: OauthClientPair, token: string) => Promise<{ readonly active: boolean }>;
  readonly revoke: (pair: OauthClientPair, token: string) => Promise<void>;
};
