import { Connection } from 'jsforce';
import type { OauthTokens } from './oauthPort.js';
import { proxyOf } from './proxyOf.js';
import { OauthFailure } from './oauthFailure.js';

/** Who an external client is in the org, as a call of the REST API told. */
export type ClientIdentity = { readonly userId: string; readonly username: string };

/**
 * One real API call as the external client: reads its own user with the token. Rejects with an OauthFailure: `api-call`,
 * whose description is the error of the API, or `unreachable`.
 */
export async function callAsClient(tokens: OauthTokens, apiVersion: number): Promise<ClientIdentity> {
  const { instanceUrl, accessToken, identityUrl = '' } = tokens;
  const proxy = proxyOf(instanceUrl, process.env);
  const httpProxy = proxy === undefined ? {} : { httpProxy: proxy.url };
  const connection = new Connection({ instanceUrl, accessToken, version: `${apiVersion}.0`, ...httpProxy });
  if (proxy === undefined) leaveProxyOut(connection);
  try {
    const userId = /\/id\/\w+\/(\w+)\/?$/.exec(identityUrl)?.[1] ?? (await userIdOf(connection, instanceUrl));
    const path = `${instanceUrl}/services/data/v${apiVersion}.0/query?q=`;
    const soql = `SELECT Id, Username FROM User WHERE Id = '${userId}'`;
    const { records } = await connection.request<{ readonly records: readonly { readonly Username: string }[] }>(
      `${path}${encodeURIComponent(soql)}`,
    );
    return { userId, username: records[0]?.Username ?? '' };
  } catch (error) {
    const text = error instanceof Error ? withoutToken(error.message, accessToken) : '';
    if (error instanceof Error && 'errorCode' in error) throw new OauthFailure('api-call', text);
    throw new OauthFailure('unreachable', proxy === undefined ? text : `${text}, through ${proxy.told}`);
  }
}

/** By itself jsforce takes the proxy of the environment for every host: it does not read NO_PROXY. */
function leaveProxyOut({ _transport: transport }: Connection): void {
  const send = transport.httpRequest.bind(transport);
  transport.httpRequest = (request, options) => send(request, { ...options, httpProxy: '' });
}

async function userIdOf(connection: Connection, instanceUrl: string): Promise<string> {
  const info = await connection.request<{ readonly user_id: string }>(`${instanceUrl}/services/oauth2/userinfo`);
  return info.user_id;
}

function withoutToken(text: string, token: string): string {
  return text.replaceAll(token, '[REDACTED]').slice(0, 300);
}
