import { jsonReply, type Reply } from '../http/reply.js';

/** An OAuth error with Salesforce's words for it (reference oauth §3.13). */
export class OauthError extends Error {
  readonly code: string;
  constructor(code: string, description: string) {
    super(description);
    this.code = code;
  }
}

/** The answer of the token endpoint to an error. */
export function oauthErrorReply(error: OauthError): Reply {
  return jsonReply(400, { error: error.code, error_description: error.message });
}
