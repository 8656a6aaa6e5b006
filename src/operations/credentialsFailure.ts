/** Why credentials could not be read or rotated; each reason has a message in `messages/credentials-failures.md`. */
export const credentialsFailureReasons = [
  'app-not-found',
  'no-consumer',
  'several-consumers',
  'no-such-consumer',
  'other-key',
  'switch-off',
  'switch-off-and-permission',
  'permission-missing',
  'not-allowed',
  'switch-not-restored',
  'interrupted',
  'no-staging',
  'session-app',
  'staged-elsewhere',
  'unfinished-rotation',
  'nothing-staged',
  'nothing-rotated',
  'not-promoted',
  'not-staged',
  'read-back',
  'probe-refused',
  'promote-unknown',
  'promote-differs',
] as const;

/** One of the reasons. */
export type CredentialsFailureReason = (typeof credentialsFailureReasons)[number];

/** An operation on credentials that cannot go on; the tokens never hold a secret. */
export class CredentialsFailure extends Error {
  readonly reason: CredentialsFailureReason;
  readonly tokens: Readonly<Record<string, string>>;

  constructor(reason: CredentialsFailureReason, tokens: Readonly<Record<string, string>> = {}) {
    super(`${reason}: ${JSON.stringify(tokens)}`);
    this.name = 'CredentialsFailure';
    this.reason = reason;
    this.tokens = tokens;
  }
}
