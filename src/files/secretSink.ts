/** A key pair with what a client needs beside it. */
export type StoredPair = {
  readonly name: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly instanceUrl: string;
};

/** Where a secret goes. Every function rejects with a SinkFailure. */
export type SecretSink = {
  /** The file that it writes. */
  readonly file?: string;
  /** Finds what would go wrong before the secret leaves the org; a file that is already there may hold `allowed`. */
  readonly check: (allowed?: 'same-pair') => Promise<void>;
  /** Brings the secret to its place; a file that already holds the same pair is left as it is. */
  readonly store: (pair: StoredPair) => Promise<void>;
  /** Whether the place now gives the pair back; undefined where nothing can be read back. */
  readonly readBack: (pair: StoredPair) => Promise<boolean | undefined>;
};

/** Why a secret cannot be brought to its place; each reason has a message in `messages/credentials-failures.md`. */
export const sinkFailureReasons = [
  'file-exists',
  'file-in-git',
  'file-folder',
  'file-is-folder',
  'file-unwritable',
  'pipe-words',
  'pipe-missing',
  'pipe-failed',
  'pipe-early',
] as const;

/** One of the reasons. */
export type SinkFailureReason = (typeof sinkFailureReasons)[number];

/** A sink that cannot take the secret; the tokens never hold one. */
export class SinkFailure extends Error {
  readonly reason: SinkFailureReason;
  readonly tokens: Readonly<Record<string, string>>;

  constructor(reason: SinkFailureReason, tokens: Readonly<Record<string, string>>) {
    super(`${reason}: ${JSON.stringify(tokens)}`);
    this.name = 'SinkFailure';
    this.reason = reason;
    this.tokens = tokens;
  }
}
