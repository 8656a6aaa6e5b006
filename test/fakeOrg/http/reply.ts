/** What the org answers. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** What came in, with double slashes collapsed and the query taken apart. */
export type OrgRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

/** A JSON answer. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** The error list of the REST API. */
export function restError(status: number, errorCode: string, message: string): Reply {
  return jsonReply(status, [{ message, errorCode }]);
}

/** The answer to a REST call with a session that is unknown or over. */
export function sessionExpired(): Reply {
  return restError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

/** The answer to a path that the org does not have. */
export function notFound(): Reply {
  return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** An XML answer. */
export function xmlReply(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body };
}

/** A page for people, as proxies and overloaded instances send it to programs too. */
export function htmlReply(status: number, title: string): Reply {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html;charset=UTF-8' }, body };
}

/** A redirection. */
export function redirectReply(location: string): Reply {
  return { status: 302, headers: { location, 'content-type': 'text/html;charset=UTF-8' }, body: '' };
}

/** An empty answer. */
export function noContent(): Reply {
  return { status: 204, headers: {}, body: '' };
}

/** No answer at all: the server resets the connection. */
export function connectionReset(): Reply {
  return { status: 0, headers: {}, body: '' };
}

/** The answer to a method that a resource does not take. */
export function methodNotAllowed(method: string): Reply {
  return restError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed.`);
}

/** Reads a JSON body; undefined when it is none. */
export function jsonBody(request: OrgRequest): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
