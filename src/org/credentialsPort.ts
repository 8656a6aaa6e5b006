/** An External Client App as a record; installed apps are named `<namespace>__<name>`. */
export type AppRecord = { readonly id: string; readonly name: string; readonly label: string };

/** The OAuth consumer of an app. */
export type AppConsumer = { readonly id: string; readonly key: string };

/** A consumer key with its secret; kept in memory only. */
export type KeyPair = { readonly key: string; readonly secret: string };

/** The second pair of a consumer: staged (`Active`), replaced (`Rotated`), or over (`Expired`). */
export type StagedPair = {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly createdBy?: string;
  /** As the org writes dates. */
  readonly createdDate?: string;
  readonly expirationDate?: string;
};

/** The place of a consumer in the REST API. */
export type ConsumerPlace = { readonly appId: string; readonly consumerId: string };

/**
 * The OAuth credentials of apps through the Connect REST API. Rejects with an OrgFailure; `refused` where the org switch or
 * a user permission is missing, `deploy-unknown` where it is open whether a change was made.
 * @see https://developer.salesforce.com/docs/atlas.en-us.chatterapi.meta/chatterapi/connect_resources_oauth_credentials_resources.htm
 */
export type CredentialsPort = {
  readonly consumers: (appId: string) => Promise<readonly AppConsumer[]>;
  readonly pair: (place: ConsumerPlace) => Promise<KeyPair>;
  readonly stagedPairs: (place: ConsumerPlace) => Promise<readonly StagedPair[]>;
  readonly stagedSecret: (place: ConsumerPlace, stagedId: string) => Promise<KeyPair>;
  readonly stage: (place: ConsumerPlace) => Promise<void>;
  readonly promote: (place: ConsumerPlace, stagedId: string) => Promise<void>;
  /** A pair that is no longer there counts as revoked. */
  readonly revoke: (place: ConsumerPlace, stagedId: string) => Promise<void>;
};
