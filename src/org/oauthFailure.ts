/** A refusal of an OAuth endpoint, or an answer that never came; the text of the server, never a token. */
export class OauthFailure extends Error {
  /** The error code of the server, or `unreachable` and `unreadable-answer`. */
  readonly code: string;
  readonly description: string;

  constructor(code: string, description: string) {
    super(description === '' ? code : `${code}: ${description}`);
    this.name = 'OauthFailure';
    this.code = code;
    this.description = description;
  }
}
