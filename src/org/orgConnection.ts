/**
 * What the port uses of a connection to an org. The Connection of `@salesforce/core` has all of it; its class cannot be
 * named here, because that of `jsforce` and that of `@salesforce/core` do not accept each other (private members).
 */
export type OrgConnection = {
  readonly accessToken?: string | null | undefined;
  readonly instanceUrl: string;
  readonly getUsername: () => string | undefined;
  /** The newest API version of the org, such as `67.0`; kept by the CLI for a day. */
  readonly retrieveMaxApiVersion: () => Promise<string>;
  /** Asks for a new session where the login allows it; rejects when the session is over for good. */
  readonly refreshAuth: () => Promise<unknown>;
  readonly getAuthInfoFields: () => {
    readonly orgId?: string | undefined;
    readonly clientId?: string | undefined;
    readonly isSandbox?: boolean | undefined;
    readonly isScratch?: boolean | undefined;
    readonly trailExpirationDate?: string | null | undefined;
  };
};

/** True for an access token in JWT format: three base64url parts. */
export function isJwtSession({ accessToken }: OrgConnection): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(accessToken ?? '');
}
