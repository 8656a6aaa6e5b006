import type { SecretSink } from '../files/secretSink.js';
import type { StateFile } from '../files/stateFile.js';
import type { KeyPair } from '../org/credentialsPort.js';
import type { PairProof } from './provePair.js';
import type { RotationRecord } from './rotationRecord.js';

/** A staged pair with its secret. */
export type StagedSecret = KeyPair & { readonly id: string };

/** What a rotation does one after the other. */
export type RotationStep =
  'staged' | 'resumed' | 'stored' | `probed.${Exclude<PairProof, 'waiting'>}` | 'promoted' | 'revoked';

/** What is to be rotated, where the secret goes, and whom to tell. */
export type RotateRequest = {
  readonly name: string;
  readonly consumerKey?: string;
  readonly sinks: readonly SecretSink[];
  /** Gets the new pair before anything is promoted, to be shown. */
  readonly onSecret?: (pair: StagedSecret) => void;
  readonly revokeOld: boolean;
  /** Goes on with a pair that somebody else staged. */
  readonly useStaged: boolean;
  readonly record: StateFile<RotationRecord>;
  readonly prove: (pair: StagedSecret, appName: string) => Promise<PairProof>;
  readonly onStep: (step: RotationStep) => void;
  /** Throws when the user has interrupted the command. */
  readonly stopIfInterrupted: () => void;
};
