import type { OrgRequest, Reply } from '../http/reply.js';
import type { OauthApp } from './oauthApp.js';
import { OauthError, oauthErrorReply } from './oauthError.js';

/** The parameters of a request with the client's credentials, from the body or the Basic header. */
export type TokenRequest = {
  readonly form: URLSearchParams;
  readonly clientId: string | undefined;
  readonly secret: string | undefined;
};

/** Runs an OAuth endpoint; OAuth errors become its answer. */
export function answering(work: () => Reply): Reply {
  try {
    return work();
  } catch (error) {
    if (error instanceof OauthError) return oauthErrorReply(error);
    throw error;
  }
}

/** Reads the form of a token, introspection or revocation request. */
export function readTokenRequest(request: OrgRequest): TokenRequest {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const basic = /^Basic (.+)$/.exec(request.headers['authorization'] ?? '')?.[1];
  const [id, secret] =
    basic === undefined ? [] : Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent);
  return { form, clientId: form.get('client_id') ?? id, secret: form.get('client_secret') ?? secret };
}

/** Checks the secret of a client: needed where `required` says so, and never wrong when it is given. */
export function checkSecret(app: OauthApp, secret: string | undefined, required: boolean): void {
  if (secret === undefined ? required : secret !== app.secret)
    throw new OauthError('invalid_client', 'invalid client credentials');
}
