import { randomBytes } from 'node:crypto';
import type { IdMaker } from '../salesforceId.js';

/** A pair that was staged beside the current one, or that was the current one before. */
export type StagedPair = {
  readonly id: string;
  readonly key: string;
  readonly secret: string;
  readonly createdDate: string;
  readonly createdBy: string;
  expirationDate: string;
  state: 'Active' | 'Rotated' | 'Expired';
};

/** The OAuth consumer of an app: the record behind `oauthLink`, with prefix 888. */
export type Consumer = {
  readonly id: string;
  readonly appName: string;
  key: string;
  secret: string;
  staged: StagedPair | undefined;
  /** Token and authorize requests left until the new app is known everywhere (option `activationPolls`). */
  pollsUntilActive: number;
};

/** Consumers by lower-case app name. */
export type ConsumerStore = Map<string, Consumer>;

/** No consumers yet. */
export function createConsumerStore(): ConsumerStore {
  return new Map();
}

/** The consumer of an app. */
export function consumerOf(store: ConsumerStore, appName: string): Consumer | undefined {
  return store.get(appName.toLowerCase());
}

/** The consumer that a client id names: the current key, or the one of a staged or rotated pair. */
export function consumerByKey(store: ConsumerStore, key: string): Consumer | undefined {
  return [...store.values()].find((consumer) => consumer.key === key || consumer.staged?.key === key);
}

/** A copy that a deploy may change and throw away. */
export function copyConsumers(store: ConsumerStore): ConsumerStore {
  return new Map([...store].map(([name, consumer]) => [name, { ...consumer }]));
}

/** A new consumer with a key of its own or the one that the deploy asks for. */
export function createConsumer(
  makeId: IdMaker,
  appName: string,
  wantedKey: string | undefined,
  activationPolls: number,
): Consumer {
  return {
    id: makeId('888'),
    appName,
    key: wantedKey ?? newConsumerKey(),
    secret: newConsumerSecret(),
    staged: undefined,
    pollsUntilActive: activationPolls,
  };
}

/** A consumer key that looks like those of Salesforce: `3MVG9` and letters, digits, dots and underscores. */
export function newConsumerKey(): string {
  return `3MVG9${randomBytes(60).toString('base64url').replaceAll('-', '.')}`;
}

/** A consumer secret: 64 hexadecimal digits. */
export function newConsumerSecret(): string {
  return randomBytes(32).toString('hex').toUpperCase();
}
