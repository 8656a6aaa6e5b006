/**
 * How far a rotation got, as the state folder of the CLI keeps it: no secret. The org knows the pairs; this tells which
 * of them are ours, so that a run that broke off is taken up at its step.
 */
export type RotationRecord = {
  readonly orgId: string;
  readonly name: string;
  readonly step: 'staging' | 'staged' | 'stored' | 'promoted' | 'revoking' | 'finished';
  /** The consumer key of the new pair, once the org has told it. */
  readonly key?: string;
  readonly stagedId?: string;
  /** When the new pair became the current one. */
  readonly promoted?: string;
};
