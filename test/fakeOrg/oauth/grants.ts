/** An authorization code that waits to be redeemed. */
export type AuthorizationCode = {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly username: string;
  readonly scopes: readonly string[];
  readonly challenge?: string;
  readonly nonce?: string;
  used: boolean;
};

/** A refresh token; a rotated one stays known, so that its second use can be noticed. */
export type RefreshGrant = {
  readonly appName: string;
  readonly username: string;
  readonly scopes: readonly string[];
  readonly family: string;
  state: 'current' | 'rotated' | 'revoked';
};

/** A device that waits for its user. */
export type DeviceGrant = {
  readonly clientId: string;
  readonly userCode: string;
  readonly scopes: readonly string[];
  decision: 'pending' | 'allowed' | 'denied';
  polledAt: number;
  username?: string;
};

/** What the OAuth endpoints have handed out and not yet taken back. */
export type Grants = {
  readonly codes: Map<string, AuthorizationCode>;
  readonly refreshTokens: Map<string, RefreshGrant>;
  readonly devices: Map<string, DeviceGrant>;
  /** Apps that have got a token: only these show up in the usage list. */
  readonly usedApps: Set<string>;
};

/** Nothing handed out yet. */
export function createGrants(): Grants {
  return { codes: new Map(), refreshTokens: new Map(), devices: new Map(), usedApps: new Set() };
}
