import { OauthFailure } from './oauthFailure.js';
import type { AuthorizeVerdict } from './oauthPort.js';

/**
 * Reads what the authorize endpoint answers to a browser without a session: it leads to a login or consent page when it
 * accepts client, callback and scopes; else `error=` stands in the address that it leads to or in the page.
 * Throws `unreachable` when the server is not in order.
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm
 */
export function readAuthorizeAnswer(status: number, location: string, body: string): AuthorizeVerdict {
  const fromAddress = errorOf(queryOf(location));
  if (fromAddress !== undefined) return fromAddress;
  if (status >= 300 && status < 400 && location !== '') return { kind: 'accepted' };
  const inPage = /\berror=[A-Za-z_]+(?:&(?:amp;)?error_description=[^"'<&\s]*)?/.exec(body)?.[0];
  const fromPage = inPage === undefined ? undefined : errorOf(new URLSearchParams(inPage.replace('&amp;', '&')));
  if (fromPage !== undefined) return fromPage;
  if (status >= 500 || status === 429) throw new OauthFailure('unreachable', `HTTP ${status}`);
  if (status >= 400) return { kind: 'refused', code: `HTTP ${status}`, description: '' };
  return { kind: 'accepted' };
}

function queryOf(location: string): URLSearchParams {
  const parts = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?$/.exec(location);
  return new URLSearchParams([parts?.[1] ?? '', parts?.[2] ?? ''].filter((part) => part !== '').join('&'));
}

function errorOf(parameters: URLSearchParams): AuthorizeVerdict | undefined {
  const code = parameters.get('error') ?? '';
  return /^\w+$/.test(code)
    ? { kind: 'refused', code, description: parameters.get('error_description') ?? '' }
    : undefined;
}
