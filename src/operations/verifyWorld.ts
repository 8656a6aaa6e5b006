import type { ClientIdentity } from '../org/callAsClient.js';
import type { Clock } from '../org/clock.js';
import type { LoopbackListener } from '../org/loopbackListener.js';
import type { OauthPort, OauthTokens } from '../org/oauthPort.js';
import type { Spec } from '../catalog/spec.js';
import type { FlowName } from './flowResult.js';

/** What `verify` reaches beside the org. */
export type VerifyWorld = {
  readonly oauth: OauthPort;
  readonly clock: Clock;
  readonly callAsClient: (tokens: OauthTokens) => Promise<ClientIdentity>;
  /** Rejects with PortTaken. */
  readonly listen: (callback: string) => Promise<LoopbackListener>;
  readonly openBrowser: (url: string) => Promise<void>;
  /** Tells a person what to do, at once: enter a code, log in at an address, free a port. */
  readonly tell: (what: 'device' | 'browser' | 'port-taken', tokens: Readonly<Record<string, string>>) => void;
  readonly onWait: (elapsed: number) => void;
  readonly random: () => string;
  /** Throws when the user has pressed Ctrl-C; what was obtained is revoked all the same. */
  readonly stopIfInterrupted: () => void;
};

/** The private key of a JWT bearer client as PEM, and whom it acts for. */
export type JwtKey = { readonly privateKey: string; readonly username: string; readonly audience: string };

/** One app to prove, with the credentials that were found for it. */
export type VerifyRequest = {
  readonly spec: Spec;
  readonly key: string;
  readonly secret?: string;
  /** Why there is no secret, as a note of `messages/verify-notes.md`. */
  readonly noSecret?: { readonly note: string; readonly tokens: Readonly<Record<string, string>> };
  readonly jwt?: JwtKey;
  /** Only these flows; those that need a person are then done without a terminal, too. */
  readonly flows?: readonly FlowName[];
  /** Whether somebody is there to log in. */
  readonly hasPerson: boolean;
  /** When to stop waiting for the app, in milliseconds since the epoch. */
  readonly deadline: number;
};

/** Tokens that were obtained and must be revoked. */
export type HeldTokens = { readonly flow: FlowName; readonly tokens: OauthTokens };
