import type { OauthPort } from '../org/oauthPort.js';
import { OauthFailure } from '../org/oauthFailure.js';
import { CredentialsFailure } from './credentialsFailure.js';
import { untilKnown, type Patience } from './untilKnown.js';

/** `passed`: the pair got a token; `key-only`: no flow proves the secret without a person; `waiting`: not active yet. */
export type PairProof = 'passed' | 'key-only' | 'not-possible' | 'waiting';

/** A new pair and how it can be tried. */
export type ProveRequest = {
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly callback: string | undefined;
  readonly usesClientCredentials: boolean;
  readonly patience: Patience;
};

/**
 * Tries a new pair before it is promoted. Rejects with `probe-refused` when the org knows the key and refuses the secret;
 * a token that came is revoked at once.
 */
export async function provePair(oauth: OauthPort, request: ProveRequest): Promise<PairProof> {
  const { name, key, secret, callback, patience } = request;
  if (request.usesClientCredentials) {
    const outcome = await untilKnown(patience, async () => oauth.clientCredentials({ key, secret })).catch(asFailure);
    if (isUnknown(outcome)) return 'waiting';
    if (!(outcome instanceof OauthFailure)) {
      await oauth.revoke({ key, secret }, outcome.accessToken).catch(() => undefined);
      return 'passed';
    }
    if (outcome.code === 'invalid_client')
      throw new CredentialsFailure('probe-refused', { name, code: outcome.code, text: outcome.description });
    // Any other refusal is about the flow, and the current pair meets it as well.
  }
  if (callback === undefined) return 'not-possible';
  const probe = { key, callback, scopes: [], state: 'probe', verifier: 'probe'.repeat(10) };
  const verdict = await untilKnown(patience, async () => {
    const answer = await oauth.probe(probe);
    if (answer.kind === 'refused') throw new OauthFailure(answer.code, answer.description);
    return answer;
  }).catch(asFailure);
  if (isUnknown(verdict)) return 'waiting';
  return verdict instanceof OauthFailure ? 'not-possible' : 'key-only';
}

function isUnknown(outcome: unknown): boolean {
  return outcome instanceof OauthFailure && outcome.code === 'invalid_client_id';
}

function asFailure(error: unknown): OauthFailure {
  if (error instanceof OauthFailure) return error;
  throw error;
}
